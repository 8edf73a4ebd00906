internal import Access
internal import Events
internal import Foundation
internal import Glibc
internal import HTTPTypes
internal import Journal
internal import Keyring
internal import Notebook
internal import Rebuild

/// The admin's pages: how views, words, keys and copies stand, and what can be done with them. None of them holds a
/// name, a line, or a word of a story.
enum Admin {
  static let routes: [Route] =
    first + AdminRehearsal.routes + AdminVocabulary.routes + AdminKeeping.routes + AdminMachines.routes
    + AdminResearch.routes

  private static let first: [Route] = [
    .get("/admin", .role(.admin), "How the views stand, what runs, and what to do next.") { visit in
      let told = try AdminShown(visit)
      return .page("admin", title: visit.say("Administration", "Administration"), told: told)
    }.answering(AdminShown.self),
    .get("/admin/works", .role(.admin), "Long works: which run, how far they are, what came of them.") {
      visit in
      .page(
        "works", title: visit.say("Arbejder", "Works"),
        told: WorksShown(works: visit.works, isFollowed: visit.isAnyRunning))
    }.answering(WorksShown.self),
    .post("/admin/works/{work}/stop", .role(.admin), "Ends a work; a rehearsal pauses, and can go on.") {
      visit in
      guard let kind = visit.places["work"].flatMap(WorkKind.init) else { throw WebRefusal.noSuchPage }
      try visit.site.works.stop(kind)
      return .done(
        to: kind == .rehearsal ? "/admin/rehearsal" : "/admin/works", told: Nothing(),
        note: kind == .rehearsal
          ? visit.say(
            "Øvelsen holder pause. Det byggede er gemt, og den kan gå videre.",
            "The rehearsal pauses. What was built is kept, and it can go on.")
          : visit.say("Stoppet.", "Stopped."))
    }.answering(Nothing.self),
  ]
}

struct WorksShown: Encodable, Sendable {
  let works: [WorkShown]
  let isFollowed: Bool
}

extension Visit {
  var works: [WorkShown] { site.works.all.map { WorkShown($0, language) } }
  var isAnyRunning: Bool { site.works.all.contains { $0.state == .running } }

  /// One of them as pages show it.
  func work(_ kind: WorkKind) -> WorkShown? { site.works.work(kind).map { WorkShown($0, language) } }

  /// Runs a command of this program beside us.
  func child(_ arguments: [String], given: [UInt8] = []) -> ChildProgram {
    ChildProgram(
      program: site.settings.program,
      arguments: arguments + ["--data", site.settings.data, "--json", "--lang", language.rawValue],
      given: given)
  }

  func begin(_ kind: WorkKind, _ run: @escaping @Sendable (Working) throws -> [UInt8]) throws {
    try site.works.begin(kind, by: by, at: now.moment, run)
  }

  /// What came of a work, as it was told.
  func came<Told: Decodable>(of kind: WorkKind, as type: Told.Type) throws -> Told? {
    guard let work = site.works.work(kind), work.state == .done, !work.told.isEmpty else { return nil }
    return try JSONDecoder().decode(type, from: Data(work.told))
  }
}

/// The first page: all of it at a glance.
struct AdminShown: Encodable, Sendable {
  struct View: Encodable, Sendable {
    let view: String
    let title: String
    let count: String
    let size: String
    let isStale: Bool
    let asides: Int
    let hasAsides: Bool
  }

  struct Size: Encodable, Sendable {
    let what: String
    let size: String
  }

  let edition: Int?
  let events: String
  let behind: String
  let isBehind: Bool
  let isStale: Bool
  let next: String
  let nextPlace: String?
  let views: [View]
  let asides: [String]
  let hasAsides: Bool
  let sizes: [Size]
  let works: [WorkShown]
  let hasWorks: Bool
  let isFollowed: Bool

