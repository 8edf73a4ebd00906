internal import Access
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Notebook

/// What a request says about itself, and how it is answered.
struct Asked: Sendable {
  let method: HTTPRequest.Method
  let path: String
  let query: String
  let cookie: String?
  let wayCookie: String?
  let language: Language
  let theme: String?
  let token: String?
  let origin: String?
  let fetchedFrom: String?
  let isForMachine: Bool
  private let bearer: String?
  private let agent: String
  private let isJSON: Bool

  init(_ request: Request, isForMachine: Bool) {
    (method, path, query) = (request.method, request.uri.path, request.uri.query ?? "")
    let cookies = request.cookies
    cookie = cookies[SeatCookie.name]?.value
    wayCookie = cookies[SeatCookie.wayName]?.value
    language = Asked.language(cookies["lang"]?.value, request.headers[.acceptLanguage])
    theme = cookies["theme"].map(\.value).flatMap { Theme.all.contains($0) ? $0 : nil }
    token = request.headers[.seatToken]
    origin = request.headers[.origin]
    fetchedFrom = request.headers[.fetchSite]
    isJSON = request.headers[.contentType]?.hasPrefix("application/json") ?? false
    bearer = request.headers[.authorization]?.wholeMatch(of: /[Bb]earer +(\S+)/).map { String($0.1) }
    agent = request.headers[.userAgent] ?? ""
    self.isForMachine = isForMachine
  }

  /// As was chosen on this device, else the first that the browser asks for and we speak; else Danish.
  private static func language(_ chosen: String?, _ accepted: String?) -> Language {
    if let chosen = chosen.flatMap(Language.init(rawValue:)) { return chosen }
    let asked = (accepted ?? "").split(separator: ",").map { $0.prefix(2).lowercased() }
    return asked.lazy.compactMap(Language.init(rawValue:)).first ?? .danish
  }

  func visit(
    _ site: Site, _ route: Route, _ places: [String: String], _ seat: Seat?, _ body: [UInt8], _ now: Now
  ) throws -> Visit {
    let form = isJSON ? try Form(json: body) : try Form(encoded: String(decoding: body, as: UTF8.self))
    var visit = Visit(
      site: site, method: method, path: path, places: places, query: try Form(encoded: query), form: form,
      seat: seat, language: language, now: now, isForMachine: isForMachine, cookie: cookie,
      device: DeviceName.of(agent), wayCookie: wayCookie, theme: theme)
    visit.isMonitor = site.settings.isMonitor(bearer)
    return visit
  }

  // MARK: - Answers

  func response(_ answer: Answer, _ visit: Visit) throws -> Response {
    switch answer {
    case .page(let template, let title, let told, let status):
      guard !isForMachine else { return try json(told, status) }
      return html(try visit.site.shelf.page(template, filling(told, title, visit), language), status)
    case .done(let place, let told, let note):
      guard !isForMachine else { return try json(told, .ok) }
      if let note, let seat = visit.seat { visit.site.notes.leave(note, for: seat.id) }
      return Response(status: .seeOther, headers: [.location: place])
    case .onwards(let place): return Response(status: .temporaryRedirect, headers: [.location: place])
    case .data(let told): return try json(told, .ok)
    case .bytes(let bytes, let type, let headers):
      var response = Response(
        status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
      for (name, value) in headers { response.headers[name] = value }
      return response
    case .with(let answer, let headers):
      var response = try response(answer, visit)
      for (name, value) in headers { response.headers.append(HTTPField(name: name, value: value)) }
      return response
    }
  }

  private func filling(_ told: any Sendable, _ title: String, _ visit: Visit) -> Filling {
    filling(
      told, title, visit.seat, note: visit.seat.flatMap { visit.site.notes.take(for: $0.id) }, visit.site)
  }

  private func filling(
    _ told: any Sendable, _ title: String, _ seat: Seat?, note: String?, _ site: Site
  ) -> Filling {
    Filling(
      told: told, lang: language.rawValue, title: title, note: note, name: seat?.name,
      token: seat?.token ?? "",
      isHelper: seat?.roles.contains(.helper) ?? false,
      isResearcher: seat?.roles.contains(.researcher) ?? false,
      isAdmin: seat?.roles.contains(.admin) ?? false, isLocked: seat?.isLocked ?? false, path: path,
      here: Filling.here(path), version: site.shelf.version,
      theme: theme)
  }

  private func html(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private func json(_ told: any Encodable, _ status: HTTPResponse.Status) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(told))))
  }

  // MARK: - Refusals

  /// One sentence with the remedy; a locked device goes to where its PIN is asked for.
  /// - Parameter visit: nil where the visit had not begun.
  func refused(_ refusal: any Refusal, _ visit: Visit?, _ site: Site) -> Response {
    let seat = visit?.seat
    let web = refusal as? WebRefusal
    let status = web?.status ?? (refusal as? AccessRefusal)?.status ?? Asked.status(of: refusal)
    let told = Refused(
      error: refusal.sentence(language), isLocked: seat?.isLocked ?? false,
      why: web.flatMap { way($0, .notMet, to: "why") },
      own: web.flatMap { way($0, .saidStop, to: "own") },
      again: status == .unprocessableContent && !isForMachine
        ? visit.flatMap { WrittenAgain($0.form, $0) } : nil)
    if !isForMachine, case .locked? = web {
      let place = method == .get ? path + (query.isEmpty ? "" : "?" + query) : "/"
      return Response(status: .seeOther, headers: [.location: "/unlock?to=" + Asked.encoded(place)])
    }
    do {
      guard !isForMachine else { return try json(told, status) }
      let title = language.say("Det gik ikke", "That did not work")
      return html(
        try site.shelf.page("refused", filling(told, title, seat, note: nil, site), language), status)
    } catch {
      return failed(error, site)
    }
  }

  /// The page of the same participant that is still open after this refusal.
  private func way(_ refusal: WebRefusal, _ after: WebRefusal, to page: String) -> String? {
    let places = path.split(separator: "/").drop { $0 == "api" }
    guard refusal == after, places.first == "people", places.count > 1 else { return nil }
    return "/people/\(places[places.startIndex + 1])/\(page)"
  }

  /// An outbox takes another id where its own is another line's, and keeps for mending what is refused else.
  private static func status(of refusal: any Refusal) -> HTTPResponse.Status {
    if case .otherLine? = refusal as? NotebookError { .conflict } else { .unprocessableContent }
  }

  /// A fault of ours or of the machine: its words are for whoever runs it, and no name stands in them.
  func failed(_ error: any Error, _ site: Site) -> Response {
    site.settings.complain("\(method.rawValue): \(type(of: error))")
    let sentence = language.say(
      "Noget gik galt hos os. Det, der var gemt, er gemt; prøv igen.",
      "Something went wrong with us. What was saved is saved; try again.")
    return Response(
      status: .internalServerError, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: sentence + "\n")))
  }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~/"))) ?? "/"
  }
}

struct Refused: Encodable, Sendable {
  let error: String
  let isLocked: Bool
  /// Where a reason may be given for seeing somebody whom one has not met.
  let why: String?
  /// The person's own page.
  let own: String?
  let again: WrittenAgain?
}
