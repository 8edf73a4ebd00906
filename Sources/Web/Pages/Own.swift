internal import Consent
internal import Events
internal import Notebook
internal import Rebuild
internal import Timeline

/// The person's page: the same screen turned round. It can be read when they have said stop as well.
enum Own {
  static let routes: [Route] = [
    .get("/people/{person}/own", .seesPerson, "All that is written about them, for them to read.") { visit in
      let (person, name) = try visit.turned()
      return .page("own", title: name, told: try OwnShown(person, name, visit))
    }
    .taking(Field("hidden", "The event by which a line was just hidden.")).answering(OwnShown.self),
    .get("/people/{person}/own/lines/{event}", .seesPerson, "One line, to correct or to hide.") { visit in
      let (person, name) = try visit.turned()
      let line = try visit.ownLine(person)
      return .page("own_line", title: name, told: line)
    }.answering(OwnLine.self),
    .post("/people/{person}/own/lines/{event}/correct", .seesPerson, "They say it otherwise.") { visit in
      let person = try visit.person()
      let event = try visit.event(of: person)
      guard let line = visit.form["line"] else { throw WebRefusal.missing("line") }
      let masked = try visit.notebook.correct(event.id, line: line, happened: nil, given: [], visit.telling())
      let covered = masked.isEmpty ? "" : visit.say(" Et nummer blev dækket til.", " A number was masked.")
      return .done(
        to: Own.place(person), told: OwnDone(event: event.id.description),
        note: visit.say("Nu er det rettet.", "It is corrected now.") + covered)
    }.taking(.needed("line", "As it should stand.")).answering(OwnDone.self),
    .post("/people/{person}/own/lines/{event}/hide", .seesPerson, "They want a line out of sight.") { visit in
      let person = try visit.person()
      let event = try visit.event(of: person)
      let reason = visit.say("personen bad om det", "asked by the person")
      let out = try visit.notebook.retract(event.id, reason: reason, visit.telling()).ids.first
      return .done(
        to: Own.place(person) + (out.map { "?hidden=\($0)" } ?? ""),
        told: OwnDone(event: out?.description ?? ""),
        note: visit.say(
          "Linjen er skjult. Ingen ser den mere.", "The line is hidden. Nobody sees it any more."))
    }.answering(OwnDone.self),
    .post("/people/{person}/own/lines/{event}/show", .seesPerson, "A hidden line comes back.") { visit in
      let person = try visit.person()
      let event = try visit.event(of: person)
      guard case .retraction = event.content else { throw WebRefusal.noSuchPage }
      let back = try visit.notebook.retract(
        event.id, reason: visit.say("fortrudt", "undone"), visit.telling())
      return .done(
        to: Own.place(person), told: OwnDone(event: back.ids.first?.description ?? ""),
        note: visit.say("Linjen er her igen.", "The line is back."))
    }.answering(OwnDone.self),
    .post("/people/{person}/own/stop", .seesPerson, "They take back a yes.") { visit in
      let person = try visit.person()
      guard let purpose = visit.form["purpose"].flatMap({ Purpose($0) }) else {
        throw WebRefusal.missing("purpose")
      }
      // Said twice is said once.
      if try visit.notebook.standing(of: person).allows(purpose) {
        try visit.notebook.withdraw([purpose], of: person.description, visit.telling())
      }
      return .done(
        to: Own.place(person), told: OwnDone(event: ""), note: visit.stopped(purpose))
    }
    .taking(.needed("purpose", "What they say stop to.", .choice(Purpose.allCases.map(\.description))))
    .answering(OwnDone.self),
  ]

  static func place(_ person: Handle) -> String { "/people/\(person)/own" }
}

struct OwnDone: Encodable, Sendable {
  /// What was told by it; empty where it was told before.
  let event: String
}

extension Visit {
  /// Whom the path names and what they are called, as they themselves look: written down as such.
  func turned() throws -> (Handle, String) {
    let person = try person()
    let name = try notebook.name(of: person)
    try read(person, Timeline.name, .ownPage)
    return (person, name)
  }

  /// Lines as the one whom they are about may see them: others stand in them without a name.
  func ownLines(_ person: Handle, _ name: String) throws -> (Line) -> String {
    let members = Set(try notebook.engine.members(of: person))
    let other = say("en anden", "somebody else")
    return { line in line.shown(unnamed: other) { members.contains($0) ? name : nil } }
  }

  func ownLine(_ person: Handle) throws -> OwnLine {
    let event = try event(of: person)
    let name = try notebook.name(of: person)
    var timeline = try notebook.engine.view(Timeline.self, of: person) ?? Timeline()
    timeline.name(try ownLines(person, name))
    guard let happening = timeline.happenings.first(where: { $0.told.event == event.id }) else {
      throw WebRefusal.noSuchPage
    }
    return OwnLine(person: person.description, line: OwnShown.LineShown(happening, language))
  }

  fileprivate func stopped(_ purpose: Purpose) -> String {
    switch purpose {
    case .care:
      say(
        "Vi er stoppet. Ingen af os kan læse det mere. Mad og hjælp får du stadig.",
        "We have stopped. None of us can read it any more. You still get food and help.")
    case .research:
      say("Vi er stoppet. Det går ikke til forskning.", "We have stopped. None of it goes to research.")
    case .share: say("Vi er stoppet. Vi siger intet videre.", "We have stopped. We tell nobody else.")
    }
  }
}

struct OwnLine: Encodable, Sendable {
  let person: String
  let line: OwnShown.LineShown
}
