internal import Access
internal import Events
internal import HTTPTypes

/// The PIN of a device that has had no visit for a while.
enum Unlock {
  static let routes: [Route] = [
    .get("/unlock", .signedIn, "Asks for the PIN.") { visit in
      page(visit, to: way(visit.query["to"]))
    }.openWhenLocked.forPeople,
    .post("/unlock", .signedIn, "Opens the device by its PIN.", open).openWhenLocked.guarded
      .taking(.needed("pin", "Its PIN."), Field("to", "Where to go on: a path.")),
    .post("/lock", .signedIn, "Asks for the PIN from now on.") { visit in
      if let cookie = visit.cookie { try visit.site.register.lock(cookie) }
      return .done(to: "/unlock", told: Nothing())
    },
  ]

  /// - Parameter kept: what was written while the device was locked; it is sent on when it is open.
  static func page(
    _ visit: Visit, to place: String, kept: Form? = nil, error: String? = nil,
    status: HTTPResponse.Status = .ok
  ) -> Answer {
    let fields = (kept?.fields ?? []).filter { !["token", "pin", "to", "kept"].contains($0.name) }
      .map { KeptField(name: $0.name, value: $0.value) }
    let told = Locked(
      to: place, hasPIN: visit.seat?.hasPIN ?? false, isKept: kept != nil, kept: fields, error: error)
    return .page(
      "unlock", title: visit.say("Skriv din pinkode", "Write your PIN"), told: told, status: status)
  }

  private static func open(_ visit: Visit) throws -> Answer {
    let (place, isKept) = (way(visit.form["to"]), visit.form.has("kept"))
    do {
      try visit.site.register.unlock(visit.cookie ?? "", pin: visit.form["pin"] ?? "", visit.moment)
    } catch let error as AccessRefusal where error.isAnotherTry && !visit.isForMachine {
      return page(
        visit, to: place, kept: isKept ? visit.form : nil, error: error.sentence(visit.language),
        status: error.status)
    }
    // The same form goes on to where it was meant for: 307 keeps method and body.
    guard !isKept else { return .onwards(to: place) }
    return .done(to: place, told: Nothing())
  }

  /// Only ever a path of ours: `//host` and `/\host` lead elsewhere.
  static func way(_ place: String?) -> String {
    guard let place, place.hasPrefix("/"), place.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !place.hasPrefix("//"), !place.contains("\\"), !place.hasPrefix("/unlock")
    else { return "/" }
    return place
  }
}

private struct Locked: Encodable, Sendable {
  let to: String
  let hasPIN: Bool
  let isKept: Bool
  let kept: [KeptField]
  let error: String?
}

private struct KeptField: Encodable, Sendable {
  let name: String
  let value: String
}

extension AccessRefusal {
  fileprivate var isAnotherTry: Bool {
    switch self {
    case .wrongPIN, .pinWaits: true
    default: false
    }
  }

  var status: HTTPResponse.Status {
    switch self {
    case .invitationGone: .gone
    case .pinWaits: .tooManyRequests
    case .seatEnded: .unauthorized
    case .noSuchPerson: .notFound
    default: .unprocessableContent
    }
  }
}
