internal import Events
internal import HTTPTypes

/// What the app on the phone is made of, and what it asks for while there is a connection.
enum Client {
  static let routes: [Route] = [
    .get("/files/{name}", .anyone, "A file of the pages: style, script, icon.") { visit in
      guard let file = visit.site.shelf.file(visit.places["name"] ?? "") else { throw WebRefusal.noSuchPage }
      // What is asked for by its version never changes; anything else may with the next release.
      let isVersioned = visit.query["v"] == visit.site.shelf.version
      let kept = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=3600"
      return .bytes(file.bytes, type: file.type, headers: [(.cacheControl, kept)])
    }.forPeople,
    .get("/sw.js", .anyone, "The part of the app that answers when there is no connection.") { visit in
      let shelf = visit.site.shelf
      let text = String(decoding: shelf.file("sw.js")?.bytes ?? [], as: UTF8.self)
      return .bytes(
        Array(text.replacing("VERSION", with: shelf.version).utf8), type: MediaKind.of("sw.js"),
        headers: [(.cacheControl, "no-cache")])
    }.forPeople,
    .get("/offline", .anyone, "The page that is shown without a connection: it holds nothing of anybody.") {
      visit in
      .page("offline", title: visit.say("Uden forbindelse", "Without a connection"), told: Shell())
    }.forPeople,
  ]
}

/// The same for everybody, so that it may lie open on the phone: it looks as it does to a helper.
struct Shell: Encodable, Sendable {
  let isHelper = true
  let isAdmin = false
  let here: [String: Bool] = ["tonight": true]
}
