internal import Access
internal import Events
internal import Markup
internal import Notebook
internal import Promises
internal import Rebuild

/// What we have promised one participant, and what became of it.
enum Pledges {
  static let routes: [Route] = [
    .get("/people/{person}/promises", .seesPerson, "What we have promised them, overdue first.") { visit in
      let (person, name) = try visit.look(Promises.name)
      let view = try visit.view(Promises.self, of: person)
      return .page("promises", title: name, told: PledgesShown(person, name, view, visit))
    }.answering(PledgesShown.self),
    .post("/people/{person}/promises", .seesPerson, "We promise them something.") { visit in
      let person = try visit.person()
      guard let line = visit.form["line"] else { throw WebRefusal.missing("line") }
      let due = try visit.form["due"].map { try When(ahead: $0, now: visit.now) }
      let made = try visit.notebook.promise(line, to: person.description, due: due, visit.telling())
      let by = made.due.map { visit.say(" inden ", " by ") + visit.language.date($0) } ?? ""
      visit.leave(made.event)
      let covered =
        made.masked.isEmpty ? "" : visit.say(" Et nummer blev dækket til.", " A number was masked.")
      return .done(
        to: Pledges.place(person, undo: made.event),
        told: PledgeSaved(event: made.event.description, masked: !made.masked.isEmpty),
        note: visit.say("Lovet\(by).", "Promised\(by).") + covered)
    }
    .taking(
      .needed("line", "What we promise."), Field("due", "By when, as people say it: fredag, om 14 dage.")
    )
    .answering(PledgeSaved.self),
    .post("/people/{person}/promises/{event}", .seesPerson, "What became of a promise.") { visit in
      let person = try visit.person()
      let event = try visit.event(of: person)
      guard let step = visit.form["step"].flatMap(PromiseStep.init(word:)) else {
        throw WebRefusal.missing("step")
      }
      let told = try visit.notebook.settle(event.id, step, visit.form["line"] ?? "", visit.telling())
      visit.leave(told)
      return .done(
        to: Pledges.place(person, undo: told),
        told: PledgeSaved(event: told.description, masked: false), note: step.noted(visit.language))
    }
    .taking(
      .needed("step", "What became of it.", .choice(["kept", "broken", "repaired", "released"])),
      Field("line", "How, in a line.")
    )
    .answering(PledgeSaved.self),
    .post(
      "/people/{person}/promises/{event}/undo", .seesPerson, "Takes back what was just told of a promise."
    ) {
      visit in
      let person = try visit.person()
      let event = try visit.event(of: person)
      guard let seat = visit.seat, visit.site.lastPledges.isLast(event.id, of: seat.id) else {
        throw WebRefusal.tooLateToUndo
      }
      let reason = visit.say("fortrudt", "undone")
      let undone = try visit.notebook.retract(event.id, reason: reason, visit.telling())
      visit.site.lastPledges.forget(seat.id)
      return .done(
        to: Pledges.place(person),
        told: PledgeSaved(event: undone.ids.first?.description ?? "", masked: false),
        note: visit.say("Fortrudt.", "Undone."))
    }.answering(PledgeSaved.self),
  ]

  static func place(_ person: Handle, undo: EventID? = nil) -> String {
    "/people/\(person)/promises" + (undo.map { "?undo=\($0)" } ?? "")
  }
}

extension Visit {
  /// This is what the device has told last of a promise.
  fileprivate func leave(_ event: EventID) {
    if let seat { site.lastPledges.leave(event, for: seat.id) }
  }
}

struct PledgeSaved: Encodable, Sendable {
  let event: String
  let masked: Bool
}

struct PledgesShown: Encodable, Sendable {
  let person: String
  let name: String
  let tab = Tab(.promises)
  let owed: [PledgeShown]
  let owesNothing: Bool
  let settled: [PledgeShown]
  let hasSettled: Bool
  /// What was just told and can be taken back.
  let undo: String?

  init(_ person: Handle, _ name: String, _ view: Promises, _ visit: Visit) {
    (self.person, self.name) = (person.description, name)
    let (today, language) = (visit.today, visit.language)
    owed = view.owed(today).map { PledgeShown($0, language, today) }
    settled = view.pledges.filter(\.isSettled).reversed().map { PledgeShown($0, language, today) }
    (owesNothing, hasSettled) = (owed.isEmpty, !settled.isEmpty)
    undo = visit.query["undo"].flatMap(EventID.init).flatMap { event in
      visit.seat.map { visit.site.lastPledges.isLast(event, of: $0.id) } ?? false ? event.description : nil
    }
  }
}

struct PledgeShown: Encodable, Sendable {
  let event: String
  let label: String
  let text: String
  /// Not kept so far: it can still be made up for.
  let isBroken: Bool

  init(_ pledge: Pledge, _ language: Language, _ today: Day) {
    let row = pledge.row(language, today)
    event = pledge.told.event.description
    (label, text, isBroken) = (row.label, row.text, pledge.fate == .broken)
  }
}

extension PromiseStep {
  fileprivate init?(word: String) {
    switch word {
    case "kept": self = .kept
    case "broken": self = .broken
    case "repaired": self = .repaired
    case "released": self = .released
    default: return nil
    }
  }

  fileprivate func noted(_ language: Language) -> String {
    switch self {
    case .kept: language.say("Holdt. Godt.", "Kept. Good.")
    case .broken:
      language.say(
        "Ikke holdt. Det står her, til det er rettet op.", "Not kept. It stands here until made up for.")
    case .repaired: language.say("Rettet op.", "Made up for.")
    case .released: language.say("Ikke nødvendigt mere.", "Not needed any more.")
    }
  }
}
