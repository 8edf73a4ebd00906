internal import Consent
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Matters
internal import Names
internal import Notebook
internal import Promises
internal import Readers
internal import Rebuild
internal import Timeline
internal import Trust

/// Taking it home, and being forgotten.
enum OwnLeaving {
  static let routes: [Route] = [
    .get("/people/{person}/own/take-away", .seesPerson, "All of it as a file that programs can read.") {
      visit in
      let (person, name) = try visit.turned()
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let bytes = Array(try encoder.encode(try TakenAway(person, name, visit)))
      return .bytes(
        bytes, type: "application/json; charset=utf-8",
        headers: [
          (.contentDisposition, "attachment; filename=\"tillid-\(visit.today).json\""),
          (.cacheControl, "no-store"),
        ])
    }.answering(TakenAway.self),
    .get("/people/{person}/own/erase", .seesPerson, "Asks once more before all is erased.") { visit in
      let person = try visit.person()
      return .page(
        "own_erase", title: visit.say("Slet alt", "Erase all"), told: Erasing(person: person.description))
    }.answering(Erasing.self).forPeople,
    .post("/people/{person}/own/erase", .seesPerson, "Erases all of it, for good.") { visit in
      let person = try visit.person()
      let erased = try visit.notebook.erase(person.description, visit.telling())
      return .done(
        to: "/", told: Gone(event: erased.event.description, receipt: erased.receipt?.description),
        note: visit.say(
          "Alt er slettet. Ingen kan få det frem igen.", "All is erased. Nobody can bring it back."))
    }.answering(Gone.self),
  ]
}

struct Erasing: Encodable, Sendable { let person: String }

struct Gone: Encodable, Sendable {
  let event: String
  /// The event that says that the keys are destroyed.
  let receipt: String?
}

/// All that is told of somebody, in the words in which it was told: for them to keep, or to give to others.
struct TakenAway: Encodable, Sendable {
  let made: String
  let called: [String]
  let yes: [OwnShown.YesShown]
  let lines: [Taken]
  let firstTimes: [Taken]
  let promises: [String]
  let matters: [Taken]
  let readers: [Reader]
  let releases: [String]

  /// Something told: when, where and by whom, as far as it was said.
  struct Taken: Encodable, Sendable {
    let when: String
    let at: String?
    let by: String?
    let text: String
  }

  struct Reader: Encodable, Sendable {
    let when: String
    let by: String
    let what: String
    let why: String
  }

  init(_ person: Handle, _ name: String, _ visit: Visit) throws {
    let (engine, language) = (visit.notebook.engine, visit.language)
    let own = try OwnShown(person, name, visit)
    let (shown, naming) = (try visit.ownLines(person, name), try visit.site.naming(language))
    made = visit.today.description
    called = try engine.view(Names.self, of: person)?.all ?? []
    (yes, promises, releases) = (own.yes, own.promises, own.releases)
    var timeline = try engine.view(Timeline.self, of: person) ?? Timeline()
    timeline.name(shown)
    lines = timeline.happenings.map { Taken($0.told, $0.said(language)) }
    var trust = try engine.view(Trust.self, of: person) ?? Trust()
    trust.name(shown)
    let path = trust.path(language, today: visit.today, naming: naming)
    firstTimes = (path?.firsts ?? []).map { one in
      Taken(one.first.told, [one.step, one.said].filter { !$0.isEmpty }.joined(separator: ": "))
    }
    var matters = try engine.view(Matters.self, of: person) ?? Matters()
    matters.name(shown)
    self.matters = matters.matters.map { Taken($0.last, "\(language.name($0.topic)): \($0.last.line.text)") }
    readers = (try engine.view(Readers.self, of: person) ?? Readers()).looks.map {
      Reader(when: $0.when.description, by: $0.by, what: $0.view, why: $0.purpose)
    }
  }
}

extension TakenAway.Taken {
  init(_ told: Told, _ text: String) {
    (when, self.text) = (told.when.description, text)
    at = told.at.isEmpty ? nil : told.at
    by = told.by.isEmpty ? nil : told.by
  }
}
