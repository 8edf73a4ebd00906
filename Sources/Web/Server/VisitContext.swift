internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// A request, and from where it came.
struct VisitContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let peer: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? ""
  }

  /// Who asks, so that one does not take the place of all: behind a proxy whom that names last, the one thing in the
  /// header that it wrote itself.
  func asker(_ request: Request, isProxied: Bool) -> String {
    guard isProxied, let named = request.headers[.forwardedFor]?.split(separator: ",").last else {
      return peer
    }
    return named.filter { !$0.isWhitespace }
  }
}
