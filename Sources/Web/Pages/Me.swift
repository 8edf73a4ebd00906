internal import Access
internal import Events
internal import Foundation

/// Whoever has signed in: their devices, and how pages look on this one.
enum Me {
  static let routes: [Route] = [
    .get(
      "/me", .signedIn, "Who has signed in here, on which devices; what this device needs to work offline."
    ) {
      visit in
      .page("me", title: visit.say("Mig og mine enheder", "Me and my devices"), told: try MeShown(visit))
    }.answering(MeShown.self),
    .post("/me/look", .anyone, "The language and the theme of this device.", look).taking(
      Field("lang", "The language.", .choice(Language.allCases.map(\.rawValue))),
      Field("theme", "Empty: as the device has it.", .choice(Theme.all))),
    .post("/me/pin", .signedIn, "Another PIN for this device.", changePIN).guarded.taking(
      Field("old", "The PIN until now, where there is one."), .needed("pin", "The new one, 4 to 12 digits.")),
    .post("/me/devices/{seat}/end", .signedIn, "Signs out one of one's devices.", endOne),
    .post("/me/others/end", .signedIn, "Signs out all one's devices but this one.", endOthers),
  ]

  private static func look(_ visit: Visit) throws -> Answer {
    var headers = [(name: "lang", value: visit.form["lang"].flatMap(Language.init(rawValue:))?.rawValue)]
    if visit.form.has("theme") {
      headers.append(("theme", visit.form["theme"].flatMap { Theme.all.contains($0) ? $0 : nil } ?? ""))
    }
    let cookies = headers.compactMap { header in
      header.value.map { SeatCookie.keep(header.name, $0, visit.site.settings) }
    }
    let place = visit.seat == nil ? "/sign-in" : "/me"
    return .with(.done(to: place, told: Nothing()), headers: cookies)
  }

  private static func changePIN(_ visit: Visit) throws -> Answer {
    guard let seat = visit.seat, let cookie = visit.cookie else { throw WebRefusal.notSignedIn }
    let (register, now) = (visit.site.register, visit.moment)
    if seat.hasPIN { try register.unlock(cookie, pin: visit.form["old"] ?? "", now) }
    try register.choose(pin: visit.form["pin"] ?? "", for: cookie)
    return .done(
      to: "/me", told: Nothing(), note: visit.say("Den nye pinkode gælder nu.", "The new PIN holds now."))
  }

  private static func endOne(_ visit: Visit) throws -> Answer {
    guard let seat = visit.seat else { throw WebRefusal.notSignedIn }
    try visit.site.register.end(seat.account) { $0.hexadecimal == visit.places["seat"] }
    return .done(to: "/me", told: Nothing(), note: visit.say("Enheden er logget ud.", "The device is out."))
  }

  private static func endOthers(_ visit: Visit) throws -> Answer {
    guard let seat = visit.seat else { throw WebRefusal.notSignedIn }
    try visit.site.register.end(seat.account) { $0 != seat.id }
    return .done(
      to: "/me", told: Nothing(),
      note: visit.say("Alle dine andre enheder er logget ud.", "All your other devices are out."))
  }
}

/// How pages look.
enum Theme {
  /// Without any of these: as the device has it.
  static let all = ["light", "dark", "sun"]
}

struct MeShown: Encodable, Sendable {
  let name: String
  let roles: [String]
  /// The same in words, with the stops.
  let may: String
  let stops: [String]
  let token: String
  let lang: String
  /// Of the device's outbox: 16 hexadecimal digits.
  let origin: String
  /// 32 bytes in Base64, by which the device seals what it carries along.
  let storeKey: String
  let locked: Bool
  let hasPIN: Bool
  let devices: [DeviceShown]
  let hasOthers: Bool
  let themes: [Choice]
  let languages: [Choice]

  fileprivate init(_ visit: Visit) throws {
    guard let seat = visit.seat else { throw WebRefusal.notSignedIn }
    name = seat.name
    roles = Role.allCases.filter(seat.roles.contains).map(\.name)
    may = visit.words(for: seat.roles, at: seat.stops)
    (stops, token, lang) = (seat.stops, seat.token, visit.language.rawValue)
    origin = seat.origins.outbox.hexadecimal
    storeKey = Data(seat.storeKey).base64EncodedString()
    (locked, hasPIN) = (seat.isLocked, seat.hasPIN)
    devices = try visit.site.register.devices(of: seat.account, visit.moment).map {
      DeviceShown($0, visit)
    }
    hasOthers = devices.count > 1
    themes = [
      ("", "Som telefonen", "As the device"), ("light", "Lyst", "Light"), ("dark", "Mørkt", "Dark"),
      ("sun", "Sollys", "Sunlight"),
    ].map { Choice(value: $0.0, name: visit.say($0.1, $0.2), isChosen: $0.0 == visit.theme ?? "") }
    languages = [("da", "Dansk"), ("en", "English")].map {
      Choice(value: $0.0, name: $0.1, isChosen: $0.0 == visit.language.rawValue)
    }
  }
}

/// One of several in a form.
struct Choice: Encodable, Sendable {
  let value: String
  let name: String
  let isChosen: Bool
}

struct DeviceShown: Encodable, Sendable {
  let id: String
  let device: String
  let since: String
  let seen: String
  let isThis: Bool

  init(_ seat: Seat, _ visit: Visit) {
    id = seat.id.hexadecimal
    device = seat.device.isEmpty ? visit.say("En enhed", "A device") : seat.device
    since = visit.language.date(visit.day(of: seat.since))
    seen = visit.language.date(visit.day(of: seat.seen))
    isThis = seat.id == visit.seat?.id
  }
}
