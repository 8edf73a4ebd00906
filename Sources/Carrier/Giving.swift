internal import Broker
internal import Events
internal import Journal
internal import LMDB
internal import Machines
internal import Rebuild
internal import Synchronization

extension Carrier {
  private static let mostEvents = 2_000
  /// How soon a new event is seen.
  private static let look = Duration.milliseconds(20)

  /// Gives what is told here to the stream, in the order of the log.
  func give() async throws {
    try await always("the stream takes nothing") {
      try await self.giveNext() ? .zero : Self.look
    }
  }

  /// - Returns: false at the end of the log.
  private func giveNext() async throws -> Bool {
    guard isStreamKept.load(ordering: .relaxed) else { return false }
    let mark = logbook.mark
    let start = min(mark.position, try journal.end)
    let (messages, reached) = try unsent(after: start)
    guard reached > start else { return false }
    if !messages.isEmpty {
      logbook.waits(messages.count)
      try await connection.publish(messages)
    }
    try mark.move(to: reached)
    logbook.waits(0)
    return true
  }

  private func unsent(after start: Position) throws -> ([Outgoing], Position) {
    let (fleet, ways) = (membership.fleet, Ways(membership))
    var messages: [Outgoing] = []
    let reached = try journal.read(after: start, atMost: Self.mostEvents) { _, header, record in
      guard isToldHere(header.id, fleet) else { return }
      messages.append(
        Outgoing(
          subject: ways.subject(of: header), id: header.id.description, bytes: [UInt8](copying: record)))
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
