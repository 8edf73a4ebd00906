import Events

/// How a stop's evening is counted: mostly in a typed line, now and then by a hand counter.
struct Counting {
  /// - Parameter seen: how many are known to have been there.
  static func draw(_ size: Double, seen: Int, newcomers: Int, _ chance: inout Chance) -> Counts {
    let heads = max(seen, chance.round(size * (0.6 + 0.8 * chance.part())))
    let few = chance.below(100)
    let meals =
      switch few {
      case 0..<37: heads
      case 37..<59: max(0, heads - chance.among(1...4))
      default: heads == 0 ? 0 : heads + chance.among(1...3)
      }
    let new = max(newcomers, chance.pick([0, 0, 0, 0, 1, 1, 2]))
    return Counts(heads: heads, meals: meals, newFaces: min(new, heads))
  }

  /// Writes the count, and seldom a correction of it within days.
  static func tell(_ counts: Counts, _ evening: Evening, _ desk: inout Desk) {
    let occasion = Occasion(
      helper: evening.teller(&desk.pen.chance), at: evening.place.name, minute: evening.closing)
    let ticket = desk.pen.chance.below(80) == 0 ? desk.outbox.ticket() : 0
    let told: Counts
    if desk.pen.chance.below(5) == 0 {
      told = counts
      desk.write(
        .stopCounted(counts), about: .organisation, occasion, ticket: ticket,
        account: .counts(counts, less: Counts()))
    } else {
      told = line(counts, occasion, evening, ticket, &desk)
    }
    if ticket != 0 { correct(told, ticket, occasion, &desk) }
  }

  /// What the line says of the counts; what it leaves out is nil.
  private static func line(
    _ counts: Counts, _ occasion: Occasion, _ evening: Evening, _ ticket: UInt64, _ desk: inout Desk
  ) -> Counts {
    let style = occasion.helper.style == .english ? Style.english : .plain
    let (beat, told) = form(counts, &desk.pen.chance)
    let line = desk.pen.line(
      beat, Subject(month: evening.day.civil.month, stop: evening.place.name, counts: told), style)
    desk.write(
      .note(line, given: []), about: .organisation, occasion, ticket: ticket,
      account: .counts(told, less: Counts()))
    return told
  }

  private static func form(_ counts: Counts, _ chance: inout Chance) -> (Beat, Counts) {
    let (heads, meals, new) = (counts.heads ?? 0, counts.meals ?? 0, counts.newFaces ?? 0)
    if heads == 0 { return (.countNone, Counts(heads: 0)) }
    if heads == 1 { return (.countOne, Counts(heads: 1, meals: meals)) }
    let told = Counts(heads: heads, meals: meals, newFaces: new == 0 ? nil : new)
    if heads == meals, chance.below(2) == 0 { return (.countAll, told) }
    if meals <= heads, meals > 0, chance.below(2) == 0 { return (.countCoffee, told) }
    return (.countMore, told)
  }

  private static func correct(_ old: Counts, _ ticket: UInt64, _ occasion: Occasion, _ desk: inout Desk) {
    let heads = (old.heads ?? 0) + desk.pen.chance.among(1...2)
    let counts = Counts(heads: heads, meals: max(old.meals ?? 0, heads), newFaces: old.newFaces)
    desk.write(
      .correction(of: EventID(ticket: ticket), Amendment(counts: counts)), about: .organisation, occasion,
      happened: When(minute: occasion.minute), daysLater: desk.pen.chance.among(1...2),
      account: .counts(counts, less: old))
  }
}
