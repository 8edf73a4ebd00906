import HTTPTypes
import Hummingbird
import Logging
import NIOCore
public import Replay

/// A replay over HTTP on this machine alone, for whoever asks for `/events`, each from the beginning or from behind
/// the last event it heard; until it is asked to stop.
public struct ReplayServer<Watch: Clock>: Sendable where Watch.Duration == Duration {
  private let stream: EventStream
  private let shape: StreamLines.Shape
  private let speed: Speed
  private let heartbeat: Duration
  private let clock: Watch

  public init(
    _ stream: EventStream, _ shape: StreamLines.Shape = .rows, speed: Speed,
    heartbeat: Duration = .seconds(15),
    clock: Watch = ContinuousClock()
  ) {
    (self.stream, self.shape, self.speed) = (stream, shape, speed)
    (self.heartbeat, self.clock) = (heartbeat, clock)
  }

  /// - Parameters:
  ///   - port: 0 takes one that is free.
  ///   - stopsBySignal: whether Ctrl-C and the like stop it; else the task it runs in.
  ///   - started: told the port when it listens.
  public func run(port: Int, stopsBySignal: Bool = true, started: @escaping @Sendable (Int) -> Void)
    async throws
  {
    var logger = Logger(label: "tillid")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) }, logger: logger)
    if stopsBySignal { try await application.runService() } else { try await application.run() }
  }

  private var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    let lines = StreamLines(stream, shape)
    router.get("/events") { request, _ in try events(for: request, lines) }
    router.get("/") { request, _ in
      try Self.checkHost(request)
      return "GET /events: \(stream.rows.count) events, as server-sent events\n"
    }
    return router
  }

  private func events(for request: Request, _ lines: StreamLines) throws -> Response {
    try Self.checkHost(request)
    let heard = try Self.heard(request)
    // Told so, a browser does not ask again.
    guard heard < stream.rows.count else { return Response(status: .noContent) }
    let sent = SentEvents(
      stream: stream, lines: lines, speed: speed, heard: heard, heartbeat: heartbeat, clock: clock)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(asyncSequence: sent))
  }

  private static func heard(_ request: Request) throws -> Int {
    guard let name = HTTPField.Name("Last-Event-ID"), let text = request.headers[name], !text.isEmpty else {
      return 0
    }
    guard let heard = Int(text), heard >= 0 else {
      throw HTTPError(.badRequest, message: "Last-Event-ID is the number of an event of this replay, from 1")
    }
    return heard
  }

  /// A page from elsewhere whose name was turned to this machine is not answered.
  private static func checkHost(_ request: Request) throws {
    let host = (request.head.authority ?? "").split(separator: ":").first.map(String.init) ?? ""
    guard ["127.0.0.1", "localhost"].contains(host) else {
      throw HTTPError(.forbidden, message: "ask for this replay at 127.0.0.1")
    }
  }
}
