public import Events
public import Markup

extension Trust: NamesKinds {
  public func page(_ language: Language, today: Day, of name: String, naming: @escaping (Kind) -> String)
    -> Page
  {
    var page = Page(title: language.say("Tillid · \(name)", "Trust · \(name)"))
    guard !isEmpty else {
      page.parts = [.remark(language.say("Her står intet endnu.", "Nothing stands here yet."))]
      return page
    }
    page.parts.append(
      .remark(language.say("Set fra os. Vis gerne siden frem.", "Seen from us. Show them this page.")))
    page.parts += picture(language, today: today, naming: naming)
    page.parts += section(language.say("Første gang", "First times"), firstRows(language, naming))
    page.parts += sections(language, today: today, naming: naming)
    return page
  }

  /// What the page says beside the picture and the first times.
  public func sections(_ language: Language, today: Day, naming: (Kind) -> String) -> [Part] {
    section(language.say("Rytme", "Rhythm"), rhythmRows(language, today))
      + section(language.say("Skridt mod hinanden", "Steps towards each other"), stepRows(language, today))
      + section(language.say("Tog imod", "Accepted"), acceptedRows(language, naming))
      + section(language.say("Det lader vi være", "We leave alone"), boundaryRows(language, naming))
      + section(language.say("Vores løfter", "Our promises"), promiseRows(language))
  }

  private func section(_ heading: String, _ rows: [Row]) -> [Part] {
    rows.isEmpty ? [] : [.heading(heading)] + rows.map { .row($0) }
  }

  private func firstRows(_ language: Language, _ naming: (Kind) -> String) -> [Row] {
    firsts.map { first in
      let (step, said) = (language.step(first.kind, naming), first.told.line.text)
      return Row(
        language.date(first.told.when), ["", step].contains(said) ? step : "\(step) — \(said)",
        events: [first.told.event])
    }
  }

  private func rhythmRows(_ language: Language, _ today: Day) -> [Row] {
    guard let last = contactDays.last else { return [] }
    var rows = [Row(language.say("Sidst", "Last"), language.date(last.day), events: [last.event])]
    if let rhythm {
      rows.append(
        Row(
          language.say("Plejer", "Usually"),
          language.say(
            "at gå \(language.days(rhythm.usual)) mellem os, sjældent over \(language.days(rhythm.long))",
            "\(language.days(rhythm.usual)) between us, seldom more than \(language.days(rhythm.long))"),
          events: contactDays.suffix(5).map(\.event)))
    }
    return rows + pauses(today: today).suffix(3).map { $0.row(language) }
  }

  private func stepRows(_ language: Language, _ today: Day) -> [Row] {
    var rows: [Row] = []
    let (taken, events) = initiative(today: today)
    if taken.n > 0 {
      rows.append(
        Row(
          language.say("Seneste 90 dage", "Last 90 days"),
          language.say(
            "tog selv kontakt \(taken.k) af \(taken.n) gange",
            "made contact first \(taken.k) of \(taken.n) times"),
          events: events))
    }
    if !doors.isEmpty {
      rows.append(
        Row(
          language.say("Døren", "The door"),
          language.say(
            "åben \(doorsOpened.k) af \(doorsOpened.n) gange",
            "open \(doorsOpened.k) of \(doorsOpened.n) times"),
          events: doors.suffix(5).map(\.event)))
    }
    return rows
  }

  private func acceptedRows(_ language: Language, _ naming: (Kind) -> String) -> [Row] {
    answers.compactMap { answer in
      guard let first = answer.firstYes, let last = answer.lastYes else { return nil }
      var text = language.date(first.when)
      if last.event != first.event { text += language.say(", sidst ", ", last ") + language.date(last.when) }
      if let no = answer.lastNo, !answer.isLeftAlone {
        text += language.say("; sagde nej \(language.date(no.when))", "; said no \(language.date(no.when))")
      }
      return Row(
        naming(answer.kind), text,
        events: first.event == last.event ? [first.event] : [first.event, last.event])
    }
  }

  private func boundaryRows(_ language: Language, _ naming: (Kind) -> String) -> [Row] {
    answers.filter(\.isLeftAlone).compactMap { answer in
      guard let no = answer.lastNo else { return nil }
      let said = no.line.text.isEmpty ? "" : " — \(no.line.text)"
      return Row(
        naming(answer.kind),
        language.say("spørg ikke, før de selv gør · ", "do not ask until they do · ") + language.date(no.when)
          + said,
        events: [no.event])
    }
  }

  private func promiseRows(_ language: Language) -> [Row] {
    OurWord.Fate.allCases.compactMap { fate in
      let told = promises.filter { $0.fate == fate }
      guard !told.isEmpty else { return nil }
      return Row(language.fate(fate), "\(told.count)", events: told.map(\.event))
    }
  }
}

extension Pause {
  fileprivate func row(_ language: Language) -> Row {
    let long = language.days(length)
    guard let until else {
      return Row(
        language.say("Lige nu", "Now"),
        language.say(
          "længere pause end den plejer: \(long)", "a longer pause than usual for this person: \(long)"),
        events: [from.event])
    }
    return Row(
      language.say("Pause", "Pause"),
      "\(language.date(from.day)) – \(language.date(until.day)): \(long), "
        + language.say("længere end den plejede", "longer than usual then"),
      events: [from.event, until.event])
  }
}

extension Language {
  func step(_ kind: Kind, _ naming: (Kind) -> String) -> String {
    kind == Steps.cameAgain ? say("kom igen", "came again") : naming(kind)
  }

  fileprivate func days(_ days: Days) -> String {
    days.count == 1 ? say("1 dag", "1 day") : say("\(days.count) dage", "\(days.count) days")
  }

  fileprivate func fate(_ fate: OurWord.Fate) -> String {
    switch fate {
    case .made: say("Lovet", "Promised")
    case .kept: say("Holdt", "Kept")
    case .broken: say("Ikke holdt", "Broken")
    case .repaired: say("Rettet op", "Made up for")
    }
  }
}
