import Events
import Foundation
import HTTPTypes
import Hummingbird
import JWTKit
import Keyring
import Logging
import Notebook
import Synchronization

/// A small provider of OpenID Connect on this machine. It signs in whoever a test names, and signs what a test
/// twists.
final class TestProvider: Sendable {
  static let client = "tillid-test"
  static let secret = "not: a % secret"

  var issuer: String { "http://127.0.0.1:\(port.load(ordering: .relaxed))" }
  private let port = Atomic<Int>(0)
  private let key = ES256PrivateKey()
  private let state = Mutex(State())

  struct Claims: JWTPayload {
    var iss: String
    var sub: String
    var aud: [String]
    var exp: Double
    var nonce: String?
    var azp: String?
    var email: String?
    var email_verified: Bool?
    func verify(using algorithm: some JWTAlgorithm) {}
  }

  private struct State {
    var twist: @Sendable (inout Claims) -> Void = { _ in }
    var isForging = false
    /// Codes with what was asked for them.
    var codes: [String: [String: String]] = [:]
  }

  /// Serves one on a free port while `body` runs.
  static func served(_ body: @escaping @Sendable (TestProvider) async throws -> Void) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let provider = TestProvider()
    let router = Router()
    for path in ["/.well-known/openid-configuration", "/jwks"] {
      router.get(RouterPath(path)) { _, _ in try Self.json(provider.said(at: path)) }
    }
    router.post("/token") { request, _ in
      let form = String(buffer: try await request.body.collect(upTo: 1 << 16))
      guard let token = try await provider.token(form, request.headers[.authorization]) else {
        return Response(status: .badRequest)
      }
      return try Self.json(["id_token": token, "access_token": "unused", "token_type": "Bearer"])
    }
    var quiet = Logger(label: "provider")
    quiet.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.runService() }
      group.addTask {
        for await port in ports {
          provider.port.store(port, ordering: .relaxed)
          return try await body(provider)
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  func twist(_ twist: @escaping @Sendable (inout Claims) -> Void) { state.withLock { $0.twist = twist } }

  /// From now on it signs with a key that it does not show.
  func forge() { state.withLock { $0.isForging = true } }

  /// Somebody signs in where they were sent.
  /// - Returns: the query with which they come back.
  func signIn(_ way: String, as subject: String, mail: String? = nil) -> [String: String] {
    var asked = Self.fields(way.split(separator: "?").last.map(String.init) ?? "")
    (asked["sub"], asked["email"]) = (subject, mail)
    let code = UUID().uuidString
    state.withLock { $0.codes[code] = asked }
    return ["code": code, "state": asked["state"] ?? ""]
  }

  private func said(at path: String) throws -> [String: Any] {
    guard path == "/jwks" else {
      return [
        "issuer": issuer, "authorization_endpoint": issuer + "/authorize",
        "token_endpoint": issuer + "/token", "jwks_uri": issuer + "/jwks",
      ]
    }
    let (x, y) = key.parameters ?? ("", "")
    return [
      "keys": [
        [
          "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "k1",
          "x": Self.forAddress(x), "y": Self.forAddress(y),
        ]
      ]
    ]
  }

  /// Only for the client itself, once for each code, and only for whoever began it.
  private func token(_ form: String, _ authorization: String?) async throws -> String? {
    let sent = Self.fields(form)
    let who = "\(Self.client):\(Self.encoded(Self.secret))"
    guard authorization == "Basic " + Data(who.utf8).base64EncodedString(),
      sent["grant_type"] == "authorization_code",
      let asked = state.withLock({ $0.codes.removeValue(forKey: sent["code"] ?? "") }),
      asked["redirect_uri"] == sent["redirect_uri"], asked["code_challenge_method"] == "S256"
    else { return nil }
    let verifier = Array((sent["code_verifier"] ?? "").utf8)
    let span = verifier.span
    guard Self.urlText(try Digest.sha256(span.bytes)) == asked["code_challenge"] else { return nil }
    var claims = Claims(
      iss: issuer, sub: asked["sub"] ?? "", aud: [Self.client], exp: Self.now + 300, nonce: asked["nonce"],
      email: asked["email"], email_verified: asked["email"].map { _ in true })
    let (twist, isForging) = state.withLock { ($0.twist, $0.isForging) }
    twist(&claims)
    let keys = await JWTKeyCollection().add(ecdsa: isForging ? ES256PrivateKey() : key, kid: "k1")
    return try await keys.sign(claims, kid: "k1")
  }

  /// The clock of the tests, in seconds since 1970.
  static var now: Double { Double(TestClock().now.moment.milliseconds) / 1000 }

  private static func json(_ value: [String: Any]) throws -> Response {
    let bytes = try JSONSerialization.data(withJSONObject: value)
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private static func fields(_ text: String) -> [String: String] {
    let pairs = text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func urlText(_ bytes: some Sequence<UInt8>) -> String {
    forAddress(Data(bytes).base64EncodedString())
  }

  private static func forAddress(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
