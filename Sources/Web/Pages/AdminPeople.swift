internal import Access
internal import Events
internal import Notebook
internal import Rebuild
internal import Stops

/// Who may come in: for admins.
enum AdminPeople {
  static let routes: [Route] =
    [
      .get("/admin/people", .role(.admin), "Who may come in, as what, and who has left.") { visit in
        .page(
          "admin-people", title: visit.say("Mennesker og roller", "People and roles"),
          told: try PeopleShown(visit)
        )
      }.answering(PeopleShown.self),
      .post("/admin/people", .role(.admin), "Invites somebody; the link is told once.", invite)
        .taking(Field.needed("name", "The name by which they write."))
        .takingRoles.answering(InvitationShown.self),
    ] + AdminPerson.routes

  private static func invite(_ visit: Visit) throws -> Answer {
    let form = visit.form
    let (secret, invitation) = try visit.site.register.invite(
      (form["name"] ?? "").trimmed, form.roles, stops: form.stops, known: form["known"]?.trimmed,
      by: visit.by,
      visit.moment)
    return try invitationPage(visit, secret, invitation)
  }

  static func invitationPage(_ visit: Visit, _ secret: String, _ invitation: Invitation) throws -> Answer {
    let account = try visit.site.register.person(invitation.account)
    let link = visit.site.address + "/sign-in/" + secret
    let told = InvitationShown(
      name: account.name, account: account.id, link: link,
      until: visit.language.date(visit.day(of: invitation.endsAt)), qr: QRCode(link).map(SquaresShown.init))
    return .page("admin-invitation", title: visit.say("Invitation", "Invitation"), told: told)
  }
}

struct PeopleShown: Encodable, Sendable {
  let people: [PersonShown]
  let roles: [Choice]
  let stops: [Choice]
  let knowsProvider: Bool

  init(_ visit: Visit) throws {
    let register = visit.site.register
    let waiting = try register.waiting(visit.moment)
    let devices = Dictionary(grouping: try register.devices(visit.moment), by: \.account)
    people = try register.people().map { account in
      PersonShown(account, waiting[account.id], devices[account.id] ?? [], visit)
    }
    roles = Choice.roles(chosen: [.helper], visit)
    stops = try Choice.stops(chosen: [], visit)
    knowsProvider = visit.site.settings.provider != nil
  }
}

/// One of us, in a line.
struct PersonShown: Encodable, Sendable {
  let account: String
  let name: String
  let may: String
  /// Whether they have come, wait to come, or left, and when.
  let standing: String
  let hasLeft: Bool

  init(_ account: Account, _ waiting: Moment?, _ devices: [Seat], _ visit: Visit) {
    (self.account, name, hasLeft) = (account.id, account.name, account.hasLeft)
    may = visit.words(for: account.roles, at: account.stops)
    standing = PersonShown.standing(account, waiting, devices, visit)
  }

  private static func standing(_ account: Account, _ waiting: Moment?, _ devices: [Seat], _ visit: Visit)
    -> String
  {
    func date(_ moment: Moment) -> String { visit.language.date(visit.day(of: moment)) }
    if let left = account.leftAt { return visit.say("gik \(date(left))", "left \(date(left))") }
    var parts: [String] = []
    if let seen = devices.map(\.seen).max() {
      let count = devices.count
      parts.append(
        visit.say(
          "\(count) \(count == 1 ? "enhed" : "enheder"), sidst set \(date(seen))",
          "\(count) \(count == 1 ? "device" : "devices"), last seen \(date(seen))"))
    } else if account.cameAt != nil {
      parts.append(visit.say("ingen enhed nu", "no device now"))
    }
    if let waiting {
      parts.append(visit.say("inviteret, senest \(date(waiting))", "invited, by \(date(waiting))"))
    } else if account.cameAt == nil {
      parts.append(visit.say("invitationen er udløbet", "the invitation has run out"))
    }
    return parts.joined(separator: "; ")
  }
}

struct InvitationShown: Encodable, Sendable {
  let name: String
  let account: String
  let link: String
  let until: String
  let qr: SquaresShown?
}

/// Squares as a picture.
struct SquaresShown: Encodable, Sendable {
  let size: Int
  let path: String
  init(_ code: QRCode) { (size, path) = (code.size, code.path) }
}

extension Choice {
  static func roles(chosen: Set<Role>, _ visit: Visit) -> [Choice] {
    Role.allCases.map { Choice(value: $0.name, name: visit.word(for: $0), isChosen: chosen.contains($0)) }
  }

  /// The stops of which anything was told, and those that are chosen.
  static func stops(chosen: [String], _ visit: Visit) throws -> [Choice] {
    let told = try visit.notebook.engine.tally(Stops.self).sums.map(\.key.place)
    return Set(told + chosen).filter { !$0.isEmpty }.sorted().map {
      Choice(value: $0, name: $0, isChosen: chosen.contains($0))
    }
  }
}

extension Form {
  var roles: Set<Role> { Set(all("role").compactMap(Role.init(name:))) }

  /// Those that were ticked, and those that were written, one a line.
  var stops: [String] {
    let written = all("others").flatMap { $0.split(whereSeparator: \.isNewline) }.map { String($0).trimmed }
    return Set(all("stop") + written).filter { !$0.isEmpty }.sorted()
  }
}

extension Route {
  var takingRoles: Route {
    taking(
      Field("role", "What they may do.", .texts),
      Field("stop", "A stop whose participants they see.", .texts),
      Field("others", "More stops, one a line."),
      Field("known", "Their name or e-mail with the provider of OpenID Connect."))
  }
}

extension Visit {
  /// `hjælper, administrator · Nibe`
  func words(for roles: Set<Role>, at stops: [String]) -> String {
    let words = Role.allCases.filter(roles.contains).map(word).joined(separator: ", ")
    return words + (stops.isEmpty ? "" : " · " + stops.joined(separator: ", "))
  }

  func word(for role: Role) -> String {
    switch role {
    case .helper: say("hjælper", "helper")
    case .researcher: say("forsker", "researcher")
    case .admin: say("administrator", "admin")
    }
  }
}

extension String {
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
