/// Where a machine reaches its own broker, and as whom.
public struct BrokerAddress: Hashable, Sendable {
  /// `nats://` or `tls://`, host and port.
  public var url: String
  public var user: String
  public var password: String
  /// The organisation's certificate in PEM, by which the broker's own is known; nil without TLS.
  public var authority: String?

  public init(url: String, user: String, password: String, authority: String? = nil) {
    (self.url, self.user, self.password, self.authority) = (url, user, password, authority)
  }
}
