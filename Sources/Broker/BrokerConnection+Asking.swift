internal import Synchronization

/// What came for one number.
final class Mailbox: Extension {
  let bell = Bell()
  private let messages = Mutex<[Incoming]>([])

  func take(_ message: Incoming, _ index: Int) {
    messages.withLock { $0.append(message) }
    bell.ring()
  }

  var first: Incoming? { messages.withLock { $0.first } }
}

extension BrokerConnection {
  /// - Throws: `nobodyAnswers` at once, `noAnswer` after `within`, `notConnected`.
  public func ask(
    _ subject: String, _ bytes: [UInt8], within: Duration = .seconds(10)
  ) async throws(BrokerError) -> [UInt8] {
    let link = try link()
    if bytes.count > link.largest { throw .tooLarge(bytes: bytes.count, most: link.largest) }
    let box = Mailbox()
    let number = switchboard.connect(box)
    defer { switchboard.disconnect(number) }
    guard link.publish(subject, bytes, reply: switchboard.subject(number, 0)) else {
      throw .notConnected(url: address.url, said: link.lastError)
    }
    await box.bell.wait(within)
    guard let answer = box.first else { throw .noAnswer(subject: subject) }
    if answer.status == 503 { throw .nobodyAnswers(subject: subject) }
    return answer.bytes
  }

  /// Answers what is asked at `subject` (`*` and `>` stand for any), one question after another on a thread of this
  /// subscription, as long as the connection lives.
  ///
  /// A van's link carries a subject that names both, `tillid.meet.hub-1.van-1`, and none in which the asker is any
  /// (`tillid.meet.hub-1.*`): the van may ask under its own name only. So answer each machine by its name.
  public func answer(
    _ subject: String, _ body: @escaping @Sendable (_ subject: String, _ bytes: [UInt8]) -> [UInt8]
  ) {
    hear(subject) { message, link in
      guard !message.reply.isEmpty else { return }
      // Whoever asked asks again when the answer does not come.
      _ = link.publish(message.reply, body(message.subject, message.bytes))
    }
  }
}
