internal import Broker
internal import Events
internal import Machines
internal import Meeting

extension Carrier {
  private static let mostEvents = 2_000

  /// Takes in what the stream brings. Nothing is acknowledged to it that is not committed here.
  func takeIn() async throws {
    try await always("nothing comes from the stream") {
      let ways = Ways(self.membership)
      let consumer = try await self.connection.consumer(
        stream: BrokerUser.events, durable: ways.reader, domain: ways.domain, patience: .seconds(5))
      while !Task.isCancelled {
        let messages = try await consumer.next(atMost: Self.mostEvents, wait: .seconds(2))
        try self.take(messages.filter(ways.keeps))
        await consumer.ack(messages)
      }
      return .zero
    }
  }

  /// What is held back for want of a key is brought by a meeting, with the key.
  private func take(_ messages: [Incoming]) throws {
    guard !messages.isEmpty else { return }
    let taken = try desk.take(messages.map(\.bytes))
    passed.add(taken.appended)
    if !taken.waiting.isEmpty {
      // The giver has the key, if it can be reached; a hub has it as soon as it has met the giver.
      for name in Set(messages.compactMap(Ways.giver)).union(regulars) { calendar.soon(name) }
    }
    if !taken.appended.isEmpty { logbook.hasNews() }
  }
}
