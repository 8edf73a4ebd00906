internal import Access
internal import Events
internal import Foundation
internal import Notebook
internal import Rebuild

/// Editions, what runs, and what the rehearsed one would change.
struct RehearsalShown: Encodable, Sendable {
  struct Edition: Encodable, Sendable {
    let edition: Int
    let state: String
    let size: String
    let hasOtherWords: Bool
  }

  struct Checked: Encodable, Sendable {
    let isSame: Bool
    let views: [String]
  }

  let editions: [Edition]
  let rehearsal: WorkShown?
  let comparison: WorkShown?
  let check: WorkShown?
  let checked: Checked?
  let isFollowed: Bool
  let canRehearse: Bool
  let isPaused: Bool
  let pausedHasOtherWords: Bool
  let canSwitch: Bool
  let adoptsWords: Bool
  let canGoBack: Bool
  let hasDraft: Bool
  let keeps: Int
  let compared: ComparedShown?

  init(_ visit: Visit) throws {
    let (language, all) = (visit.language, try visit.notebook.engine.generations())
    editions = all.map { edition in
      Edition(
        edition: edition.number, state: language.role(edition.role), size: language.megabytes(edition.bytes),
        hasOtherWords: !edition.isAdopted)
    }
    (rehearsal, comparison) = (visit.work(.rehearsal), visit.work(.comparison))
    check = visit.work(.check)
    checked = try visit.came(of: .check, as: [CheckTold].self).map { found in
      Checked(
        isSame: found.isEmpty, views: found.map { "\(language.viewTitle($0.view)): \($0.participants)" })
    }
    isFollowed = [rehearsal, comparison, check].contains { $0?.isRunning ?? false }
    let isBuilding = all.contains { $0.role == .building }
    canRehearse = !isBuilding && !(rehearsal?.isRunning ?? false) && !(check?.isRunning ?? false)
    let paused = all.first { $0.role == .paused }
    isPaused = paused != nil && canRehearse
    pausedHasOtherWords = paused.map { !$0.isAdopted } ?? false
    let ready = all.first { $0.role == .rehearsed }
    (canSwitch, adoptsWords) = (ready != nil && canRehearse, ready.map { !$0.isAdopted } ?? false)
    keeps = try visit.notebook.engine.keeps()
    canGoBack = all.contains { $0.role == .kept }
    hasDraft = try Draft(visit).isThere
    compared = try visit.came(of: .comparison, as: ComparisonTold.self).flatMap { comparison in
      guard comparison.to == ready?.number else { return nil }
      return try ComparedShown(comparison, visit)
    }
  }
}

/// A comparison in words: of persons only how much, and whoever may read on finds the way there.
struct ComparedShown: Encodable, Sendable {
  struct Counted: Encodable, Sendable {
    let what: String
    let count: String
  }

  struct Example: Encodable, Sendable {
    let counts: [Counted]
  }

  struct Seen: Encodable, Sendable {
    let person: String
    let name: String
    let changes: Int
  }

  let title: String
  let editions: String
  let newCode: [String]
  let hasNewCode: Bool
  let hasChanges: Bool
  let reasons: [Counted]
  let views: [Counted]
  let figures: [String]
  let hasFigures: Bool
  let examples: [Example]
  let hasExamples: Bool
  /// Those whom a helper may see; empty for whoever is an admin alone.
  let seen: [Seen]
  let hasSeen: Bool

  private static let mostExamples = 3
  private static let mostSeen = 40

  init(_ told: ComparisonTold, _ visit: Visit) throws {
    let language = visit.language
    let (changed, all) = (language.number(told.changed), language.people(told.persons))
    title =
      told.changed == 0
      ? language.say("Intet ændres for nogen af \(all).", "Nothing changes for any of \(all).")
      : language.say("\(changed) af \(all) ændres.", "\(changed) of \(all) change.")
    editions = language.say(
      "Udgave \(told.to) holdt op mod udgave \(told.from).",
      "Edition \(told.to) held against edition \(told.from).")
    newCode = told.otherCode.map(language.viewTitle)
    hasNewCode = !newCode.isEmpty
    hasChanges = told.changed > 0
    reasons = told.extents.map { extent in
      let count = language.number(extent.changes)
      return Counted(
        what: language.reason(extent.reason),
        count: language.say(
          "\(count) hos \(language.people(extent.people))", "\(count) for \(language.people(extent.people))"))
    }
    views = told.views.map { Counted(what: language.viewTitle($0.view), count: language.people($0.people)) }
    figures = told.figures.map { language.viewTitle($0.view) + ": " + language.say($0.danish, $0.english) }
    hasFigures = !figures.isEmpty
    examples = told.people.prefix(Self.mostExamples).map { person in
      Example(
        counts: person.counts.map { count in
          Counted(
            what: "\(language.viewTitle(count.view)): \(language.reason(count.reason))",
            count: language.number(count.changes))
        })
    }
    hasExamples = !examples.isEmpty
    seen = try Self.seen(told, visit)
    hasSeen = !seen.isEmpty
  }

  private static func seen(_ told: ComparisonTold, _ visit: Visit) throws -> [Seen] {
    guard visit.seat?.roles.contains(.helper) ?? false else { return [] }
    var seen: [Seen] = []
    for person in told.people where seen.count < mostSeen {
      guard let handle = Handle(person.handle), try visit.notebook.standing(of: handle).allows(.care),
        try visit.sees(handle), case let name = try visit.notebook.name(of: handle), !name.isEmpty
      else { continue }
      seen.append(
        Seen(person: person.handle, name: name, changes: person.counts.reduce(0) { $0 + $1.changes }))
    }
    return seen.sorted { $0.name < $1.name }
  }
}

extension Language {
  func people(_ count: Int) -> String {
    number(count) + say(count == 1 ? " menneske" : " mennesker", count == 1 ? " person" : " people")
  }

  fileprivate func role(_ role: GenerationStatus.Role) -> String {
    switch role {
    case .served: say("læses nu", "is read now")
    case .rehearsed: say("er øvet og ligger klar", "is rehearsed and lies ready")
    case .building: say("bliver bygget nu", "is being built now")
    case .paused: say("holder pause", "is paused")
    case .kept: say("er gemt, så der kan gås tilbage", "is kept, to go back to")
    }
  }
}
