import Access
import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing
import Web

extension TestSite {
  /// Serves the site on a free port of this machine while `body` visits it.
  func served(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = Server(site, host: "127.0.0.1", port: 0, isQuiet: true)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run { port.yield($0) } }
      group.addTask {
        for await port in ports { return try await body(Browser(site: self, port: port)) }
      }
      defer { group.cancelAll() }
      // Whoever ends first ends the other: the server alone ends by an error.
      try await group.next()
    }
  }
}

/// Visits the site as a browser or a program would, and follows no way that it is sent on.
struct Browser: Sendable {
  let site: TestSite
  let port: Int

  /// Long, so that a busy machine fails no test: what hangs is ended by it in the end.
  static let patience = TimeAmount.minutes(10)
  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))

  struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let text: String

    /// What the cookie of this name is set to.
    func cookie(_ name: String) -> String? {
      headers["set-cookie"].first { $0.hasPrefix(name + "=") }?
        .split(separator: ";").first.map { String($0.dropFirst(name.count + 1)) }
    }

    var location: String? { headers.first(name: "location") }

    /// The event that the page names to which one is sent.
    var event: String? {
      guard let location, let sign = location.lastIndex(of: "=") else { return nil }
      return String(location[location.index(after: sign)...])
    }

    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
  }

  func get(_ path: String, as who: TestSite.Who = .stranger, _ extra: [(String, String)] = []) async throws
    -> Reply
  {
    try await send(.GET, path, nil, site.cookie(who), extra)
  }

  /// Sends a form as the pages do, with the token of the seat.
  func post(
    _ path: String, _ fields: [(String, String)] = [], as who: TestSite.Who = .stranger,
    _ extra: [(String, String)] = []
  ) async throws -> Reply {
    let token = site.seat(who).map { [("token", $0.token)] } ?? []
    return try await send(.POST, path, fields + token, site.cookie(who), extra)
  }

  /// - Parameter cookie: of the seat.
  func send(
    _ method: HTTPMethod, _ path: String, _ fields: [(String, String)]?, _ cookie: String?,
    _ extra: [(String, String)] = []
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
    request.method = method
    if let cookie { request.headers.add(name: "cookie", value: "tillid=\(cookie)") }
    for (name, value) in extra { request.headers.replaceOrAdd(name: name, value: value) }
    if let fields {
      request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: Self.encoded(fields)))
    }
    let response = try await Self.client.execute(request, timeout: Self.patience)
    let body = try await response.body.collect(upTo: 4 << 20)
    return Reply(
      status: Int(response.status.code), headers: response.headers, text: String(buffer: body))
  }

  private static func encoded(_ fields: [(String, String)]) -> String {
    fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
