import Events

/// One week of a life.
extension Person {
  /// - Returns: whether the person was at the stop.
  mutating func live(_ evening: Evening, _ desk: inout Desk) -> Bool {
    undoMistake(evening, &desk)
    if let index = matters.firstIndex(where: \.keepsAway) {
      if matters[index].due <= evening.week { move(index, evening, &desk) }
      return false
    }
    guard evening.week >= awayUntil else { return false }
    let comes = evening.isHeld && desk.pen.chance.holds(rhythm)
    if comes { visitStop(evening, &desk) } else { stayAway(evening, &desk) }
    if desk.pen.chance.below(120) == 0 { awayUntil = evening.week + desk.pen.chance.among(4...16) }
    return comes
  }

  private mutating func visitStop(_ evening: Evening, _ desk: inout Desk) {
    let occasion = evening.atStop(&desk.pen.chance)
    var told = isMissed && desk.pen.chance.below(2) == 0 ? 1 : 0
    if told > 0 { tell(.back, evening, &desk, atStop: occasion) }
    missed = 0
    told += errands(evening, &desk, occasion)
    told += calendar(evening, &desk, occasion)
    if let newcomer = evening.newcomer, chapter >= 2, desk.pen.chance.below(2) == 0 {
      meet(newcomer, evening, &desk, occasion)
      told += 1
    }
    told += grow(evening, &desk, occasion)
    let quiet = told == 0 ? 8 : 58
    for _ in 0..<pace where desk.pen.chance.below(100) >= quiet {
      let beat = Everyday.beat(self, &desk.pen.chance)
      if beat == lately { continue }
      lately = beat
      tell(beat, evening, &desk, atStop: occasion)
    }
    begin(evening, &desk, occasion)
  }

  /// What was due: an old promise, a step in a matter.
  private mutating func errands(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) -> Int {
    var told = 0
    if let due = promise?.due, due <= evening.week {
      settlePromise(evening, &desk, occasion)
      told += 1
    }
    for index in matters.indices.reversed() where matters[index].due <= evening.week {
      move(index, evening, &desk, occasion)
      told += 1
    }
    return told
  }

  private func calendar(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) -> Int {
    let (_, month, day) = evening.day.civil
    let week = (month - 1) * 13 / 3 + day / 7
    if month == 12, (12...22).contains(day), chapter >= 1, desk.pen.chance.below(3) == 0 {
      tell(.christmas, evening, &desk, atStop: occasion)
      return 1
    }
    guard week % 52 == birthday, chapter >= 3 else { return 0 }
    tell(.birthday, evening, &desk, atStop: occasion)
    return 1
  }

  private func meet(_ newcomer: Helper, _ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    let helper = newcomer.name == occasion.helper.name ? evening.team[0] : occasion.helper
    let who = subject(evening, newcomer.name)
    let beat: Beat = chapter >= 4 && desk.pen.chance.below(3) == 0 ? .handover : .newFace
    let line = desk.pen.line(beat, who, helper.style)
    desk.write(
      .note(line, given: []), about: handle,
      Occasion(helper: helper, at: occasion.at, minute: occasion.minute))
  }

  /// The acquaintance grows by a sign, or falls back a little.
  private mutating func grow(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) -> Int {
    guard chapter < ceiling, desk.pen.chance.holds(growth) else { return 0 }
    chapter += 1
    tell(desk.pen.chance.pick(Everyday.signs[chapter]), evening, &desk, atStop: occasion)
    return 1
  }

  /// Something new: a matter, a promise, a yes to research, an animal.
  private mutating func begin(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    let week = evening.week
    if matters.count < 2, desk.pen.chance.below(26) == 0 { beginMatter(week, &desk.pen.chance) }
    if promise == nil, desk.pen.chance.below(14) == 0, evening.week < last - 4 {
      promiseSomething(evening, &desk, occasion)
    }
    if desk.pen.chance.below(400) == 0 { askAgain(evening, &desk, occasion) }
    if pet == nil, desk.pen.chance.below(260) == 0 {
      pet = desk.pen.chance.below(Names.pets.count)
      tell(.petNew, evening, &desk, atStop: occasion)
    } else if pet != nil, desk.pen.chance.below(160) == 0 {
      tell(.petDied, evening, &desk, atStop: occasion)
      pet = nil
    }
  }

  mutating func beginMatter(_ week: Int, _ chance: inout Chance) {
    let isHomeless = home == .rough && !matters.contains { $0.script == Script.homeless }
    guard let script = isHomeless ? Script.homeless : Script.begin(chapter, &chance) else { return }
    guard settled >> script & 1 == 0, !matters.contains(where: { $0.script == script }) else { return }
    matters.append(Matter(script: script, due: week + chance.among(0...2)))
  }

  private mutating func move(
    _ index: Int, _ evening: Evening, _ desk: inout Desk, _ occasion: Occasion? = nil
  ) {
    let beat = matters[index].beat
    if let occasion {
      tell(beat, evening, &desk, atStop: occasion)
    } else {
      tell(beat, evening, &desk, on: evening.elsewhere(&desk.pen.chance))
    }
    if beat == .movedIn { home = .flat }
    if !matters[index].moveOn(from: evening.week, &desk.pen.chance) {
      settled |= 1 << matters[index].script
      matters.remove(at: index)
      if desk.pen.chance.below(3) == 0 { settled = 0 }
    }
  }
}
