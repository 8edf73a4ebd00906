internal import Broker
internal import Events
internal import Journal
internal import Machines
internal import Synchronization

extension Carrier {
  private static let look = Duration.milliseconds(50)
  private static let often = Duration.seconds(10)

  /// Makes the stream as the fleet asks for, at each change, and now and then in case it was deleted.
  func keepStream() async throws {
    var last = ContinuousClock.now - Self.often
    try await always("the stream cannot be made") {
      let isDue = last + Self.often <= .now
      guard isDue || !self.isStreamKept.load(ordering: .relaxed) else { return Self.look }
      try await self.ensureStream(patience: .seconds(15))
      last = .now
      try await self.countStream()
      return Self.look
    }
  }

  private func countStream() async throws {
    let name = membership.role == .hub ? BrokerUser.events : membership.folder.outbox(of: journal.origin)
    guard let name, let state = try await connection.stream(name) else { return }
    counted.withLock { $0.stream = .init(messages: state.messages, bytes: state.bytes) }
  }

  /// Nothing is given to the stream before it is as the fleet asks for: one that was locked out reads no more of it.
  private func ensureStream(patience: Duration) async throws {
    let (fleet, told) = (membership.fleet, outboxes.withLock { $0 })
    if membership.role == .hub {
      try await ensureEvents(told, patience)
    } else {
      try await ensureOutbox(patience)
    }
    outboxes.withLock { $0.settle(told) }
    // Another change may have come meanwhile.
    let isSame = membership.fleet == fleet && !outboxes.withLock { $0.hasNews }
    if isSame { isStreamKept.store(true, ordering: .relaxed) }
  }

  private func ensureEvents(_ told: Outboxes, _ patience: Duration) async throws {
    let ways = Ways(membership)
    try await connection.ensure(BrokerUser.events, patience: patience) { state in
      let standing = Dictionary(state?.sources.map { ($0.domain, $0.stream) } ?? []) { first, _ in first }
      return ways.plan { told.name(of: $0, standing: standing[BrokerConfig.domain(ofLeaf: $0)]) }
    }
  }

  /// One that was lost is made anew under a new name, and the hubs hear of it.
  private func ensureOutbox(_ patience: Duration) async throws {
    let (folder, origin, subject) = (membership.folder, journal.origin, Ways(membership).told)
    if let name = folder.outbox(of: origin), try await connection.stream(name, patience: patience) != nil {
      return try await connection.ensure(StreamPlan(name, subjects: [subject]), patience: patience)
    }
    let name = try folder.drawOutbox(for: origin)
    try await connection.retire(subject, for: name, patience: patience)
    try await connection.ensure(StreamPlan(name, subjects: [subject]), patience: patience)
    // What no hub had taken from the old one is not lost, but on its way again; ids make it one.
    logbook.mark.reset()
    for hub in regulars { calendar.soon(hub) }
  }
}

/// What the streams of vans and regions are called. Their names stand in the stream of the hubs, where all hubs see
/// them; a name that a machine tells counts once, so that a hub that heard of an older one changes nothing back.
struct Outboxes {
  private var told: [String: String] = [:]
  private var fresh: Set<String> = []

  var hasNews: Bool { !fresh.isEmpty }

  /// - Returns: whether it is new.
  mutating func tell(_ machine: String, _ name: String) -> Bool {
    guard told[machine] != name else { return false }
    told[machine] = name
    fresh.insert(machine)
    return true
  }

  /// - Parameter standing: as the stream of the hubs has it.
  func name(of machine: String, standing: String?) -> String? {
    fresh.contains(machine) ? told[machine] : standing ?? told[machine]
  }

  /// The stream of the hubs is as these said.
  mutating func settle(_ done: Outboxes) {
    fresh = fresh.filter { told[$0] != done.told[$0] }
  }
}
