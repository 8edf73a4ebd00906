import AsyncHTTPClient
import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import Releases
import Replay
import ServiceLifecycle
import Testing

@testable import Broadcast

@Suite("A replay over HTTP", .timeLimit(.minutes(2)))
struct ReplayServerTests {
  /// Forty events, one a day.
  private func stream() throws -> EventStream {
    let days = (0..<40).map { "2025-0\($0 / 15 + 1)-\($0 % 15 + 10)" }
    let codes = (0..<40).map(UInt32.init)
    let kind = Column("kind", words: ["help"], codes: Array(repeating: 0, count: 40))
    return try EventStream(
      EventTable(cases: ["p"], starts: [0, 40], columns: [kind, Column("time", words: days, codes: codes)]))
  }

  /// Runs a server, asks it, and stops it gracefully.
  private func serve(
    speed: Speed, heartbeat: Duration = .seconds(15),
    _ ask: @escaping @Sendable (Int, Stopping) async throws -> Void
  ) async throws {
    let server = ReplayServer(try stream(), speed: speed, heartbeat: heartbeat)
    let (ports, told) = AsyncStream<Int>.makeStream()
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: Serving(server: server, told: told))], logger: Logger(label: "test")))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      do { try await ask(port, Stopping(group: group)) } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private static func get(_ port: Int, after: String? = nil, host: String? = nil) async throws
    -> HTTPClientResponse
  {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/events")
    if let after { request.headers.add(name: "Last-Event-ID", value: after) }
    if let host { request.headers.replaceOrAdd(name: "Host", value: host) }
    return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
  }

  private static func text(_ response: HTTPClientResponse) async throws -> String {
    String(buffer: try await response.body.collect(upTo: 1 << 20))
  }

  private static func ids(_ text: String) -> [Int] {
    text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
  }

  @Test("Events come in order with their places as ids, and then the end")
  func order() async throws {
    try await serve(speed: .atOnce) { port, _ in
      let response = try await Self.get(port)
      #expect(response.headers.first(name: "content-type") == "text/event-stream; charset=utf-8")
      let text = try await Self.text(response)
      #expect(Self.ids(text) == Array(1...40) + [40])
      #expect(text.hasPrefix("retry: 2000\n\n"))
      #expect(text.hasSuffix("event: end\ndata: {\"events\":40}\n\n"))
      #expect(
        text.contains("data: {\"participant\":\"p\",\"seq\":1,\"kind\":\"help\",\"time\":\"2025-01-10\"}\n\n")
      )
    }
  }

  @Test("Who was cut off goes on behind the last event it heard; who has heard all is told not to ask again")
  func resume() async throws {
    try await serve(speed: .atOnce) { port, _ in
      let rest = try await Self.text(try await Self.get(port, after: "37"))
      #expect(Self.ids(rest) == [38, 39, 40, 40])
      let (heard, odd) = (try await Self.get(port, after: "40"), try await Self.get(port, after: "soon"))
      #expect(heard.status == .noContent && odd.status == .badRequest)
    }
  }

  @Test("A slow replay keeps the line alive, and ends at once when it is asked to stop")
  func stop() async throws {
    try await serve(speed: .daysPerSecond(0.001), heartbeat: .milliseconds(20)) { port, stopping in
      let response = try await Self.get(port)
      var text = ""
      for try await buffer in response.body {
        text += String(buffer: buffer)
        if text.split(separator: "\n").count(where: { $0 == ": " }) == 3 { await stopping.stop() }
      }
      #expect(Self.ids(text) == [1])
    }
  }

  @Test("Nobody elsewhere is answered under another name")
  func host() async throws {
    try await serve(speed: .atOnce) { port, _ in
      let response = try await Self.get(port, host: "example.org")
      #expect(response.status == .forbidden)
    }
  }
}

struct Stopping: Sendable {
  let group: ServiceGroup
  func stop() async { await group.triggerGracefulShutdown() }
}

private struct Serving: Service {
  let server: ReplayServer<ContinuousClock>
  let told: AsyncStream<Int>.Continuation

  func run() async throws {
    try await server.run(port: 0, stopsBySignal: false) { told.yield($0) }
  }
}
