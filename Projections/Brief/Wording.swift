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
    var rows = called(quote) + last(quote) + promised(quote, most) + urgent(quote, most)
    rows += underWay(quote) + dear(quote) + faces + care(quote) + agreed
    return rows
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
    let text = "\(place.joined(separator: ", ")): \(last.line.text.words(quote))"
    return [row(.last, say("Sidst", "Last"), text, [last.event])]
  }

  private func promised(_ quote: Int, _ most: Int) -> [BriefRow] {
    let pledges = brief.pledges.enumerated().sorted { a, b in
      let (x, y) = (order(a.element), order(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
    return some(pledges, most, say("Lovet", "Promised"), say("løfter", "promises"), \.told.event) { pledge in
      Row(label(pledge), text(pledge, quote), events: [pledge.told.event])
    }
  }

  /// Overdue, then broken, then by the day when it is due, then without a day.
  private func order(_ pledge: Pledge) -> (Int, Day) {
    let day = pledge.due?.day ?? Day(number: .max)
    if isOverdue(pledge) { return (0, day) }
    return (pledge.isBroken ? 1 : 2, day)
  }

  private func isOverdue(_ pledge: Pledge) -> Bool { pledge.due.map(isGone) ?? false }

  /// Whether the last day that is meant lies behind us.
  private func isGone(_ due: When) -> Bool { due.lastDay.map { $0 < today } ?? false }

  private func label(_ pledge: Pledge) -> String {
    if isOverdue(pledge) { return say("Lovet (over tiden)", "Promised (overdue)") }
    return pledge.isBroken ? say("Ikke holdt", "Not kept") : say("Lovet", "Promised")
  }

  private func text(_ pledge: Pledge, _ quote: Int) -> String {
    let line = pledge.told.line.text.words(quote)
    guard let due = pledge.due else { return "\(line) (\(date(pledge.told.when)))" }
    return "\(line) (\(say("inden", "by")) \(date(due)))"
  }

  private func urgent(_ quote: Int, _ most: Int) -> [BriefRow] {
    let pressing = brief.open.filter { isPressing($0) }
    return some(pressing, most, say("Haster", "Urgent"), say("ting", "things"), \.told.event) { noted in
      Row(say("Haster", "Urgent"), text(noted, quote), events: [noted.told.event])
    }
  }

  private func isPressing(_ noted: Noted) -> Bool {
    let since = (today - noted.told.day).count
    if let due = noted.due { return due.lastDay.map { (today - $0).count <= Sorts.goneLasts } ?? true }
    if let days = Sorts.pressing[noted.kind] { return since <= days }
    return noted.mode == .arranged && Sorts.appointments.contains(noted.kind)
      && since <= Sorts.appointmentPresses
  }

  private func underWay(_ quote: Int) -> [BriefRow] {
    let open = brief.open.filter { !isPressing($0) && Sorts.pressing[$0.kind] == nil }.suffix(4).reversed()
    return open.map { row(.underWay, say("I gang", "Under way"), text($0, quote), [$0.told.event]) }
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
    let names = known.map { $0.name.words(2) }.joined(separator: ", ")
    return [row(.faces, say("Kender", "Knows"), names, known.map(\.event))]
  }

  private func care(_ quote: Int) -> [BriefRow] {
    unasked(quote) + limits(quote)
  }

  private func unasked(_ quote: Int) -> [BriefRow] {
    brief.unasked.suffix(4).reversed().map {
      row(
        .care, say("Spørg ikke om", "Do not ask about"), "“\($0.line.text.words(quote))” (\(date($0.when)))",
        [$0.event])
    }
  }

  private func limits(_ quote: Int) -> [BriefRow] {
    brief.limits.suffix(4).reversed().compactMap { noted in
      if Sorts.danger.contains(noted.kind) {
        guard (today - noted.told.day).count <= Sorts.dangerLasts else { return nil }
        return row(.care, say("Pas på", "Take care"), text(noted, quote), [noted.told.event])
      }
      let label =
        Sorts.silence.contains(noted.kind)
        ? say("Pas på", "Take care") : say("Spørg ikke om", "Do not ask about")
      return row(.care, label, "\(kinds(noted.kind)) (\(date(noted.told.when)))", [noted.told.event])
    }
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
  private func say(_ danish: String, _ english: String) -> String { language.say(danish, english) }

  private func row(_ weight: BriefRow.Weight, _ label: String, _ text: String, _ events: [EventID])
    -> BriefRow
  {
    BriefRow(weight: weight, row: Row(label, text, events: events))
  }

  /// A kind, what was said of it where that is more than its name, and when. The words of a deadline or a
  /// warning say it themselves.
  private func text(_ noted: Noted, _ quote: Int) -> String {
    let kind = kinds(noted.kind)
    let words = noted.told.line.text.words(quote)
    let since = "(\(date(noted.told.when)))"
    let told = noted.due.map(runsOut) ?? "(\(say("skrevet", "written")) \(date(noted.told.when)))"
    if words.isEmpty || words == kind { return "\(kind) \(since)" }
    let speaks = Sorts.pressing[noted.kind] != nil || Sorts.danger.contains(noted.kind)
    return speaks ? "\(words) \(told)" : "\(kind): \(words) \(since)"
  }

  private func runsOut(_ due: When) -> String {
    "(\(isGone(due) ? say("udløb", "ran out") : say("udløber", "runs out")) \(date(due)))"
  }

  /// Each in a row of its own, and beyond the most one row for all the others.
  private func some<T>(
    _ all: [T], _ most: Int, _ label: String, _ many: String, _ event: (T) -> EventID, _ row: (T) -> Row
  ) -> [BriefRow] {
    let rows = all.prefix(most).map { BriefRow(weight: .kept, row: row($0)) }
    let rest = all.dropFirst(most)
    guard !rest.isEmpty else { return rows }
    let more = language.say("og \(rest.count) \(many) mere", "and \(rest.count) more \(many)")
    return rows + [BriefRow(weight: .kept, row: Row(label, more, events: rest.map(event)))]
  }

  /// Without the year where it is this one.
  private func date(_ when: When) -> String {
    let date = language.date(when)
    let year = " \(today.civil.year)"
    return !when.isVaguerThanDay && date.hasSuffix(year) ? String(date.dropLast(year.count)) : date
  }
}
