/// What has gone through this process since it began, and what lies in this machine's stream.
public struct FleetFlow: Hashable, Sendable {
  /// What a stream holds.
  public struct Stream: Hashable, Sendable {
    public var messages: Int
    public var bytes: Int

    public init(messages: Int, bytes: Int) { (self.messages, self.bytes) = (messages, bytes) }
  }

  /// Events given to the stream, some of them more than once.
  public var given = 0
  /// Events that are new here, by the stream.
  public var taken = 0
  /// Events that were new here, and new there, in meetings that this machine asked for.
  public var fetched = 0
  public var brought = 0
  /// nil before the stream has answered.
  public var stream: Stream?

  public init() {}
}
