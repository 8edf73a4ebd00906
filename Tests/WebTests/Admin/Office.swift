import Access
import AsyncHTTPClient
import Catalogues
import Events
import Foundation
import Journal
import Keyring
import NIOCore
import NIOHTTP1
import Notebook
import Rebuild
import Testing

@testable import Web

/// An organisation with a few invented people, whose pages are served; gone with the test.
final class Office: Sendable {
  let folder: URL
  let site: Site
  var data: String { folder.path + "/data" }

  /// Words of stories, which nobody may meet on an admin's page.
  static let storyWords = ["kameldrilleri", "Mirakuline", "Snurretop", "strikkepind", "xylofon"]

  /// What the monitor says of itself.
  let monitor = "0f3c9a7be1d24468"

  /// - Parameter program: what does the long works; this very one as it was built, if not said.
  init(program: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tillid-office-\(UUID().uuidString)")
    let data = folder.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: data + ".key")
    let keyring = try Keyring(at: data + "/keys", master: master, mapBytes: 64 << 20)
    let engine = try Engine(
      journal: Journal(at: data + "/log", mapBytes: 64 << 20), keyring: keyring, catalogue: .all,
      views: data + "/views", mapBytes: 64 << 20)
    _ = try engine.signingKey()
    let notebook = Notebook(engine)
    try notebook.prepare(Array(Office.words.utf8))
    try Office.tell(notebook)
    var settings = Settings(address: "http://127.0.0.1:0", data: data)
    settings.program = program ?? Office.program
    settings.mostPerSecond = 10_000
    settings.backups = folder.path + "/copies"
    settings.monitorToken = monitor
    site = try Site(notebook, Register(at: data + "/access", keyring), settings)
  }

  deinit { _ = try? FileManager.default.removeItem(at: folder) }  // what stays is in the temporary folder

  /// Few words, so that a debug build reads them at once.
  static let words = """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge]
        en: [dentist]
      - id: meal
        group: thing
        name: {da: måltid, en: meal}
        da: [spise, suppe]
        en: [ate]
    """

  private static func tell(_ notebook: Notebook) throws {
    for name in ["Mirakuline", "Snurretop"] {
      var telling = Telling("")
      (telling.by, telling.at) = ("Karen", "Hedeby")
      _ = try notebook.giveConsent(name, Agreement([.care]), telling)
      var line = Telling("\(name) ville til tandlæge og fortalte om kameldrilleri og en strikkepind")
      (line.by, line.at) = ("Karen", "Hedeby")
      _ = try notebook.note(line)
      line = Telling("\(name) spillede på xylofon")
      (line.by, line.at) = ("Karen", "Hedeby")
      _ = try notebook.note(line)
    }
  }

  /// Beside the tests that run now.
  static let program: String = {
    let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "tillid").path
  }()

  /// A device of somebody with these roles.
  func seat(_ name: String, _ roles: Set<Role>) throws -> (cookie: String, seat: Seat) {
    let now = Now.read().moment
    _ = try site.register.invite(name, roles, by: "", now)
    let account = try #require(try site.register.person(named: name))
    return try site.register.welcome(account.id, device: "test", now) { _ in }
  }

  /// Serves the pages as long as somebody with these roles looks at them.
  func served(to roles: Set<Role>, _ body: (Visitor) async throws -> Void) async throws {
    let (cookie, seat) = try seat("Karen", roles)
    let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
    let server = Server(site, host: "127.0.0.1", port: 0, isQuiet: true)
    let ports = AsyncStream<Int>.makeStream()
    let serving = Task { try await server.run { ports.continuation.yield($0) } }
    var listening = ports.stream.makeAsyncIterator()
    let port = try #require(await listening.next())
    let visitor = Visitor(client: client, base: "http://127.0.0.1:\(port)", cookie: cookie, token: seat.token)
    do { try await body(visitor) } catch {
      serving.cancel()
      try await client.shutdown()
      throw error
    }
    serving.cancel()
    try await client.shutdown()
    // What was looked at is in the log then.
    _ = await serving.result
  }
}

/// Somebody at a browser, or a program of theirs.
struct Visitor: Sendable {
  let client: HTTPClient
  let base: String
  let cookie: String
  let token: String

  struct Seen {
    let status: Int
    let text: String
  }

  /// - Parameter bearer: what else it says of itself.
  func get(_ path: String, in language: Language = .danish, as bearer: String? = nil) async throws -> Seen {
    var request = HTTPClientRequest(url: base + path)
    if let bearer { request.headers.add(name: "Authorization", value: "Bearer \(bearer)") }
    request.headers.add(name: "Cookie", value: "tillid=\(cookie); lang=\(language.rawValue)")
    return try await seen(request)
  }

  @discardableResult
  func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Seen {
    var request = HTTPClientRequest(url: base + path)
    request.method = .POST
    request.headers.add(name: "Cookie", value: "tillid=\(cookie); lang=da")
    request.headers.add(name: "Content-Type", value: "application/json")
    let body = try JSONEncoder().encode(fields.merging(["token": token]) { $1 })
    request.body = .bytes(ByteBuffer(bytes: body))
    return try await seen(request)
  }

  private func seen(_ request: HTTPClientRequest) async throws -> Seen {
    let response = try await client.execute(request, timeout: Browser.patience)
    let body = try await response.body.collect(upTo: 16 << 20)
    return Seen(status: Int(response.status.code), text: String(buffer: body))
  }

  func object(_ path: String) async throws -> [String: Any] {
    let seen = try await get("/api" + path)
    return try #require(try JSONSerialization.jsonObject(with: Data(seen.text.utf8)) as? [String: Any])
  }

  /// The state and the line of a work, when it is like this.
  func work(_ kind: String, until isLike: (String, Int?) -> Bool) async throws -> (
    state: String, line: String
  ) {
    for _ in 0..<24_000 {
      let works = try await object("/admin/works")["works"] as? [[String: Any]] ?? []
      if let work = works.first(where: { $0["work"] as? String == kind }) {
        let state = work["state"] as? String ?? ""
        if isLike(state, work["percent"] as? Int) { return (state, work["line"] as? String ?? "") }
      }
      try await Task.sleep(for: .milliseconds(25))
    }
    Issue.record("the work \(kind) never came so far")
    return ("", "")
  }

  func ended(_ kind: String) async throws -> (state: String, line: String) {
    try await work(kind) { state, _ in state != "running" }
  }
}
