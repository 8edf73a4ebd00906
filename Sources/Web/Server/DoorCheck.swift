internal import Access
internal import Events
internal import HTTPTypes

/// Lets in who may come in, and nobody else. One gate for all routes.
struct DoorCheck {
  let route: Route
  let visit: Visit

  /// - Throws: `WebRefusal` with what is missing.
  func pass(token: String?, origin: String?, fetchedFrom site: String?) throws {
    if route.method == .post { try isOwnForm(token, origin, site) }
    guard route.rule != .anyone else { return }
    guard let seat = visit.seat else { throw WebRefusal.notSignedIn }
    guard !seat.isLocked || route.isOpenWhenLocked else { throw WebRefusal.locked }
    switch route.rule {
    case .anyone, .signedIn: break
    case .role(let role): guard seat.roles.contains(role) else { throw WebRefusal.notAllowed }
    case .seesPerson:
      guard seat.roles.contains(.helper) else { throw WebRefusal.notAllowed }
      guard try visit.sees(try visit.person()) else { throw WebRefusal.notMet }
    }
  }

  /// A form of another site is refused, by what the browser says of it and by a word that only our pages know.
  private func isOwnForm(_ token: String?, _ origin: String?, _ site: String?) throws {
    if let site {
      guard ["same-origin", "none"].contains(site) else { throw WebRefusal.strangeForm }
    } else if let origin {
      guard origin == visit.site.address else { throw WebRefusal.strangeForm }
    }
    guard let seat = visit.seat else { return }
    guard let token, token == seat.token else { throw WebRefusal.strangeForm }
  }
}
