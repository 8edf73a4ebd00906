internal import Broker
internal import Events
internal import Machines
internal import Meeting

extension Carrier {
  private static let mostEvents = 2_000

  /// Takes in what the stream brings. Nothing is acknowledged to it that is not committed here.
  func takeIn(_ reader: StreamPlan.Reader) async throws {
    try await always("nothing comes from the stream") {
      let consumer = try await self.connection.consumer(
        stream: BrokerUser.events, durable: reader.name, filter: reader.filter,
        domain: Ways(self.membership).domain, patience: .seconds(5))
      while !Task.isCancelled {
        let messages = try await consumer.next(atMost: Self.mostEvents, wait: .seconds(2))
        try self.take(messages)
        await consumer.ack(messages)
      }
      return .zero
    }
  }

  /// What is held back for want of a key is brought by a meeting, with the key.
  private func take(_ messages: [Incoming]) throws {
    guard !messages.isEmpty else { return }
    passed.add(messages.compactMap { EventID($0.id) })
    let taken = try desk.take(messages.map(\.bytes))
    for message in messages where !taken.waiting.isEmpty {
      if let id = EventID(message.id), let machine = membership.fleet.machine(writingAs: id.origin) {
        calendar.soon(machine.name)
      }
    }
    if !taken.appended.isEmpty { logbook.hasNews() }
  }
}
