internal import Access
internal import Events
internal import Foundation
internal import Keyring
internal import Notebook
internal import Reading
internal import Rebuild

/// To see what a change would do before it takes effect: rehearse, compare, switch, and back.
enum AdminRehearsal {
  static let routes: [Route] = [
    .get("/admin/rehearsal", .role(.admin), "Editions of the views, and what the rehearsed one would change.")
    {
      visit in
      .page(
        "rehearsal", title: visit.say("Øvelse", "Rehearsal"), told: try RehearsalShown(visit))
    }.answering(RehearsalShown.self),
    .post(
      "/admin/rehearsal", .role(.admin),
      "Builds all views beside those that are read, or goes on; `words=draft` takes the words being edited."
    ) { visit in
      try rehearse(visit)
      return .done(
        to: "/admin/rehearsal", told: Nothing(),
        note: visit.say(
          "Øvelsen er begyndt. Der læses og skrives som før imens.",
          "The rehearsal has begun. Reading and writing go on as before."))
    }.taking(
      Field("words", "`draft` takes the words being edited; else those that hold.", .choice(["draft"]))
    ).answering(Nothing.self),
    .post("/admin/rehearsal/compare", .role(.admin), "Works out what the rehearsed edition would change.") {
      visit in
      try compare(visit)
      return .done(to: "/admin/rehearsal", told: Nothing())
    }.answering(Nothing.self),
    .post(
      "/admin/rehearsal/check", .role(.admin), "Builds the views again, and says whether they are the same."
    ) {
      visit in
      try check(visit)
      return .done(to: "/admin/rehearsal", told: Nothing())
    }.answering(Nothing.self),
    .post("/admin/rehearsal/switch", .role(.admin), "Everybody reads the rehearsed edition from now on.") {
      visit in
      let switched = try visit.notebook.switchViews(visit.telling())
      return done(switched, visit)
    }.answering(SwitchedTold.self),
    .post("/admin/rehearsal/back", .role(.admin), "Everybody reads the edition before it again.") { visit in
      done(try visit.notebook.switchViewsBack(visit.telling()), visit)
    }.answering(SwitchedTold.self),
    .post("/admin/rehearsal/keep", .role(.admin), "`keep`: how many earlier editions stay on the disk.") {
      visit in
      let text = visit.form["keep"] ?? ""
      guard let keep = Int(text), (0...100).contains(keep) else { throw AdminRefusal.badNumber(text) }
      try visit.notebook.engine.keep(keep)
      return .done(
        to: "/admin/rehearsal", told: ["keep": keep],
        note: visit.say(
          "Fra nu af gemmes \(keep) tidligere udgaver.", "From now on \(keep) earlier editions are kept."))
    }.taking(.needed("keep", "How many earlier editions stay on the disk, 0 to 100.")).answering(
      [String: Int].self),
    .get(
      "/admin/rehearsal/people/{person}", .seesPerson,
      "What would be told otherwise of one participant: for who is both admin and helper."
    ) { visit in try ComparedPerson.answer(visit) }.answering(PersonCompared.self),
  ]

  /// The comparison follows by itself.
  private static func rehearse(_ visit: Visit) throws {
    var (arguments, words): ([String], [UInt8]) = (["rebuild", "--rehearse"], [])
    if visit.form["words"] == "draft" {
      words = try Draft(visit).checked().bytes
      arguments += ["--vocabulary", ChildProgram.input]
    }
    let child = visit.child(arguments, given: words)
    visit.site.works.forget(.comparison)
    try visit.begin(.rehearsal) { working in
      let told = try working.run(child)
      if visit.site.works.work(.comparison)?.state != .running { try compare(visit) }
      return told
    }
  }

  private static func compare(_ visit: Visit) throws {
    let (engine, day) = (visit.notebook.engine, visit.today)
    try visit.begin(.comparison) { working in
      let people = try engine.keyring.count().live
      let comparison = try engine.compare(
        today: day, jobs: 1, progress: working.progress(total: people))
      return Array(try JSONEncoder().encode(ComparisonTold(comparison)))
    }
  }

  /// Built by a child, and held against what is read by us, who keep that up.
  private static func check(_ visit: Visit) throws {
    let (engine, child) = (visit.notebook.engine, visit.child(["rebuild", "--check", "--leave"]))
    try visit.begin(.check) { working in
      _ = try working.run(child)
      guard let found = try engine.endCheck() else { throw AdminRefusal.erasedMeanwhile }
      return Array(
        try JSONEncoder().encode(found.map { CheckTold(view: $0.view, participants: $0.handles.count) }))
    }
  }

  private static func done(_ switched: Switched, _ visit: Visit) -> Answer {
    visit.site.works.forget(.comparison)
    visit.site.works.forget(.rehearsal)
    let words = switched.adopts ? visit.say(" Dens ord er taget i brug.", " Its words were adopted.") : ""
    let back =
      switched.canGoBack
      ? visit.say(" Fortryd med ‘Gå tilbage’ nedenfor.", " Undo it with ‘Go back’ below.")
      : visit.say(" Den før er ikke gemt.", " The one before is not kept.")
    return .done(
      to: "/admin/rehearsal",
      told: SwitchedTold(edition: switched.number, before: switched.before, adopted: switched.adopts),
      note: visit.say(
        "Udgave \(switched.number) læses nu.", "Edition \(switched.number) is read now.") + words + back)
  }
}

struct SwitchedTold: Encodable, Sendable {
  let edition: Int
  let before: Int?
  let adopted: Bool
}

/// A view that was built again and differs, and for how many: no handle goes to a page.
struct CheckTold: Codable, Sendable {
  let view: String
  let participants: Int
}
