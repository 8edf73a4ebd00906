public import Events
public import Markup

extension Matters: NamesKinds {
  public func page(_ language: Language, today: Day, of name: String, naming: @escaping (Kind) -> String)
    -> Page
  {
    var page = Page(title: language.say("Sager · \(name)", "Matters · \(name)"))
    guard !isEmpty else {
      let empty = language.say(
        "Ingen sag er åbnet. Det gør en linje, der fortæller om noget, der skal til ende: “henvist til gældsrådgivning”, “har fået tid hos tandlægen”.",
        "No matter is open. A line opens one that tells of something that must come to an end: “referred to debt advice”, “has an appointment with the dentist”."
      )
      page.parts = [.remark(empty)]
      return page
    }
    let open = matters.filter(\.isOpen).sorted { $0.isBefore($1, today) }
    page.parts += section(
      language.say("I gang", "Under way"), open.flatMap { $0.rows(language, today, naming) })
    if open.isEmpty { page.parts.append(.remark(language.say("Intet er i gang.", "Nothing is under way."))) }
    let ended = matters.filter { !$0.isOpen }.reversed().map { $0.endRow(language) }
    page.parts += section(language.say("Kommet til ende", "Come to an end"), ended)
    return page
  }

  private func section(_ heading: String, _ rows: [Row]) -> [Part] {
    rows.isEmpty ? [] : [.heading(heading)] + rows.map { .row($0) }
  }
}

extension Matter {
  /// What lies still comes first, the longest before; then what moved last.
  func isBefore(_ other: Matter, _ today: Day) -> Bool {
    let (a, b) = (isInLimbo(today), other.isInLimbo(today))
    if a != b { return a }
    return a ? other.still(today) < still(today) : other.last.when.minute < last.when.minute
  }

  /// `Tænder  hos os, ligger stille i 34 dage · 12. mar: “tandlægen aflyste”`, and below it the steps.
  fileprivate func rows(_ language: Language, _ today: Day, _ naming: (Kind) -> String) -> [Row] {
    var text = language.standing(self, today)
    let words = last.line.text
    if !words.isEmpty { text += " · “\(words)”" }
    return [
      Row(language.name(topic), text, events: [last.event]),
      Row(
        "", steps.suffix(6).map { language.step($0, today, naming) }.joined(separator: " → "),
        events: steps.suffix(6).map(\.event)),
    ]
  }

  fileprivate func endRow(_ language: Language) -> Row {
    let begun = steps.first.map { language.date($0.when) } ?? ""
    let ended = language.date(last.when)
    let span = begun == ended ? ended : "\(begun) – \(ended)"
    return Row(
      language.name(topic), "\(language.name(outcome)) · \(span)",
      events: steps.prefix(1).map(\.event) + (steps.count > 1 ? [last.event] : []))
  }
}

extension Language {
  /// Whose move it is, and how long it has been.
  func standing(_ matter: Matter, _ today: Day) -> String {
    let still = matter.still(today).count
    let days = still == 1 ? say("1 dag", "1 day") : say("\(still) dage", "\(still) days")
    let whose = name(matter.mover(today))
    if let due = matter.due, let last = due.lastDay {
      let isAhead = last >= today
      return "\(whose) · \(isAhead ? say("dagen er ", "the day is ") : say("dagen var ", "the day was "))"
        + date(due, today: today)
    }
    guard matter.isInLimbo(today) else {
      return "\(whose) · \(still == 0 ? say("siden i dag", "since today") : say("i ", "for ") + days)"
    }
    return say("\(whose) · ligger stille i \(days)", "\(whose) · has not moved for \(days)")
  }

  fileprivate func step(_ step: Matter.Step, _ today: Day, _ naming: (Kind) -> String) -> String {
    let together = step.isTogether ? say(", vi var med", ", we went along") : ""
    return "\(date(step.when, today: today)) \(telling(naming(step.kind), step.mode))\(together)"
  }

  func name(_ mover: Mover) -> String {
    switch mover {
    case .us: say("hos os", "with us")
    case .them: say("hos dem, vi venter på", "with those we wait for")
    case .person: say("hos personen selv", "with the person")
    }
  }

  func name(_ outcome: Matter.Outcome) -> String {
    switch outcome {
    case .granted: say("bevilget", "granted")
    case .held: say("andre har fat", "others have hold")
    case .themselves: say("klarede det selv", "did it themselves")
    case .declined: say("sagde nej tak", "said no")
    case .movedIn: say("flyttede ind", "moved in")
    case .open: say("i gang", "under way")
    }
  }
}
