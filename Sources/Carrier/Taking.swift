internal import Broker
internal import Events
internal import Machines
internal import Meeting
internal import Synchronization

extension Carrier {
  /// Messages at a time: lines, or parcels of sixty-four kilobytes.
  private static let mostMessages = 1_000
  /// How long those that follow one are gathered: many are committed at once.
  private static let gather = Duration.milliseconds(100)

  /// Takes in what the stream brings. Nothing is acknowledged to it that is not committed here. The readers of a
  /// region begin together and end together.
  func takeIn() async throws {
    try await always("nothing comes from the stream") {
      guard self.membership.role != .hub || self.isStreamKept.load(ordering: .relaxed) else {
        return .milliseconds(200)
      }
      let ways = Ways(self.membership)
      var consumers: [PullConsumer] = []
      for reader in ways.readers {
        consumers.append(
          try await self.connection.consumer(
            stream: BrokerUser.events, durable: reader, domain: ways.domain, patience: .seconds(5)))
      }
      // The road is open: whatever was told meanwhile goes at once, and all together.
      for hub in self.regulars { self.calendar.soon(hub) }
      try await withThrowingDiscardingTaskGroup { group in
        for consumer in consumers { group.addTask { try await self.takeIn(from: consumer, ways) } }
      }
      return .zero
    }
  }

  private func takeIn(from consumer: PullConsumer, _ ways: Ways) async throws {
    while !Task.isCancelled {
      let messages = try await consumer.next(atMost: Self.mostMessages, wait: .seconds(2))
      try take(messages, ways)
      await consumer.ack(messages)
      if !messages.isEmpty, messages.count < Self.mostMessages / 2 {
        try await Task.sleep(for: Self.gather)
      }
    }
  }

  /// What is held back for want of a key is brought by a meeting, with the key.
  private func take(_ messages: [Incoming], _ ways: Ways) throws {
    let records = try ways.kept(of: messages)
    guard !records.isEmpty else { return }
    let taken = try desk.take(records)
    passed.add(taken.appended)
    counted.withLock { $0.taken += taken.appended.count }
    for sentence in taken.refused { complain(sentence) }
    if !taken.waiting.isEmpty {
      // The giver has the key, if it can be reached; a hub has it as soon as it has met the giver.
      for name in Set(messages.compactMap(Ways.giver)).union(regulars) where name != membership.name {
        calendar.soon(name)
      }
    }
    if !taken.appended.isEmpty { logbook.hasNews() }
  }
}
