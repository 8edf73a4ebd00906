internal import Events
internal import Journal
internal import Keyring
internal import Synchronization

/// One core's share of a rebuild: what it works with, and what it has counted.
final class Worker: Sendable {
  struct Tools: ~Copyable {
    var teller: Teller
    /// For each tally, in the catalogue's order.
    var sums: [Sums]
    /// The organisation's events that cannot be read.
    var asides: [Aside] = []
    /// What was counted since it was last put on the disk, but for the sums.
    var new = Counted()
    var lastKept = ContinuousClock.now
  }

  let tools: Mutex<Tools>
  private let labels: Labels
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue, _ teller: consuming sending Teller, _ labels: Labels, _ portions: Portions) {
    (self.catalogue, self.labels) = (catalogue, labels)
    tools = Mutex(
      Tools(teller: teller, sums: catalogue.tallies.map { _ in Sums(labels, portion: portions.sums) }))
  }

  /// The views of some persons, in their order.
  /// - Parameters:
  ///   - arenas: their records, section by section.
  ///   - batch: the persons that the arenas hold.
  func fold(_ share: Range<Int>, _ arenas: [Arena], _ batch: Range<Int>, _ muster: Muster) throws -> Sheaf {
    try tools.withLock { tools in
      var sheaf = Sheaf(catalogue)
      for person in share {
        for arena in arenas {
          try arena.each(of: person - batch.lowerBound) { try tools.teller.take($0, $1) }
        }
        let keeper = muster.keepers[person]
        do {
          try tools.teller.views(keeper: keeper, into: &sheaf) { tools.sums[$0].add($1) }
        } catch let error as KeyringError where error.isForWantOfKey {
          // Erased or let go of this moment: what was sealed opens no more, and the end of the epoch has the sums
          // made anew.
        }
      }
      return sheaf
    }
  }

  /// Counts those of the organisation's events after a position that are of a share.
  /// - Returns: how many they are.
  func count(
    _ journal: Journal, after position: UInt64, atMost count: Int, _ share: Share, _ families: Families
  ) throws -> Int {
    try tools.withLock { tools in
      var organisation = 0
      _ = try journal.read(after: position, atMost: count) { _, header, record in
        guard header.handle.isOrganisation, share.holds(header.id) else { return }
        organisation += 1
        guard let type = header.type else { return tools.set(Aside(unknown: header)) }
        if catalogue.listens.contains(type) { try tools.count(record, families) }
      }
      tools.new.starts.append(position)
      tools.new.events += organisation
      return organisation
    }
  }

  /// What is lost by a kill at most, and some counting.
  private static let longest: Duration = .milliseconds(400)

  /// What was counted since the last time, when that is a while ago.
  func counted(_ isDue: Bool) -> Counted? {
    tools.withLock { tools in
      let now = ContinuousClock.now
      guard isDue || now - tools.lastKept > Self.longest, !tools.new.starts.isEmpty else { return nil }
      let (lists, new) = (labels.all, tools.new)
      (tools.lastKept, tools.new) = (now, Counted())
      var counted = new
      for index in tools.sums.indices { counted.tallies.append(tools.sums[index].cutOff(lists)) }
      return counted
    }
  }

  /// Takes up what was counted before a kill.
  func take(_ counted: Counted) {
    tools.withLock { tools in
      tools.asides += counted.asides
      for (index, tally) in counted.tallies.enumerated() {
        tools.sums[index].add(tally)
        tools.sums[index].cutHere()
      }
    }
  }

  /// No more of the organisation's events come.
  func endCounting() {
    tools.withLock { tools in
      tools.new = Counted()
      for index in tools.sums.indices { tools.sums[index].endCutting() }
    }
  }

  /// What was counted for one tally.
  func takeSums(_ index: Int) -> Sums {
    tools.withLock { tools in
      tools.sums[index].settle()
      return tools.sums[index]
    }
  }
}

extension Worker.Tools {
  fileprivate mutating func count(_ record: RawSpan, _ families: Families) throws {
    do {
      guard let event = try teller.opener.event(record), !event.content.isAmendment else { return }
      let amendments = families.of(event.id)
      if amendments.isEmpty {
        try teller.count(event) { sums[$0].add($1) }
      } else {
        try teller.count([event] + amendments) { sums[$0].add($1) }
      }
    } catch let aside as Aside {
      set(aside)
    }
  }

  fileprivate mutating func set(_ aside: Aside) {
    asides.append(aside)
    new.asides.append(aside)
  }
}

/// The organisation's corrections and retractions, by what they amend.
struct Families: Sendable {
  private var byTarget: [EventID: [Event]] = [:]

  init(_ amendments: [(position: UInt64, event: Event)]) {
    for (_, event) in amendments {
      if let target = event.content.amended { byTarget[target, default: []].append(event) }
    }
  }

  /// All that amends an event, and what amends those.
  func of(_ id: EventID) -> [Event] {
    var family: [Event] = []
    var front = byTarget[id] ?? []
    while let event = front.popLast() {
      family.append(event)
      front += byTarget[event.id] ?? []
    }
    return family
  }
}
