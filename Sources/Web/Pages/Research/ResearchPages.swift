internal import Access
internal import Events
internal import Formats
internal import Foundation
internal import HTTPTypes
internal import Markup
internal import Releases
internal import Replay

/// What a researcher was given: the guarantee in plain words, the files, and the replay as a moving picture.
enum ResearchPages {
  static let routes: [Route] = [
    .get("/research", .role(.researcher), "The releases that you were given.") { visit in
      let mine = try HandedRelease.all(visit).filter { $0.isFor(visit.seat) }
      return .page(
        "releases", title: visit.say("Udgivelser", "Releases"), told: ReleasesShown(mine, visit.language))
    }.answering(ReleasesShown.self),
    .get(
      "/research/{release}", .role(.researcher), "One release: what is promised, what was measured, files."
    ) {
      visit in
      let told = try ReleaseShown(try visit.release(), visit)
      return .page("release", title: told.title, told: told)
    }.answering(ReleaseShown.self),
    .get("/research/{release}/frames", .role(.researcher), "The replay as frames: who has had which first.") {
      visit in
      let picture = try Pictures.moving(try visit.release())
      return .bytes(Array(picture.json.utf8), type: "application/json; charset=utf-8")
    }.forPeople,
    .get("/research/{release}/file", .role(.researcher), "`path`: a file of the release.") { visit in
      try file(visit)
    }.taking(.needed("path", "As the manifest names it.")).forPeople,
  ]

  /// Only what the manifest names, and the manifest itself.
  private static func file(_ visit: Visit) throws -> Answer {
    let release = try visit.release()
    guard let asked = visit.query["path"] else { throw WebRefusal.missing("path") }
    let named = release.told.resources.map(\.path) + ["datapackage.json", "schema.json", "READ-ME.md"]
    guard named.contains(asked),
      let bytes = FileManager.default.contents(atPath: "\(release.folder.path)/\(asked)")
    else { throw WebRefusal.noSuchPage }
    let name = asked.replacing("/", with: "-").replacing("=", with: "-")
    return .bytes(
      Array(bytes), type: "application/octet-stream",
      headers: [
        (.contentDisposition, "attachment; filename=\"\(name)\""), (.cacheControl, "no-store"),
      ])
  }
}

struct ReleasesShown: Encodable, Sendable {
  struct Line: Encodable, Sendable {
    let release: String
    let title: String
    let about: String
    let status: String
  }

  let releases: [Line]
  let isEmpty: Bool

  init(_ releases: [HandedRelease], _ language: Language) {
    self.releases = releases.map { release in
      let people = language.say(release.told.privacy.participants)
      return Line(
        release: release.told.id, title: release.told.title,
        about: "\(release.told.created.prefix(10)) · \(people) \(language.say("deltagere", "participants"))",
        status: language.say(release.told.privacy.legalStatus))
    }
    isEmpty = releases.isEmpty
  }
}

/// One release as its reader sees it.
struct ReleaseShown: Encodable, Sendable {
  struct File: Encodable, Sendable {
    let path: String
    let about: String
  }

  struct Measured: Encodable, Sendable {
    let sentence: String
    let holds: Bool
  }

  let release: String
  let title: String
  let question: String
  let status: String
  let promise: String
  let participants: String
  let consent: String
  let limits: [String]
  let measured: [Measured]
  let files: [File]
  /// Nil where a release has no streams.
  let still: String?

  init(_ release: HandedRelease, _ visit: Visit) throws {
    let (language, told) = (visit.language, release.told)
    let privacy = told.privacy
    (self.release, title, question) = (told.id, told.title, told.description)
    status = language.say(privacy.legalStatus)
    promise = language.promise(privacy)
    participants = language.say(privacy.participants)
    consent = language.say(privacy.consent)
    limits = privacy.limits.map(language.say)
    measured = privacy.figures.map {
      Measured(sentence: language.say($0.danish, $0.english), holds: $0.holds)
    }
    files = told.resources.map { file in
      let events = file.events.map { language.events($0) + " · " } ?? ""
      return File(path: file.path, about: events + language.megabytes(file.bytes))
    }
    still = try Pictures.still(release, language)
  }
}

/// Pictures of a release, made when they are looked at.
enum Pictures {
  static func moving(_ release: HandedRelease) throws -> MovingPicture {
    var terms = FigureTerms()
    terms.least = release.told.privacy.guarantee.people
    return try MovingPicture(of: try EventTable(reading: release.folder), terms)
  }

  static func still(_ release: HandedRelease, _ language: Language) throws -> String? {
    let streams = release.told.resources.contains { $0.path.hasPrefix("events/") }
    guard streams else { return nil }
    return try moving(release).still(language).svg("firsts", 0)
  }
}

extension Language {
  func say(_ words: ManifestTold.Words) -> String { say(words.da, words.en) }

  fileprivate func promise(_ privacy: ManifestTold.Privacy) -> String {
    let (length, people) = (privacy.guarantee.length, privacy.guarantee.people)
    let percent = Int((privacy.guarantee.confidence * 100).rounded())
    switch privacy.tier {
    case Tier.b.rawValue:
      return say(
        "Den, der kender op til \(length) hændelser om én, finder mindst \(people) deltagere, der passer, eller ingen; og af dem deler højst \(percent) % noget følsomt, der ikke var kendt. Det er talt efter for hver eneste kombination, af to programmer.",
        "Whoever knows up to \(length) events of somebody finds at least \(people) participants who fit, or none; and of these at most \(percent) % share anything sensitive that was not known. It was counted for every single combination, by two programs."
      )
    case Tier.a.rawValue:
      return say(
        "Ingen garanti imod den, der kender nogen: læs den kun i det lukkede miljø.",
        "No guarantee against whoever knows somebody: read it in the closed environment only.")
    default:
      return say(
        "Om en enkelt var med eller ej, ændrer næsten intet i tallene: støjen er trukket én gang og kan ikke regnes ud.",
        "Whether any one person took part changes the counts hardly at all: the noise was drawn once and cannot be worked out."
      )
    }
  }
}
