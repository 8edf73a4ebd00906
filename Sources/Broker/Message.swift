/// A message for a stream.
public struct Outgoing: Hashable, Sendable {
  public var subject: String
  /// The same message again has the same id; the stream takes it once within its window.
  public var id: String
  public var bytes: [UInt8]

  public init(subject: String, id: String, bytes: [UInt8]) {
    (self.subject, self.id, self.bytes) = (subject, id, bytes)
  }
}

/// A message from a stream.
public struct Incoming: Hashable, Sendable {
  public let subject: String
  /// As it was published; empty when it had none.
  public let id: String
  public let bytes: [UInt8]
  /// Where it is acknowledged, or answered.
  let reply: String
  /// What the broker says instead of a message: 404, 408, 409 or 503; 0 for a message.
  let status: Int
}
