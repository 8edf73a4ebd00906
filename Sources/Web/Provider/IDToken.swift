internal import Events
internal import JWTKit

/// What a provider signs about somebody (OpenID Connect Core 1.0, section 2).
struct IDToken: JWTPayload {
  let iss: String
  let sub: String
  let aud: AudienceClaim
  /// Seconds since 1970.
  let exp: Double
  let nonce: String?
  let azp: String?
  let email: String?
  let email_verified: BoolClaim?

  /// Clocks differ by a minute at most, in seconds.
  private static let leeway = 60.0

  /// The signature has been checked by who asks; the rest needs to know who we are.
  func verify(using algorithm: some JWTAlgorithm) {}

  /// Core 1.0, section 3.1.3.7. What is wrong is for whoever runs the machine.
  func check(_ provider: Provider, nonce expected: String, _ now: Moment) throws(Distrust) {
    guard iss == provider.issuer else { throw Distrust("another issuer") }
    guard aud.value.contains(provider.client), azp == nil || azp == provider.client,
      aud.value.count == 1 || azp != nil
    else { throw Distrust("meant for another client") }
    guard exp + Self.leeway > Double(now.milliseconds) / 1000 else { throw Distrust("run out") }
    guard nonce == expected else { throw Distrust("another nonce") }
  }

  /// An e-mail counts only where the provider has made sure of it.
  var mail: String? { email_verified?.value == true ? email : nil }

  struct Distrust: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}
