internal import Access
internal import Events

/// One of us, as admins see them.
enum AdminPerson {
  static let routes: [Route] = [
    .get("/admin/people/{account}", .role(.admin), "One of us: roles, stops, devices.") { visit in
      let told = try OneOfUs(visit)
      return .page("admin-person", title: told.name, told: told)
    }.answering(OneOfUs.self),
    .post("/admin/people/{account}", .role(.admin), "Gives them other roles and stops.", change).takingRoles,
    .post("/admin/people/{account}/invite", .role(.admin), "Invites them to one more device.") { visit in
      let (secret, invitation) = try visit.site.register.invite(
        visit.account, by: visit.by, visit.moment)
      return try AdminPeople.invitationPage(visit, secret, invitation)
    }.answering(InvitationShown.self),
    .post("/admin/people/{account}/uninvite", .role(.admin), "Takes back what was not taken yet.") { visit in
      try visit.site.register.takeBack(from: visit.account)
      return .done(
        to: visit.ownPage, told: Nothing(),
        note: visit.say("Invitationen er taget tilbage.", "The invitation was taken back."))
    },
    .post("/admin/people/{account}/devices/{seat}/end", .role(.admin), "Signs out one of their devices.") {
      visit in
      try visit.site.register.end(visit.account) { $0.hexadecimal == visit.places["seat"] }
      return .done(
        to: visit.ownPage, told: Nothing(), note: visit.say("Enheden er logget ud.", "The device is out."))
    },
    .post("/admin/people/{account}/left", .role(.admin), "They have left us: nothing opens for them.", left),
  ]

  private static func change(_ visit: Visit) throws -> Answer {
    let form = visit.form
    try visit.site.register.change(visit.account) { account in
      (account.roles, account.stops) = (form.roles, form.stops)
      if form.has("known") { account.known = form["known"]?.trimmed }
    }
    return .done(
      to: visit.ownPage, told: Nothing(),
      note: visit.say("Gemt. Det gælder fra nu af.", "Saved. It holds from now on."))
  }

  private static func left(_ visit: Visit) throws -> Answer {
    let name = try visit.site.register.person(visit.account).name
    try visit.site.register.leave(visit.account, visit.moment) { try visit.tellLeaving(of: $0) }
    return .done(
      to: "/admin/people", told: Nothing(),
      note: visit.say("\(name) er ikke hos os mere.", "\(name) is no longer with us."))
  }
}

struct OneOfUs: Encodable, Sendable {
  let account: String
  let name: String
  let standing: String
  let hasLeft: Bool
  let roles: [Choice]
  let stops: [Choice]
  let known: String?
  let knowsProvider: Bool
  let isWaiting: Bool
  let hasDevices: Bool
  let devices: [DeviceShown]

  fileprivate init(_ visit: Visit) throws {
    let (register, now) = (visit.site.register, visit.moment)
    let person = try register.person(visit.account)
    let seats = try register.devices(of: person.id, now)
    let waiting = try register.waiting(now)[person.id]
    (account, name, hasLeft, known) = (person.id, person.name, person.hasLeft, person.known)
    standing = PersonShown(person, waiting, seats, visit).standing
    roles = Choice.roles(chosen: person.roles, visit)
    stops = try Choice.stops(chosen: person.stops, visit)
    knowsProvider = visit.site.settings.provider != nil
    (isWaiting, hasDevices) = (waiting != nil, !seats.isEmpty)
    devices = seats.map { DeviceShown($0, visit) }
  }
}

extension Visit {
  fileprivate var account: Account.ID { places["account"] ?? "" }
  fileprivate var ownPage: String { "/admin/people/\(account)" }
}
