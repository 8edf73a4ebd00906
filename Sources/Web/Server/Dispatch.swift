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

  /// - Parameter asker: whence it comes.
  func respond(
    _ route: Route, _ request: Request, _ places: [String: String], from asker: String, isForMachine: Bool
  ) async -> Response {
    let asked = Asked(request, isForMachine: isForMachine)
    do {
      try isPatient(with: asker, route)
      let body = route.method == .post ? try await body(of: request, atMost: route.mostBytes) : []
      let response = try await outcome(route, asked, places, body)
      let wentWrong = route.isGuarded && response.status.code >= 400
      if wentWrong { _ = site.guardedPatience.wait(asker, at: site.instant()) }
      return response
    } catch let error as WebRefusal {
      return asked.refused(error, nil, site)
    } catch {
      return asked.failed(error, site)
    }
  }

  private func isPatient(with asker: String, _ route: Route) throws(WebRefusal) {
    if let seconds = site.patience.wait(asker, at: site.instant()) { throw .tooOften(seconds: seconds) }
    guard route.isGuarded else { return }
    if let seconds = site.guardedPatience.wait(asker, counting: false, at: site.instant()) {
      throw .tooOften(seconds: seconds)
    }
  }

  /// Where one has come to, on the way to an answer.
  private enum Step {
    case answered(Response)
    case hears(Visit, from: @Sendable (Visit) async throws -> Provided)
  }

  private func outcome(
    _ route: Route, _ asked: Asked, _ places: [String: String], _ body: [UInt8]
  ) async throws -> Response {
    let step = try await threads.runIfActive { first(route, asked, places, body) }
    switch step {
    case .answered(let response): return response
    case .hears(var visit, let elsewhere):
      do { visit.provided = try await elsewhere(visit) } catch let error as any Refusal {
        return refused(asked, visit, error)
      }
      return try await threads.runIfActive { [visit] in answer(route, asked, visit) }
    }
  }

  /// Runs on a thread that may wait.
  private func first(_ route: Route, _ asked: Asked, _ places: [String: String], _ body: [UInt8]) -> Step {
    var visit: Visit?
    do {
      let now = site.clock()
      let seat = try asked.cookie.flatMap { try site.register.seat($0, now.moment) }
      let begun = try asked.visit(site, route, places, seat, body, now)
      visit = begun
      if let seat, let seconds = site.patience.wait(seat.id.hexadecimal, at: site.instant()) {
        throw WebRefusal.tooOften(seconds: seconds)
      }
      try DoorCheck(route: route, visit: begun).pass(
        token: begun.form["token"] ?? asked.token, origin: asked.origin, fetchedFrom: asked.fetchedFrom)
      if let elsewhere = route.before { return .hears(begun, from: elsewhere) }
      return .answered(answer(route, asked, begun))
    } catch let error as any Refusal {
      return .answered(refused(asked, visit, error))
    } catch {
      return .answered(asked.failed(error, site))
    }
  }

  private func answer(_ route: Route, _ asked: Asked, _ visit: Visit) -> Response {
    do { return try asked.response(route.answer(visit), visit) } catch let error as any Refusal {
      return refused(asked, visit, error)
    } catch {
      return asked.failed(error, site)
    }
  }

  /// Whoever is not in comes to the door; what they had written goes with them.
  private func refused(_ asked: Asked, _ visit: Visit?, _ refusal: any Refusal) -> Response {
    guard let visit, !asked.isForMachine, let web = refusal as? WebRefusal else {
      return asked.refused(refusal, visit, site)
    }
    do {
      switch web {
      case .notSignedIn:
        return try asked.response(SignIn.page(visit, status: .unauthorized), visit)
      case .locked where visit.method == .post:
        let page = Unlock.page(visit, to: visit.path, kept: visit.form, status: .unauthorized)
        return try asked.response(page, visit)
      default: return asked.refused(web, visit, site)
      }
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
