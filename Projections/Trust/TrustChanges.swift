public import Events
import Markup

extension Trust {
  /// First times by their days; all else row by row, as the page says it today.
  public static func changes(from old: Trust, to new: Trust, _ context: ChangeContext) -> [Change] {
    let gone = old.firsts.filter { first in !new.firsts.contains { $0.kind == first.kind } }
    let firsts = new.firsts.compactMap { first in
      let before = old.firsts.first { $0.kind == first.kind }
      return before.map { first.change(since: $0, context) } ?? first.isNew(context)
    }
    let rows = RowChanges { $0.say("Tillidssiden", "The trust page") }.changes(
      from: old.withoutFirsts, to: new.withoutFirsts, context
    ) { view, language, name, naming in
      view.page(language, today: context.today, of: name, naming: naming)
    }
    return firsts + gone.map { $0.isGone(context) } + rows
  }
}

extension First {
  /// Nil where it is the same day.
  fileprivate func change(since old: First, _ context: ChangeContext) -> Change? {
    let days = (told.day - old.told.day).count
    guard days != 0 else { return nil }
    return Change(days < 0 ? .firstEarlier : .firstLater, at: told.when, told.event) { language in
      let (step, span) = (language.step(kind) { context.name($0, language) }, language.span(abs(days)))
      let before = language.date(old.told.when)
      return days < 0
        ? language.say(
          "første gang *\(step)* er \(span) tidligere, før \(before)",
          "the first *\(step)* is \(span) earlier, before \(before)")
        : language.say(
          "første gang *\(step)* er \(span) senere, før \(before)",
          "the first *\(step)* is \(span) later, before \(before)")
    }
  }

  fileprivate func isNew(_ context: ChangeContext) -> Change {
    Change(.firstNew, at: told.when, told.event) { language in
      let step = language.step(kind) { context.name($0, language) }
      return language.say("er nu første gang *\(step)*", "is now the first *\(step)*")
    }
  }

  fileprivate func isGone(_ context: ChangeContext) -> Change {
    Change(.firstGone, at: told.when, told.event) { language in
      let step = language.step(kind) { context.name($0, language) }
      return language.say("er ikke mere første gang *\(step)*", "is no longer the first *\(step)*")
    }
  }
}

extension Language {
  /// In whole weeks where it is some: `3 uger`, `10 dage`.
  fileprivate func span(_ days: Int) -> String {
    if days >= 14, days % 7 == 0 { return say("\(days / 7) uger", "\(days / 7) weeks") }
    return days == 1 ? say("1 dag", "1 day") : say("\(days) dage", "\(days) days")
  }
}
