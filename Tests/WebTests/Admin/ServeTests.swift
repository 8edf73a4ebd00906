import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@Suite("Serving", .takingTurns)
struct ServeTests {
  @Test(
    "Asked to stop, the server answers what has begun: every line that it kept was answered, and is in the log"
  )
  func stops() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tillid-serve-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { _ = try? FileManager.default.removeItem(at: folder) }  // what stays is in the temporary folder
    let data = folder.path + "/data"
    _ = try run(["init", "--data", data])
    let invited = try run(["invite", "Karen", "--role", "helper", "--data", data, "--json"])
    let link = try #require(try JSONDecoder().decode([String: String].self, from: Data(invited.utf8))["link"])
    let server = Process()
    let complaints = Pipe()
    server.executableURL = URL(filePath: Office.program)
    server.arguments = ["serve", "--port", "0", "--data", data]
    server.standardError = complaints
    try server.run()
    let said = String(decoding: complaints.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(said.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1)
    let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
    let base = "http://127.0.0.1:\(port)"
    let secret = try #require(link.split(separator: "/").last)
    let came = try await Self.post(client, "\(base)/sign-in/\(secret)", ["pin": "4071"])
    let cookie = String(try #require(came.headers["set-cookie"].first?.prefix { $0 != ";" }))
    let me = try await get(client, "\(base)/api/me", cookie)
    let token = try #require(me["token"] as? String)

    let process = server.processIdentifier
    let answered = await withTaskGroup(of: String?.self) { group in
      for number in 0..<40 {
        // Whoever comes too late finds nobody, and keeps the line.
        group.addTask {
          try? await Self.keep("Snak om vejret, nummer \(number)", client, base, cookie, token)
        }
      }
      var answered: Set<String> = []
      for await case let event? in group {
        answered.insert(event)
        if answered.count == 5 { kill(process, SIGTERM) }
      }
      return answered
    }
    if answered.count < 5 { kill(process, SIGTERM) }
    try await client.shutdown()
    server.waitUntilExit()
    #expect(server.terminationStatus == 0)
    let notes = try run(["tail", "--data", data]).split(separator: "\n").filter { $0.contains("tillid.note") }
    let ids = try notes.map { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(event?["id"] as? String)
    }
    #expect(Set(ids) == answered)
    #expect(ids.count >= 5)
  }

  /// - Returns: the event that the line became.
  private static func keep(
    _ line: String, _ client: HTTPClient, _ base: String, _ cookie: String, _ token: String
  ) async throws -> String? {
    let kept = try await post(client, "\(base)/api/lines", ["line": line, "token": token], cookie)
    let body = try await kept.body.collect(upTo: 1 << 20)
    let told = try JSONSerialization.jsonObject(with: Data(String(buffer: body).utf8)) as? [String: Any]
    return told?["event"] as? String
  }

  private func run(_ arguments: [String]) throws -> String {
    let (process, answer) = (Process(), Pipe())
    process.executableURL = URL(filePath: Office.program)
    process.arguments = arguments
    process.standardOutput = answer
    try process.run()
    let told = try answer.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: told, as: UTF8.self)
  }

  private static func post(
    _ client: HTTPClient, _ url: String, _ fields: [String: String], _ cookie: String = ""
  ) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "cookie", value: cookie)
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(fields)))
    return try await client.execute(request, timeout: Browser.patience)
  }

  private func get(_ client: HTTPClient, _ url: String, _ cookie: String) async throws -> [String: Any] {
    var request = HTTPClientRequest(url: url)
    request.headers.add(name: "cookie", value: cookie)
    let body = try await client.execute(request, timeout: Browser.patience).body.collect(upTo: 1 << 20)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(String(buffer: body).utf8)) as? [String: Any])
  }
}
