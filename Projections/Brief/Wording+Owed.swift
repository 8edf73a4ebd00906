import Events
import Markup

/// What we have promised, what presses, what lies still and what is under way.
extension Wording {
  func promised(_ quote: Int, _ most: Int) -> [BriefRow] {
    let pledges = brief.pledges.filter(\.isMade).enumerated().sorted { a, b in
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
    if pledge.isOverdue(today) { return (0, day) }
    return (pledge.fate == .broken ? 1 : 2, day)
  }

  private func label(_ pledge: Pledge) -> String {
    if pledge.isOverdue(today) { return say("Lovet (over tiden)", "Promised (overdue)") }
    return pledge.fate == .broken ? say("Ikke holdt", "Not kept") : say("Lovet", "Promised")
  }

  private func text(_ pledge: Pledge, _ quote: Int) -> String {
    let line = pledge.told.line.text.words(quote)
    guard let due = pledge.due else { return "\(line) (\(date(pledge.told.when)))" }
    return "\(line) (\(say("inden", "by")) \(date(due)))"
  }

  /// Deadlines, evictions, and appointments that were made lately.
  func urgent(_ quote: Int, _ most: Int) -> [BriefRow] {
    let noted = brief.open.filter { isPressing($0) }.map {
      Row(say("Haster", "Urgent"), text($0, quote), events: [$0.told.event])
    }
    let matters = brief.matters.filter { isPressing($0) && !isTold($0) }.map {
      Row(say("Haster", "Urgent"), text($0, quote), events: [$0.last.event])
    }
    return some(
      noted + matters, most, say("Haster", "Urgent"), say("ting", "things"), { $0.events[0] }
    ) { $0 }
  }

  private func isPressing(_ noted: Noted) -> Bool {
    let since = (today - noted.told.day).count
    if let due = noted.due { return due.lastDay.map { (today - $0).count <= Sorts.goneLasts } ?? true }
    return Sorts.pressing[noted.kind].map { since <= $0 } ?? false
  }

  private func isPressing(_ matter: Matter) -> Bool {
    matter.steps.last?.mode == .arranged && today - matter.last.day <= Sorts.appointmentPresses
  }

  /// Matters that nobody has moved for long, the longest first.
  func still(_ quote: Int) -> [BriefRow] {
    let still = brief.matters.filter { $0.isInLimbo(today) && !isTold($0) }
      .sorted { $1.still(today) < $0.still(today) }
    return still.prefix(3).map { matter in
      let days = matter.still(today).count
      let since = say("\(days) dage, \(whose(matter))", "\(days) days, \(whose(matter))")
      let text = "\(text(matter, quote)) · \(since)"
      return row(.still, say("Ligger stille", "Not moving"), text, [matter.last.event])
    }
  }

  private func whose(_ matter: Matter) -> String {
    matter.mover(today) == .us ? say("hos os", "with us") : say("hos dem", "with them")
  }

  /// Matters that move, and what else was arranged lately.
  func underWay(_ quote: Int) -> [BriefRow] {
    let matters = brief.matters.filter { matter in
      !isPressing(matter) && !matter.isInLimbo(today) && !isTold(matter)
        && matter.steps.last?.mode != .declined
    }.map { (when: $0.last.when, text: text($0, quote), event: $0.last.event) }
    let others = brief.open.filter {
      Sorts.pressing[$0.kind] == nil && (today - $0.told.day).count <= Sorts.arrangedLasts
        && !isPromise($0.told.event)
    }.map { (when: $0.told.when, text: text($0, quote), event: $0.told.event) }
    var told: Set<EventID> = []
    let rows = (matters + others).sorted { ($1.when.minute, $1.event) < ($0.when.minute, $0.event) }
      .filter { told.insert($0.event).inserted }
    return rows.prefix(4).map { row(.underWay, say("I gang", "Under way"), $0.text, [$0.event]) }
  }

  /// Whether the event of its last step is told as a promise or as pressing already.
  private func isTold(_ matter: Matter) -> Bool {
    let event = matter.last.event
    return isPromise(event)
      || brief.open.contains { $0.told.event == event && isPressing($0) }
  }

  /// Whether the line stands among what we have promised, whatever else it tells.
  func isPromise(_ event: EventID) -> Bool { brief.pledges.contains { $0.told.event == event } }

  private func text(_ matter: Matter, _ quote: Int) -> String {
    guard let step = matter.steps.last else { return language.name(matter.topic) }
    let kind = kinds(step.kind)
    let words = matter.last.line.text.words(quote)
    let since = "(\(date(matter.last.when)))"
    return words.isEmpty || words == kind ? "\(kind) \(since)" : "\(kind): \(words) \(since)"
  }
}
