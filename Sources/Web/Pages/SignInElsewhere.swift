internal import Access
internal import Events
internal import HTTPTypes
internal import Notebook

/// Coming in by a provider of OpenID Connect: authorization code with PKCE. Only who has an account here comes in.
enum SignInElsewhere {
  static let routes: [Route] = [
    Route.get("/sign-in/provider", .anyone, "Leads to the provider of OpenID Connect.") { visit in
      guard case .way(let way, let state)? = visit.provided else { throw WebRefusal.noSuchPage }
      return .with(
        .done(to: way, told: Nothing()), headers: [SeatCookie.way(state, visit.site.settings)])
    }.after(setOut).forPeople.guarded,
    Route.get("/sign-in/provider/return", .anyone, "Whoever comes back from it, and is known here, is in.") {
      visit in
      guard case .sure(let subject, let mail)? = visit.provided else { throw WebRefusal.noSuchPage }
      guard let person = try visit.site.register.person(knownAs: subject, mail: mail) else {
        throw WebRefusal.notKnown
      }
      let (cookie, seat) = try visit.site.register.welcome(
        person.id, device: visit.device, replacing: visit.cookie, visit.moment
      ) { try visit.tellArrival(of: $0, invitedBy: "") }
      return try SignIn.comeIn(visit, cookie, seat)
    }.after(comeBack).forPeople.guarded,
  ]

  private static func setOut(_ visit: Visit) async throws -> Provided {
    guard let talk = visit.site.provider else { throw WebRefusal.noSuchPage }
    let said = try await talk.metadata()
    let departure = try talk.underway.leave(visit.moment)
    return .way(try talk.way(said, departure, back: back(visit)), state: departure.state)
  }

  /// A state counts once, and only in the browser that it was given to.
  private static func comeBack(_ visit: Visit) async throws -> Provided {
    guard let talk = visit.site.provider else { throw WebRefusal.noSuchPage }
    guard let state = visit.query["state"], state == visit.wayCookie,
      let departure = talk.underway.comeBack(state, visit.moment), let code = visit.query["code"]
    else { throw WebRefusal.providerRefused }
    let token = try await talk.identity(code, departure, back: back(visit), visit.moment)
    return .sure(subject: token.sub, mail: token.mail)
  }

  private static func back(_ visit: Visit) -> String { visit.site.address + "/sign-in/provider/return" }
}

/// What was heard from elsewhere before a page could be answered.
enum Provided: Sendable {
  /// Where somebody is sent, and the state that their browser keeps.
  case way(String, state: String)
  /// Whom the provider has made sure of.
  case sure(subject: String, mail: String?)
}
