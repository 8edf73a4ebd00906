internal import Foundation

/// A provider of OpenID Connect, and what we are to it.
public struct Provider: Sendable {
  let issuer: String
  let client: String
  let secret: String
  /// How long one waits for its answer, in seconds.
  public var patience: Int64 = 10

  /// - Returns: nil unless the issuer is reached encrypted, or on this machine.
  public init?(issuer: String, client: String, secret: String) {
    (self.issuer, self.client, self.secret) = (issuer, client, secret)
    guard Provider.isSafe(issuer) else { return nil }
  }

  /// What people call it: the name of its machine.
  var name: String { URL(string: issuer)?.host() ?? issuer }

  static func isSafe(_ address: String) -> Bool {
    guard let url = URL(string: address), let host = url.host() else { return false }
    return url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host)
  }

  /// What it says of itself (OpenID Connect Discovery 1.0, section 3).
  struct Metadata: Decodable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksUri: String
  }
}
