public import Events
public import Markup

extension Promises: Paged {
  /// How many that are settled stand in rows of their own.
  private static let mostSettled = 12

  public func page(_ language: Language, today: Day, of name: String) -> Page {
    var page = Page(title: language.say("Vores løfter · \(name)", "Our promises · \(name)"))
    guard pledges.contains(where: \.isMade) else {
      let empty = language.say(
        "Vi har ikke lovet noget endnu. Skriv det som en linje (“lovede at ringe fredag”), eller: tillid promise made \"\(name)\" \"at ringe\" --due fredag",
        "We have promised nothing yet. Write it as a line (“promised to call on Friday”), or: tillid promise made \"\(name)\" \"to call\" --due Friday"
      )
      page.parts = [.remark(empty)]
      return page
    }
    let owed = owed(today)
    page.parts += section(language.say("Skylder vi", "We owe"), owed.map { $0.row(language, today) })
    if owed.isEmpty { page.parts.append(.remark(language.say("Vi skylder intet.", "We owe nothing."))) }
    let settled = pledges.filter(\.isSettled).reversed()
    var rows = settled.prefix(Promises.mostSettled).map { $0.row(language, today) }
    let before = settled.dropFirst(Promises.mostSettled)
    if !before.isEmpty {
      let text = language.say("og \(before.count) før dem", "and \(before.count) before them")
      rows.append(Row("", text, events: before.map(\.told.event)))
    }
    page.parts += section(language.say("Afsluttet", "Settled"), rows)
    return page
  }

  private func section(_ heading: String, _ rows: [Row]) -> [Part] {
    rows.isEmpty ? [] : [.heading(heading)] + rows.map { .row($0) }
  }
}

extension Pledge {
  /// `Over tiden  at finde en brugt cykel · inden 9. maj 2026 · lovet 2. maj 2026, Nibe, Bo`
  public func row(_ language: Language, _ today: Day) -> Row {
    let place = [
      language.say("lovet ", "promised ") + language.date(told.when, today: today), told.at, told.by,
    ]
    var parts = [told.line.text, place.filter { !$0.isEmpty }.joined(separator: ", ")]
    if let due { parts.insert(language.say("inden ", "by ") + language.date(due, today: today), at: 1) }
    if let end { parts.append(language.ended(fate, language.date(end.when, today: today))) }
    return Row(
      language.label(self, today), parts.filter { !$0.isEmpty }.joined(separator: " · "),
      events: [told.event] + (end.map { [$0.event] } ?? []))
  }

  /// What is owed, in the order in which it presses.
  func urgency(_ today: Day) -> (Int, Day) {
    let day = due?.day ?? Day(number: .max)
    return (isOverdue(today) ? 0 : fate == .broken ? 1 : 2, day)
  }
}

extension Language {
  func label(_ pledge: Pledge, _ today: Day) -> String {
    if pledge.fate == .broken { return say("Ikke holdt", "Not kept") }
    if pledge.isOverdue(today) { return say("Over tiden", "Overdue") }
    switch pledge.fate {
    case .open: return say("Lovet", "Promised")
    case .kept: return say("Holdt", "Kept")
    case .broken: return say("Ikke holdt", "Not kept")
    case .repaired: return say("Rettet op", "Made up for")
    case .released: return say("Sluppet", "Released")
    }
  }

  fileprivate func ended(_ fate: Pledge.Fate, _ date: String) -> String {
    switch fate {
    case .open: return date
    case .kept: return say("holdt \(date)", "kept \(date)")
    case .broken: return say("ikke holdt \(date)", "not kept \(date)")
    case .repaired: return say("rettet op \(date)", "made up for \(date)")
    case .released: return say("ikke nødvendigt mere \(date)", "not needed any more \(date)")
    }
  }
}
