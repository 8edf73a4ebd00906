internal import Events
internal import Rebuild

/// A comparison by counts and reasons. Of a person it holds the handle and how much changes, and no word.
struct ComparisonTold: Codable, Sendable {
  struct Extent: Codable, Sendable {
    let reason: Change.Reason.RawValue
    let changes: Int
    let people: Int
  }

  struct View: Codable, Sendable {
    let view: String
    let people: Int
  }

  struct Count: Codable, Sendable {
    let view: String
    let reason: Change.Reason.RawValue
    let changes: Int
  }

  struct Person: Codable, Sendable {
    let handle: String
    let counts: [Count]
  }

  struct Figure: Codable, Sendable {
    let view: String
    let danish: String
    let english: String
  }

  let from: Int
  let to: Int
  let persons: Int
  let changed: Int
  let otherCode: [String]
  let extents: [Extent]
  let views: [View]
  let figures: [Figure]
  let people: [Person]

  /// Of more persons the page would be long; all are in the counts.
  private static let mostPeople = 500
  private static let mostFigures = 12

  init(_ comparison: Comparison) {
    (from, to, persons) = (comparison.from, comparison.to, comparison.persons)
    (changed, otherCode) = (comparison.people.count, comparison.otherCode)
    extents = comparison.extents.map {
      Extent(reason: $0.reason.rawValue, changes: $0.changes, people: $0.people)
    }
    views = comparison.views.map { View(view: $0.view, people: $0.people) }
    figures = comparison.sums.flatMap { sums in
      sums.changes.map { change in
        Figure(
          view: sums.view, danish: change.sentence(.danish).text, english: change.sentence(.english).text)
      }
    }.prefix(Self.mostFigures).map(\.self)
    people = comparison.examples(Self.mostPeople).map(Person.init)
  }
}

extension ComparisonTold.Person {
  init(_ person: Comparison.Person) {
    handle = person.handle.description
    counts = person.views.flatMap { view in
      let byReason = Dictionary(grouping: view.changes, by: \.reason)
      return Change.Reason.allCases.compactMap { reason in
        byReason[reason].map {
          ComparisonTold.Count(view: view.view, reason: reason.rawValue, changes: $0.count)
        }
      }
    }
  }
}

extension Language {
  /// Why something is told otherwise, by the code of the reason.
  func reason(_ code: Change.Reason.RawValue) -> String {
    Change.Reason(rawValue: code).map(name) ?? "\(code)"
  }
}
