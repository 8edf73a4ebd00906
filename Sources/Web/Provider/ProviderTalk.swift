internal import AsyncHTTPClient
internal import Events
internal import Foundation
internal import JWTKit
internal import NIOCore
internal import NIOFoundationCompat
internal import NIOHTTP1

/// What we ask the provider. Its addresses and keys are fetched at every sign-in: those are few, and it may change
/// both at any time.
struct ProviderTalk: Sendable {
  let provider: Provider
  let underway = Underway()
  let complain: @Sendable (String) -> Void

  private static let mostBytes = 1 << 20

  func metadata() async throws -> Provider.Metadata {
    let base = provider.issuer.hasSuffix("/") ? String(provider.issuer.dropLast()) : provider.issuer
    let said = try await fetch(
      HTTPClientRequest(url: base + "/.well-known/openid-configuration"), as: Provider.Metadata.self)
    let addresses = [said.authorizationEndpoint, said.tokenEndpoint, said.jwksUri]
    guard said.issuer == provider.issuer, addresses.allSatisfy(Provider.isSafe) else {
      throw refusal("it says that it is another, or is not encrypted")
    }
    return said
  }

  /// Where somebody is sent to sign in (Core 1.0, section 3.1.2.1).
  func way(_ said: Provider.Metadata, _ departure: Underway.Departure, back: String) throws -> String {
    let fields = [
      ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", back),
      ("scope", "openid email"), ("state", departure.state), ("nonce", departure.nonce),
      ("code_challenge", try departure.challenge), ("code_challenge_method", "S256"),
    ]
    let mark = said.authorizationEndpoint.contains("?") ? "&" : "?"
    return said.authorizationEndpoint + mark + encoded(fields)
  }

  /// Who came back with this code.
  func identity(
    _ code: String, _ departure: Underway.Departure, back: String, _ now: Moment
  ) async throws -> IDToken {
    let said = try await metadata()
    let granted = try await fetch(request(said.tokenEndpoint, code, departure, back), as: Granted.self)
    let keys = try await fetch(HTTPClientRequest(url: said.jwksUri), as: JWKS.self)
    do {
      let token = try await JWTKeyCollection().add(jwks: keys).verify(granted.idToken, as: IDToken.self)
      try token.check(provider, nonce: departure.nonce, now)
      return token
    } catch let distrust as IDToken.Distrust {
      throw refusal(distrust.reason)
    } catch is JWTError {
      throw refusal("what it signed cannot be read or was not signed by it")
    }
  }

  private struct Granted: Decodable { let idToken: String }

  private func request(
    _ address: String, _ code: String, _ departure: Underway.Departure, _ back: String
  ) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: address)
    request.method = .POST
    let who = "\(Asked.encoded(provider.client)):\(Asked.encoded(provider.secret))"
    request.headers.add(name: "authorization", value: "Basic " + Data(who.utf8).base64EncodedString())
    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(
      ByteBuffer(
        string: encoded([
          ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back),
          ("client_id", provider.client), ("code_verifier", departure.verifier),
        ])))
    return request
  }

  private func fetch<Said: Decodable>(_ request: HTTPClientRequest, as: Said.Type) async throws -> Said {
    var request = request
    request.headers.add(name: "accept", value: "application/json")
    do {
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(provider.patience))
      guard response.status == .ok else { throw refusal("it answers with \(response.status.code)") }
      let body = try await response.body.collect(upTo: Self.mostBytes)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = Said.self == JWKS.self ? .useDefaultKeys : .convertFromSnakeCase
      return try decoder.decode(Said.self, from: body)
    } catch let refusal as WebRefusal {
      throw refusal
    } catch {
      complain("the provider \(provider.name) cannot be heard: \(type(of: error))")
      throw WebRefusal.providerSilent
    }
  }

  /// The reason is for whoever runs the machine, and names nobody.
  private func refusal(_ reason: String) -> WebRefusal {
    complain("a sign-in by \(provider.name) was refused: \(reason)")
    return .providerRefused
  }

  private func encoded(_ fields: [(String, String)]) -> String {
    fields.map { "\($0.0)=\(Asked.encoded($0.1))" }.joined(separator: "&")
  }
}
