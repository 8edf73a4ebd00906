import Events
import Markup

/// Says in words what the brief holds, in the order of the field: called, last time, promised, urgent, under
/// way, dear, known faces, take care, and what was agreed to.
struct Wording {
  let brief: Brief
  let language: Language
  let today: Day
  let name: String
  let kinds: (Kind) -> String

  /// - Parameters:
  ///   - quote: how many words of a line are quoted.
  ///   - most: how many promises, and how many urgent things, stand each in a row of its own.
  func rows(quote: Int, most: Int) -> [BriefRow] {
    let parts = [
      called(quote), last(quote), promised(quote, most), urgent(quote, most), still(quote), underWay(quote),
      dear(quote), faces, care(quote), agreed,
    ]
    return Array(parts.joined())
  }

  private func called(_ quote: Int) -> [BriefRow] {
    guard let called = brief.called else { return [] }
    guard let door = brief.door else {
      return [row(.called, say("Kaldes", "Called"), name.words(4), [called])]
    }
    let text = "\(name.words(4)) · \(say("døren", "door")) \(date(door.when)): \(door.line.text.words(quote))"
    return [row(.called, say("Kaldes", "Called"), text, [called, door.event])]
  }

  private func last(_ quote: Int) -> [BriefRow] {
    guard let last = brief.last else { return [] }
    let by = last.by.isEmpty ? "" : say("med ", "with ") + last.by.words(2)
    let place = [date(last.when), last.at.words(3), by].filter { !$0.isEmpty }
    let line = isPromise(last.event) ? "" : ": \(last.line.text.words(quote))"
    let text = place.joined(separator: ", ") + line
    return [row(.last, say("Sidst", "Last"), text, [last.event])]
  }

  private func dear(_ quote: Int) -> [BriefRow] {
    brief.dear.suffix(2).reversed().map {
      row(.dear, say("Betyder noget", "Matters"), text($0, quote), [$0.told.event])
    }
  }

  /// Most often first; as often, the one who was met last.
  private var faces: [BriefRow] {
    let known = brief.faces.sorted { ($0.times.k, $0.event) > ($1.times.k, $1.event) }.prefix(3)
    guard !known.isEmpty else { return [] }
    let names = known.map(face).joined(separator: ", ")
    return [row(.faces, say("Kender", "Knows"), names, known.map(\.event))]
  }

  /// With the day, where it is long ago.
  private func face(_ face: Face) -> String {
    let name = face.name.words(2)
    guard today - face.last > Sorts.faceIsFresh else { return name }
    return "\(name) (\(say("sidst", "last")) \(date(When(face.last, hour: 0, minute: 0))))"
  }

  private var agreed: [BriefRow] {
    guard !brief.agreed.isEmpty else { return [] }
    let purposes = brief.agreed.map { agreed in
      switch agreed.purpose {
      case .care: say("husker", "remembering")
      case .research: say("forskning", "research")
      case .share: (say("deler med ", "sharing with ") + agreed.with).words(5)
      }
    }
    return [
      row(.agreed, say("Ja til", "Yes to"), purposes.joined(separator: ", "), brief.agreed.map(\.event))
    ]
  }
}

extension Wording {
  func say(_ danish: String, _ english: String) -> String { language.say(danish, english) }

  func row(_ weight: BriefRow.Weight, _ label: String, _ text: String, _ events: [EventID]) -> BriefRow {
    BriefRow(weight: weight, row: Row(label, text, events: events))
  }

  /// Whether the last day that is meant lies behind us.
  func isGone(_ due: When) -> Bool { due.lastDay.map { $0 < today } ?? false }

  func date(_ when: When) -> String { language.date(when, today: today) }

  /// A kind, what was said of it where that is more than its name, and when. The words of a deadline or a
  /// warning say it themselves.
  func text(_ noted: Noted, _ quote: Int) -> String {
    let kind = kinds(noted.kind)
    let words = noted.told.line.text.words(quote)
    let since = "(\(date(noted.told.when)))"
    let told =
      noted.due.map { runsOut($0, noted.kind) } ?? "(\(say("skrevet", "written")) \(date(noted.told.when)))"
    if words.isEmpty || words == kind { return "\(kind) \(since)" }
    let speaks = Sorts.pressing[noted.kind] != nil || Sorts.danger.contains(noted.kind)
    return speaks ? "\(words) \(told)" : "\(kind): \(words) \(since)"
  }

  private func runsOut(_ due: When, _ kind: Kind) -> String {
    if kind == Sorts.eviction { return "(\(say("dagen er", "the day is")) \(date(due)))" }
    return "(\(isGone(due) ? say("udløb", "ran out") : say("udløber", "runs out")) \(date(due)))"
  }

  /// Each in a row of its own, and beyond the most one row for all the others.
  func some<T>(
    _ all: [T], _ most: Int, _ label: String, _ many: String, _ event: (T) -> EventID, _ row: (T) -> Row
  ) -> [BriefRow] {
    let rows = all.prefix(most).map { BriefRow(weight: .kept, row: row($0)) }
    let rest = all.dropFirst(most)
    guard !rest.isEmpty else { return rows }
    let more = language.say("og \(rest.count) \(many) mere", "and \(rest.count) more \(many)")
    return rows + [BriefRow(weight: .kept, row: Row(label, more, events: rest.map(event)))]
  }
}
