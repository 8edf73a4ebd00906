import Events

/// Our promises to a person, and what becomes of them.
extension Person {
  mutating func promiseSomething(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    let made = Promise(ticket: desk.outbox.ticket(), week: evening.week, &desk.pen.chance)
    promise = made
    let line = desk.pen.line(made.made, subject(evening), occasion.helper.style)
    let due =
      desk.pen.chance.below(4) == 0
      ? nil : When(evening.monday + (made.due - evening.week) * 7 + 4, hour: 12, minute: 0)
    desk.write(
      .promiseMade(line, due: due), about: handle, occasion,
      ticket: made.fate == .forgotten ? 0 : made.ticket)
  }

  /// Kept, broken and later mended, not needed any more, or forgotten for good.
  mutating func settlePromise(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    guard let old = promise else { return }
    promise = nil
    switch old.fate {
    case .forgotten: break
    case .kept: settle(old, .kept, old.kept, evening, &desk, occasion)
    case .released: settle(old, .released, .releasedPromise, evening, &desk, occasion)
    case .broken where old.isBroken: settle(old, .repaired, .repaired, evening, &desk, occasion)
    case .broken:
      let isMended = desk.pen.chance.below(3) > 0
      settle(old, .broken, old.broken, evening, &desk, occasion, again: isMended)
      guard isMended else { return disappoint(evening, &desk, occasion) }
      promise = old
      promise?.isBroken = true
      promise?.due = evening.week + 1
    }
  }

  /// Told where it came about: a ride and a visit not at the stop.
  private func settle(
    _ old: Promise, _ step: PromiseStep, _ beat: Beat, _ evening: Evening, _ desk: inout Desk,
    _ occasion: Occasion, again: Bool = false
  ) {
    var who = subject(evening)
    who.promise = old.detail
    let place = beat.isElsewhere ? evening.elsewhere(&desk.pen.chance) : occasion
    let line = desk.pen.line(beat, who, place.helper.style)
    let content = Content.promise(step, of: EventID(ticket: old.ticket, again: again), line)
    let account: Draft.Account = beat.isHomeVisit ? .homeVisit : .nothing
    guard beat.isElsewhere else { return desk.write(content, about: handle, place, account: account) }
    desk.aside(at: place.minute + 20) { $0.write(content, about: handle, place, account: account) }
  }

  /// A promise broken and never mended sets the acquaintance back.
  private mutating func disappoint(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    chapter = max(0, chapter - desk.pen.chance.among(1...2))
    tell(.conflict, evening, &desk, atStop: occasion)
  }
}
