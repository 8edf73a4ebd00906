public import Events

extension Timeline {
  /// Line by line: what is read out of it now, and what was before.
  public static func changes(from old: Timeline, to new: Timeline, _ context: ChangeContext) -> [Change] {
    let before = Dictionary(old.happenings.map { ($0.told.event, $0) }) { first, _ in first }
    let after = Set(new.happenings.map(\.told.event))
    let changes = new.happenings.flatMap { happening in
      before[happening.told.event].map { happening.changes(since: $0, context) } ?? [happening.isNew]
    }
    return changes + old.happenings.filter { !after.contains($0.told.event) }.map(\.isGone)
  }
}

extension Happening {
  fileprivate func changes(since old: Happening, _ context: ChangeContext) -> [Change] {
    let gained = readings.filter { !old.tells($0) }
    let lost = old.readings.filter { !tells($0) }
    if gained.isEmpty { return lost.map { old.change(.noLongerRead, $0, context) } }
    if lost.isEmpty { return gained.map { change(.newlyRead, $0, context) } }
    return [otherwise(gained, lost, context)]
  }

  private func tells(_ reading: Telling) -> Bool {
    readings.contains { $0.kind == reading.kind && $0.mode == reading.mode }
  }

  private func change(_ reason: Change.Reason, _ reading: Telling, _ context: ChangeContext) -> Change {
    let quote = said(reading)
    return Change(reason, at: told.when, told.event, quoting: quote) { language in
      let name = context.name(reading.kind, reading.mode, language)
      return reason == .newlyRead
        ? language.say(
          "“\(quote.text)” læses nu som *\(name)*", "“\(quote.text)” is now read as *\(name)*")
        : language.say(
          "“\(quote.text)” læses ikke mere som *\(name)*", "“\(quote.text)” is no longer read as *\(name)*")
    }
  }

  private func otherwise(_ gained: [Telling], _ lost: [Telling], _ context: ChangeContext) -> Change {
    let quote = gained.count == 1 ? said(gained[0]) : told.line
    return Change(.readOtherwise, at: told.when, told.event, quoting: quote) { language in
      func names(_ readings: [Telling]) -> String {
        readings.map { "*\(context.name($0.kind, $0.mode, language))*" }.joined(separator: ", ")
      }
      return language.say(
        "“\(quote.text)” læses nu som \(names(gained)), før som \(names(lost))",
        "“\(quote.text)” is now read as \(names(gained)), before as \(names(lost))")
    }
  }

  /// The words that showed it; the whole line where a helper gave it by hand.
  private func said(_ reading: Telling) -> Line { reading.words.text.isEmpty ? told.line : reading.words }

  fileprivate var isNew: Change {
    Change(.lineNew, at: told.when, told.event, quoting: told.line) {
      $0.say("tidslinjen siger nu “\(told.line.text)”", "the timeline now says “\(told.line.text)”")
    }
  }

  fileprivate var isGone: Change {
    Change(.lineGone, at: told.when, told.event, quoting: told.line) {
      $0.say(
        "tidslinjen siger ikke mere “\(told.line.text)”", "the timeline no longer says “\(told.line.text)”")
    }
  }
}
