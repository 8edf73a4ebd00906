/// A provider of OpenID Connect.
public struct Provider: Sendable {
  public let issuer: String
  public let client: String
  public let secret: String

  public init(issuer: String, client: String, secret: String) {
    (self.issuer, self.client, self.secret) = (issuer, client, secret)
  }
}
