internal import Access
internal import Events
internal import Notebook
internal import Rebuild

/// Somebody new says yes: spoken, heard by a helper, with the wording that was read aloud.
enum NewPeople {
  static let routes: [Route] = [
    .get("/people/new", .role(.helper), "What to ask somebody who may want to be remembered.") { visit in
      .page("new", title: visit.say("En ny", "Somebody new"), told: try visit.asking())
    }.taking(
      Field("line", "The id of a line that this device has just written."),
      Field("who", "Which of its names, from 0."), Field("stop", "Where.")
    ).answering(AskingShown.self),
    .post("/people", .role(.helper), "Records a spoken yes, and makes the participant known.") { visit in
      guard let name = visit.form["name"] else { throw WebRefusal.missing(visit.say("navn", "name")) }
      try visit.isFree(name)
      let (person, isNew) = try visit.notebook.giveConsent(
        name, visit.agreement(), isAlias: visit.form.has("alias"), visit.telling())
      let note =
        isNew
        ? visit.say(
          "\(name) er husket nu. Skriv den første linje.", "\(name) is remembered now. Write the first line.")
        : visit.say("Ja'et er skrevet ned hos \(name).", "The yes is written down with \(name).")
      return .done(
        to: "/people/\(person)/brief" + (visit.form["at"].map { "?stop=" + Asked.encoded($0) } ?? ""),
        told: Remembered(person: person.description, isNew: isNew), note: note)
    }.taking(
      .needed("name", "What they want to be called."), Field("alias", "Not the name of a register."),
      Field("research", "They say yes to research as well."), Field("with", "With whom we may share."),
      Field("witness", "Who heard it."), Field("at", "The stop.")
    ).answering(Remembered.self),
  ]
}

extension Visit {
  /// The version of the words that the page has the helper read aloud.
  private static let wording = "2026-11"

  /// A name from the line that was just written on this device; it stands in no address.
  fileprivate func asking() throws -> AskingShown {
    let line = query["line"].flatMap(EventID.init)
    let kept = seat.flatMap { seat in line.flatMap { site.lastLines.kept($0, for: seat.id) } }
    let place = query["who"].flatMap { Int($0) } ?? 0
    let names = (kept?.presenceOnly ?? []) + (kept?.unknown ?? [])
    let at = try kept == nil ? query["stop"] : line.map { try notebook.event($0).at }
    return AskingShown(name: names.indices.contains(place) ? names[place] : "", stop: at)
  }

  /// Somebody else's name is not given to a newcomer unasked.
  fileprivate func isFree(_ name: String) throws {
    let bearers = try notebook.directory().bearers(of: name)
    guard try bearers.contains(where: { try notebook.standing(of: $0).allows(.care) && !sees($0) }) else {
      return
    }
    throw WebRefusal.nameTaken(name)
  }

  fileprivate func agreement() -> Agreement {
    var purposes: [Purpose] = [.care]
    if form.has("research") { purposes.append(.research) }
    let with = form["with"] ?? ""
    if !with.isEmpty { purposes.append(.share) }
    return Agreement(
      purposes, with: with, how: "spoken", witness: form["witness"] ?? "",
      wording: "\(Self.wording)-\(language.rawValue)")
  }
}

struct AskingShown: Encodable, Sendable {
  let called: String
  let stop: String?

  init(name: String, stop: String?) { (called, self.stop) = (name, stop) }
}

struct Remembered: Encodable, Sendable {
  let person: String
  let isNew: Bool
}
