internal import Access
internal import Events
internal import HTTPTypes

/// Coming in by an invitation. Nobody has a password.
enum SignIn {
  static let routes: [Route] = [
    .get("/sign-in", .anyone, "How one comes in.") { visit in page(visit) }.answering(ComingIn.self),
    .post("/sign-in", .anyone, "The link of an invitation, pasted; leads to its page.", find).guarded
      .taking(.needed("link", "The link, or what stands after its last slash.")),
    .get("/sign-in/{invitation}", .anyone, "Who invites whom. Uses nothing up.") { visit in
      try invited(visit)
    }.guarded.answering(Invited.self),
    .post("/sign-in/{invitation}", .anyone, "Takes the invitation, with a PIN for this device.", take).guarded
      .taking(.needed("pin", "4 to 12 digits.")).answering([String: String].self),
    .post("/sign-out", .signedIn, "Ends this device's seat.", leave).openWhenLocked,
  ]

  static func page(_ visit: Visit, status: HTTPResponse.Status = .ok) -> Answer {
    .page(
      "sign-in", title: visit.say("Kom ind", "Come in"),
      told: ComingIn(provider: visit.site.settings.provider?.name),
      status: status)
  }

  /// Links are pasted whole, or only their end.
  private static func find(_ visit: Visit) throws -> Answer {
    guard let link = visit.form["link"] else { throw WebRefusal.missing(visit.say("linket", "the link")) }
    let secret = link.split(separator: "/").last.map(String.init) ?? ""
    _ = try visit.site.register.invitation(secret, visit.moment)
    return .done(to: "/sign-in/" + Asked.encoded(secret), told: Nothing())
  }

  private static func invited(_ visit: Visit, error: String? = nil) throws -> Answer {
    let (invitation, account) = try visit.site.register.invitation(visit.secret, visit.moment)
    let told = Invited(
      name: account.name, by: invitation.by.isEmpty ? nil : invitation.by,
      until: visit.language.date(visit.day(of: invitation.endsAt)), secret: visit.secret, error: error)
    return .page(
      "invited", title: visit.say("Velkommen", "Welcome"), told: told,
      status: error == nil ? .ok : .unprocessableContent)
  }

  private static func take(_ visit: Visit) throws -> Answer {
    let (site, now) = (visit.site, visit.moment)
    let by = try site.register.invitation(visit.secret, now).0.by
    do {
      let (cookie, seat) = try site.register.accept(
        visit.secret, pin: visit.form["pin"] ?? "", device: visit.device, replacing: visit.cookie, now
      ) { account in try visit.tellArrival(of: account, invitedBy: by) }
      return try comeIn(visit, cookie, seat)
    } catch let error as AccessRefusal where [.shortPIN, .easyPIN].contains(error) {
      return try invited(visit, error: error.sentence(visit.language))
    }
  }

  /// Always a new cookie: whoever had put one there before has nothing of it.
  static func comeIn(_ visit: Visit, _ cookie: String, _ seat: Seat) throws -> Answer {
    visit.site.notes.leave(visit.say("Velkommen, \(seat.name).", "Welcome, \(seat.name)."), for: seat.id)
    return .with(
      .done(to: "/", told: ["name": seat.name]), headers: [SeatCookie.set(cookie, visit.site.settings)])
  }

  private static func leave(_ visit: Visit) throws -> Answer {
    if let cookie = visit.cookie { try visit.site.register.leave(cookie) }
    return .with(
      .done(to: "/sign-in", told: Nothing()), headers: [SeatCookie.clear(visit.site.settings)])
  }
}

private struct ComingIn: Encodable, Sendable {
  /// Who else makes sure of people.
  let provider: String?
}

private struct Invited: Encodable, Sendable {
  let name: String
  let by: String?
  let until: String
  let secret: String
  let error: String?
}

extension Visit {
  fileprivate var secret: String { places["invitation"] ?? "" }
}
