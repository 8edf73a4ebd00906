internal import Events
internal import Journal
internal import Synchronization

/// One core's share of a rebuild.
final class Worker: Sendable {
  let teller: Mutex<Teller>

  init(_ teller: consuming sending Teller) { self.teller = Mutex(teller) }

  /// The views of some persons of the arena, in their order.
  func fold(_ arena: Arena, _ share: Range<Int>, _ first: Int, _ muster: Muster) throws -> [PersonViews] {
    try teller.withLock { teller in
      var views: [PersonViews] = []
      views.reserveCapacity(share.count)
      for person in share {
        arena.each(of: person) { teller.take($0, $1) }
        views.append(try teller.views(keeper: muster.persons[first + person].keeper))
      }
      return views
    }
  }

  /// What the organisation's events in a stretch of the log come to.
  func organisation(
    _ journal: Journal, _ share: Range<UInt64>, _ families: Families, _ catalogue: Catalogue,
    _ progress: Progress
  ) throws -> OrganisationChange {
    try teller.withLock { teller in
      var change = OrganisationChange(catalogue)
      var position = share.lowerBound
      while position < share.upperBound {
        let count = Int(min(10_000, share.upperBound - position))
        var organisation = 0
        _ = try journal.read(after: position, atMost: count) { found, header, record in
          position = found
          guard header.handle.isOrganisation else { return }
          organisation += 1
          guard let type = header.type else { return change.asides.append(Aside(unknown: header)) }
          guard catalogue.listens.contains(type) else { return }
          try change.count(record, families, &teller)
        }
        progress.add(organisation)
      }
      return change
    }
  }
}

extension OrganisationChange {
  fileprivate mutating func count(_ record: RawSpan, _ families: Families, _ teller: inout Teller) throws {
    do {
      guard let event = try teller.opener.event(record), !event.content.isAmendment else { return }
      add(try teller.tallies([event] + families.of(event.id)))
    } catch let aside as Aside {
      asides.append(aside)
    }
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

extension Census {
  /// An even share of the log's positions, as a range of «after» to «up to».
  func share(_ index: Int, of count: Int) -> Range<UInt64> {
    let (index, count) = (UInt64(index), UInt64(count))
    return (end * index / count)..<(end * (index + 1) / count)
  }
}

extension Arena {
  /// Cuts persons into ranges of about equal weight.
  func shares(of persons: Range<Int>, count: Int) -> [Range<Int>] {
    let whole = persons.reduce(0) { $0 + weight(of: $1) }
    var shares: [Range<Int>] = []
    var (start, sum) = (persons.lowerBound, 0)
    for person in persons {
      sum += weight(of: person)
      if shares.count < count - 1, sum * count >= whole * (shares.count + 1) {
        shares.append(start..<(person + 1))
        start = person + 1
      }
    }
    shares.append(start..<persons.upperBound)
    return shares + Array(repeating: persons.upperBound..<persons.upperBound, count: count - shares.count)
  }
}