  init(_ visit: Visit) throws {
    let (engine, language) = (visit.notebook.engine, visit.language)
    let status = try engine.status()
    let late = status.map(\.behind).max() ?? 0
    edition = engine.generationNumber
    events = language.number(Int(try engine.journal.end))
    (behind, isBehind) = (language.number(late), late > 0)
    isStale = status.contains(where: \.isStale)
    views = status.map { view in
      View(
        view: view.view, title: language.viewTitle(view.view), count: language.number(view.count),
        size: language.megabytes(view.bytes), isStale: view.isStale, asides: view.asides.count,
        hasAsides: !view.asides.isEmpty)
    }
    asides = status.flatMap { view in
      view.asides.map { "\(language.viewTitle(view.view)): \(Aside.said($0, language))" }
    }
    hasAsides = !asides.isEmpty
    sizes = Self.sizes(visit.site.settings.data, language)
    works = visit.works
    (hasWorks, isFollowed) = (!works.isEmpty, visit.isAnyRunning)
    (next, nextPlace) = try NextStep(visit, isStale: isStale, hasAsides: hasAsides).said(language)
  }

  private static func sizes(_ data: String, _ language: Language) -> [Size] {
    let parts = [
      ("log", language.say("Loggen", "The log")), ("keys", language.say("Nøglerne", "The keys")),
      ("views", language.say("Visningerne, alle udgaver", "The views, all editions")),
    ]
    return parts.map { Size(what: $1, size: language.megabytes(diskBytes(of: "\(data)/\($0)"))) }
  }

  /// What the files of a folder take on the disk. A file that is just being replaced weighs nothing.
  private static func diskBytes(of folder: String) -> Int {
    let files = FileManager.default.enumerator(atPath: folder)
    var sum = 0
    while let name = files?.nextObject() as? String {
      var found = stat()
      if stat("\(folder)/\(name)", &found) == 0 { sum += Int(found.st_blocks) * 512 }
    }
    return sum
  }
}

/// What is to be done next, if anything: in one sentence, and where.
enum NextStep {
  case wait(WorkKind)
  case goOn, look, rehearse, mend, nothing

  init(_ visit: Visit, isStale: Bool, hasAsides: Bool) throws {
    let roles = try visit.notebook.engine.generations().map(\.role)
    if let running = visit.site.works.all.first(where: { $0.state == .running }) {
      self = .wait(running.kind)
    } else if roles.contains(.paused) {
      self = .goOn
    } else if roles.contains(.rehearsed) {
      self = .look
    } else if isStale {
      self = .rehearse
    } else {
      self = hasAsides ? .mend : .nothing
    }
  }

  func said(_ language: Language) -> (String, place: String?) {
    switch self {
    case .wait(let kind):
      (
        language.say("\(kind.title(.danish)) er i gang.", "\(kind.title(.english)) is under way."),
        "/admin/works"
      )
    case .goOn:
      (
        language.say(
          "En øvelse holder pause: lad den gå videre.", "A rehearsal is paused: let it go on."),
        "/admin/rehearsal"
      )
    case .look:
      (
        language.say(
          "En øvet udgave ligger klar: se, hvad den ville ændre, og tag den i brug eller lad være.",
          "A rehearsed edition lies ready: see what it would change, and switch to it or leave it."),
        "/admin/rehearsal"
      )
    case .rehearse:
      (
        language.say(
          "Et nyt ordforråd er taget i brug, og visningerne er lavet med det gamle: øv dem med det nye.",
          "A new vocabulary was adopted, and the views were made by the old one: rehearse them by the new."),
        "/admin/rehearsal"
      )
    case .mend:
      (
        language.say(
          "Nogle visninger står stille; nedenfor står ved hvilken hændelse og hvorfor.",
          "Some views stand still; below it says at which event, and why."), "#asides"
      )
    case .nothing:
      (language.say("Alt er, som det skal være.", "All is as it should be."), nil)
    }
  }
}

extension Language {
  /// What a view is called.
  func viewTitle(_ view: String) -> String {
    switch view {
    case "brief": say("Briefen", "The brief")
    case "consent": say("Samtykke", "Consent")
    case "helpers": say("Hjælpere", "Helpers")
    case "reliability": say("Vores ord", "Our word")
    case "faces": say("Ansigter", "Faces")
    case "matters": say("Sager", "Matters")
    case "names": say("Navne", "Names")
    case "promises": say("Løfter", "Promises")
    case "reach": say("Rækkevidde", "Reach")
    case "readers": say("Læsere", "Readers")
    case "stops": say("Stop", "Stops")
    case "timeline": say("Tidslinjen", "The timeline")
    case "trust": say("Tilliden", "The trust")
    case "words": say("Ordene", "The words")
    default: view
    }
  }
}
