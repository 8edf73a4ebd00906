internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import HummingbirdTLS
internal import Logging
internal import NIOPosix
internal import NIOSSL
public import ServiceLifecycle

/// The site on a port, until it is asked to stop: then what has begun is answered first.
public struct Server: Sendable {
  private let site: Site
  private let host: String
  private let port: Int
  private let certificate: (chain: String, key: String)?
  private let isQuiet: Bool
  private let beside: [any Service]

  /// - Parameters:
  ///   - port: 0 takes one that is free.
  ///   - certificate: files in PEM; without, a proxy in front has to encrypt.
  ///   - isQuiet: says nothing of connections that break, as all do where it is cancelled.
  ///   - beside: run as long as the site does.
  public init(
    _ site: Site, host: String, port: Int, certificate: (chain: String, key: String)? = nil,
    isQuiet: Bool = false, beside: [any Service] = []
  ) {
    (self.site, self.host, self.port) = (site, host, port)
    (self.certificate, self.isQuiet, self.beside) = (certificate, isQuiet, beside)
  }

  /// How many requests may wait for the disk at once: a commit takes all that wait.
  private static let threads = 64
  /// A connection on which nothing has come for so long is closed.
  private static let idle = TimeAmount.seconds(30)

  /// - Parameter started: told the port when it listens.
  public func run(started: @escaping @Sendable (Int) -> Void) async throws {
    let threads = NIOThreadPool(numberOfThreads: Self.threads)
    threads.start()
    var logger = Logger(label: "tillid")
    logger.logLevel = isQuiet ? .critical : .error
    let application = Application(
      router: router(threads), server: try builder(),
      configuration: .init(address: .hostname(host, port: port), serverName: nil), services: beside,
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? port
        site.listens(on: port)
        started(port)
      }, logger: logger)
    defer { threads.shutdownGracefully { _ in } }
    try await application.runService()
    try site.close()
  }

  private func builder() throws -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: Self.idle))
    guard let certificate else { return plain }
    let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain)
    let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
    return try .tls(
      plain,
      tlsConfiguration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
  }

  private func router(_ threads: NIOThreadPool) -> Router<VisitContext> {
    let router = Router(context: VisitContext.self, options: .autoGenerateHeadEndpoints)
    let dispatch = Dispatch(site: site, threads: threads)
    router.add(middleware: SafetyHeaders(isSecure: site.settings.isSecure))
    router.add(middleware: StrayRequests(site: site))
    for route in Route.all {
      add(route, at: route.path, dispatch, to: router, isForMachine: false)
      guard !route.isForPeople else { continue }
      add(route, at: "/api" + route.path, dispatch, to: router, isForMachine: true)
    }
    return router
  }

  private func add(
    _ route: Route, at path: String, _ dispatch: Dispatch, to router: Router<VisitContext>,
    isForMachine: Bool
  ) {
    router.on(RouterPath(path), method: route.method) { request, context in
      let places = Dictionary(
        context.parameters.map { (String($0.key), $0.value.removingPercentEncoding ?? "") }
      ) { first, _ in first }
      let began = ContinuousClock.now
      let asker = context.asker(request, isProxied: site.settings.isProxied)
      let response = await dispatch.respond(route, request, places, from: asker, isForMachine: isForMachine)
      site.count.add(path, response.status.code, took: ContinuousClock.now - began)
      return response
    }
  }
}

/// What no route answers is refused in words as everything else is.
private struct StrayRequests<Context: RequestContext>: RouterMiddleware {
  let site: Site

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch let error as HTTPError
      where error.status == .notFound
    {
      let isForMachine = request.uri.path.hasPrefix("/api/")
      return Asked(request, isForMachine: isForMachine).refused(
        WebRefusal.noSuchPage, nil, site)
    }
  }
}
