internal import Foundation
internal import Synchronization

/// A durable reader of a stream. What it took and did not acknowledge within half a minute comes again.
public final class PullConsumer: Sendable {
  private let connection: BrokerConnection
  private let stream: String
  private let durable: String
  private let filter: String?
  private let domain: String?
  private let box = Mutex(Box())
  private let bell = Bell()
  private let number = Mutex(0)
  private let inbox: String

  private static let pullSeconds = 10

  /// A request for messages that the broker has not answered in full.
  private struct Pull {
    var left: Int
    let end: ContinuousClock.Instant
  }

  private struct Box {
    var arrived: [Incoming] = []
    var pulls: [Int: Pull] = [:]
    var last = 0
    /// Those of the connection when it was last pulled.
    var changes = 0
    /// The broker says that there is no such consumer.
    var isGone = false

    mutating func take(_ message: Incoming) {
      arrived.append(message)
      // Pulls are answered one after another.
      guard let first = pulls.keys.min(), let left = pulls[first]?.left else { return }
      pulls[first]?.left = left - 1
      if left == 1 { pulls[first] = nil }
    }
  }

  init(
    _ connection: BrokerConnection, _ stream: String, _ durable: String, _ filter: String?, _ domain: String?
  ) {
    (self.connection, self.stream, self.durable) = (connection, stream, durable)
    (self.filter, self.domain) = (filter, domain)
    inbox = "\(connection.switchboard.inbox).\(UInt64.random(in: 1...(.max)))"
    // A message keeps the subject under which it was published, so that it comes to a subscription of this reader;
    // what is not a message has the subject of the pull.
    let weak = Weak(self)
    let heard = connection.hear("\(inbox).pull.*") { message, _ in weak.consumer?.take(message) }
    number.withLock { $0 = heard }
    let changes = connection.changes
    box.withLock { $0.changes = changes }
  }

  deinit { connection.deafen(number.withLock { $0 }) }

  /// Lets the consumer go when its owner does.
  private final class Weak: Sendable {
    weak let consumer: PullConsumer?
    init(_ consumer: PullConsumer) { self.consumer = consumer }
  }

  private func take(_ message: Incoming) {
    box.withLock { box in
      switch message.status {
      case 0: box.take(message)
      case 409, 503:
        box.isGone = true
        fallthrough
      default: box.pulls[Int(message.subject.split(separator: ".").last ?? "") ?? 0] = nil
      }
    }
    bell.ring()
  }

  /// What has come, at most so many, in the order of the stream; empty when nothing came within `wait`. One at a
  /// time asks.
  ///
  /// - Throws: `refused` when the stream is gone, `notConnected`.
  public func next(atMost: Int, wait: Duration) async throws(BrokerError) -> [Incoming] {
    let clock = ContinuousClock()
    let end = clock.now + wait
    while true {
      if mayBeGone() { try await make() }
      try pull(atMost)
      let arrived = some(atMost)
      if !arrived.isEmpty || clock.now >= end || Task.isCancelled { return arrived }
      await bell.wait(min(end - clock.now, .seconds(1)))
    }
  }

  /// A broker that lives ends each pull itself, and forgets it when the connection goes.
  private func mayBeGone() -> Bool {
    let (now, changes) = (ContinuousClock().now, connection.changes)
    return box.withLock { box in
      if box.changes != changes || box.pulls.values.contains(where: { $0.end <= now }) { box.isGone = true }
      box.changes = changes
      return box.isGone
    }
  }

  private func some(_ atMost: Int) -> [Incoming] {
    box.withLock { box in
      let some = Array(box.arrived.prefix(atMost))
      box.arrived.removeFirst(some.count)
      return some
    }
  }

  /// Asks for more as soon as less than half is on its way.
  private func pull(_ atMost: Int) throws(BrokerError) {
    let link = try connection.link()
    let now = ContinuousClock().now
    let (count, index) = box.withLock { box in
      let coming = box.arrived.count + box.pulls.values.reduce(0) { $0 + $1.left }
      guard coming <= atMost / 2 else { return (0, 0) }
      box.last += 1
      box.pulls[box.last] = Pull(left: atMost - coming, end: now + .seconds(Self.pullSeconds + 2))
      return (atMost - coming, box.last)
    }
    guard count > 0 else { return }
    let body = "{\"batch\":\(count),\"expires\":\(Self.pullSeconds)000000000}"
    let subject = "\(BrokerConnection.prefix(domain)).CONSUMER.MSG.NEXT.\(stream).\(durable)"
    if !link.publish(subject, Array(body.utf8), reply: "\(inbox).pull.\(index)") {
      box.withLock { $0.pulls[index] = nil }
    }
  }

  /// Says that these need not come again. What the broker does not hear of comes again.
  public func ack(_ messages: [Incoming]) async {
    // Without a link nothing is heard of it, and it comes again.
    guard let link = try? connection.link() else { return }
    await withCheckedContinuation { continuation in
      connection.sending.async {
        for message in messages { _ = link.publish(message.reply, Array("+ACK".utf8)) }
        continuation.resume()
      }
    }
  }
}

extension PullConsumer {
  /// Makes it in our own broker, where it stays; in that of others, sees that it is there.
  func make(patience: Duration = .seconds(10)) async throws(BrokerError) {
    if domain == nil {
      try await connection.ensure(StreamPlan.Reader(durable, filter: filter), of: stream, patience: patience)
    } else {
      let subject = "CONSUMER.INFO.\(stream).\(durable)"
      _ = try await connection.manage(subject, Nothing(), domain: domain, patience: patience).get()
    }
    box.withLock { ($0.isGone, $0.pulls) = (false, [:]) }
  }
}

extension BrokerConnection {
  /// A reader of a stream that goes on after the last message that it acknowledged.
  ///
  /// In our own broker it is made when it is not there. In another domain it must have been: who writes the plan of
  /// the stream says who reads it (`StreamPlan.readers`).
  ///
  /// - Parameters:
  ///   - durable: its name; the same name again is the same reader, wherever it asks from.
  ///   - filter: only messages of this subject, where `*` and `>` stand for any; nil for all. Only used where it is
  ///     made.
  ///   - domain: of the stream; nil for our own broker's.
  public func consumer(
    stream: String, durable: String, filter: String? = nil, domain: String? = nil,
    patience: Duration = .seconds(30)
  ) async throws(BrokerError) -> PullConsumer {
    let consumer = PullConsumer(self, stream, durable, filter, domain)
    try await consumer.make(patience: patience)
    return consumer
  }
}
