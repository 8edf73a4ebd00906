internal import Broker
internal import Events
internal import Journal
internal import LMDB
internal import Machines
internal import Synchronization

extension Carrier {
  private static let mostEvents = 8_192
  /// How soon a new event is seen, and how long those that follow are gathered: what is told one after another goes
  /// together, and nothing of it is in the way of who tells.
  private static let look = Duration.milliseconds(20)
  private static let gather = Duration.milliseconds(100)

  /// Gives what is told here to the stream, in the order of the log.
  func give() async throws {
    try await always("the stream takes nothing") { try await self.giveNext() }
  }

  /// - Returns: when to look again.
  private func giveNext() async throws -> Duration {
    guard isStreamKept.load(ordering: .relaxed) else { return Self.look }
    let given = logbook.mark.position
    let start = min(given, try journal.end)
    let (messages, reached) = try unsent(after: start)
    guard reached > start else { return Self.look }
    if !messages.isEmpty {
      logbook.waits(messages.count)
      try await publish(named(Parcel.packed(messages)))
      counted.withLock { $0.given += messages.count }
    }
    logbook.mark.move(from: given, to: reached)
    logbook.waits(0)
    return reached - start == Self.mostEvents ? .zero : Self.gather
  }

  /// The stream of the hubs stands still before a message whose id it has had from another stream, for as long as it
  /// remembers that id: so what a van or region gives has ids of its own stream's and of this run's.
  private func named(_ messages: [Outgoing]) -> [Outgoing] {
    guard membership.role != .hub, let outbox = membership.folder.outbox(of: journal.origin) else {
      return messages
    }
    return messages.map { message in
      Outgoing(subject: message.subject, id: "\(outbox).\(run).\(message.id)", bytes: message.bytes)
    }
  }

  private func publish(_ messages: [Outgoing]) async throws {
    do {
      try await connection.publish(messages, patience: .seconds(10))
    } catch {
      // It may be gone.
      isStreamKept.store(false, ordering: .relaxed)
      throw error
    }
  }

  func unsent(after start: Position) throws -> ([Outgoing], Position) {
    let fleet = membership.fleet
    var told: [(header: Header, record: [UInt8])] = []
    let reached = try journal.read(after: start, atMost: Self.mostEvents) { _, header, record in
      if isToldHere(header.id, fleet) { told.append((header, [UInt8](copying: record))) }
    }
    guard !told.isEmpty else { return ([], reached) }
    // Who has just moved, or said yes, is of that region in the next line already.
    try membership.follow()
    let ways = Ways(membership)
    let messages = told.map { header, record in
      Outgoing(subject: ways.subject(of: header), id: header.id.description, bytes: record)
    }
    return (messages, reached)
  }

  /// Not what another machine wrote, nor what came by the stream: a phone's events may come either way.
  private func isToldHere(_ id: EventID, _ fleet: Fleet) -> Bool {
    if passed.take(id) { return false }
    return id.origin == journal.origin
      || fleet.machine(writingAs: id.origin).map { $0.name == membership.name } ?? true
  }
}
