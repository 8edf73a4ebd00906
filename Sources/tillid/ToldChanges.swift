import Events
import Markup
import Rebuild

/// What changes for one participant, in words, with names only where they may be seen.
struct ToldChanges {
  let name: String
  let handle: Handle
  let changes: [(view: String, change: Change, text: String)]
  private let language: Language

  /// By the day that they speak of; what speaks of no one day comes last.
  init(_ name: String, _ person: Comparison.Person, _ lines: LineShowing, _ common: Common) {
    (self.name, handle, language) = (name, person.handle, common.lang)
    let all = person.views.flatMap { told in told.changes.map { (view: told.view, change: $0) } }
    let sorted = all.enumerated().sorted { a, b in
      let (x, y) = (a.element.change.when?.minute ?? .max, b.element.change.when?.minute ?? .max)
      return (x, a.offset) < (y, b.offset)
    }
    changes = sorted.map { _, told in (told.view, told.change, lines(told.change.sentence(common.lang))) }
  }

  var rows: [Part] {
    changes.map { told in
      .row(
        Row(
          told.change.when.map(language.date) ?? "", told.text,
          events: told.change.event.map { [$0] } ?? []))
    }
  }
}

/// A comparison for machines.
struct ComparisonJSON: Encodable {
  struct Extent: Encodable {
    let reason: String
    let changes: Int
    let participants: Int
  }

  struct View: Encodable {
    let view: String
    let participants: Int
    let otherCode: Bool
  }

  struct Told: Encodable {
    let view: String
    let reason: String
    let when: When?
    let event: EventID?
    let text: String
  }

  struct Person: Encodable {
    let participant: Handle
    let name: String
    let changes: [Told]
  }

  let from: Int
  let to: Int
  let participants: Int
  let changed: Int
  let reasons: [Extent]
  let views: [View]
  let figures: [Told]
  let people: [Person]

  init(_ comparison: Comparison, _ told: [ToldChanges], _ language: Language) {
    (from, to) = (comparison.from, comparison.to)
    (participants, changed) = (comparison.persons, comparison.people.count)
    reasons = comparison.extents.map {
      Extent(reason: $0.reason.description, changes: $0.changes, participants: $0.people)
    }
    views = comparison.views.map {
      View(view: $0.view, participants: $0.people, otherCode: comparison.otherCode.contains($0.view))
    }
    figures = comparison.sums.flatMap { sums in
      sums.changes.map { Told(sums.view, $0, $0.sentence(language).text) }
    }
    people = told.map { one in
      Person(
        participant: one.handle, name: one.name,
        changes: one.changes.map { Told($0.view, $0.change, $0.text) })
    }
  }
}

extension ComparisonJSON.Told {
  init(_ view: String, _ change: Change, _ text: String) {
    (self.view, reason, self.text) = (view, change.reason.description, text)
    (when, event) = (change.when, change.event)
  }
}
