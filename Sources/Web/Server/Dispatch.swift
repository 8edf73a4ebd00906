internal import Access
internal import Events
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import NIOPosix
internal import Notebook

/// From a request to an answer, and from the answer to bytes. Handlers read files and wait for disks, so they
/// run on threads of their own and never on those that serve connections.
struct Dispatch: Sendable {
  let site: Site
  let threads: NIOThreadPool

  /// A body that takes longer to arrive is given up.
  static let bodyPatience = Duration.seconds(20)

  func respond(_ route: Route, _ request: Request, _ places: [String: String], isForMachine: Bool) async
    -> Response
  {
    let asked = Asked(request, site.settings, isForMachine: isForMachine)
    do {
      let body = route.method == .post ? try await body(of: request, atMost: route.mostBytes) : []
      return try await threads.runIfActive { outcome(route, asked, places, body) }
    } catch let error as WebRefusal {
      return asked.refused(error, seat: nil, site)
    } catch {
      return asked.failed(error, site)
    }
  }

  /// Runs on a thread that may wait.
  private func outcome(_ route: Route, _ asked: Asked, _ places: [String: String], _ body: [UInt8])
    -> Response
  {
    var seat: Seat?
    do {
      let now = site.clock()
      seat = try asked.cookie.flatMap { try site.register.seat($0, now.moment) }
      let visit = try asked.visit(site, route, places, seat, body, now)
      let check = DoorCheck(route: route, visit: visit)
      try check.pass(
        token: visit.form["token"] ?? asked.token, origin: asked.origin, fetchedFrom: asked.fetchedFrom)
      return try asked.response(route.answer(visit), visit)
    } catch let error as any Refusal {
      return asked.refused(error, seat: seat, site)
    } catch {
      return asked.failed(error, site)
    }
  }

  private func body(of request: Request, atMost most: Int) async throws -> [UInt8] {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask {
        do { return Array(buffer: try await request.body.collect(upTo: most)) } catch is NIOTooManyBytesError
        {
          throw WebRefusal.tooLarge(most: most)
        }
      }
      group.addTask {
        try await Task.sleep(for: Self.bodyPatience)
        throw WebRefusal.badForm
      }
      defer { group.cancelAll() }
      return try await group.next() ?? []
    }
  }
}
