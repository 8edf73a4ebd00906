import Events

/// Who says yes, who takes it back, and who turns out to be someone we knew.
extension Route {
  /// New participants this evening.
  ///
  /// - Returns: how many of them came for the first time.
  mutating func welcome(_ evening: Evening, _ desk: inout Desk) -> Int {
    var newcomers = 0
    for _ in 0..<desk.pen.chance.round(0.352) {
      var person = Person(born: evening.week, &desk.pen.chance)
      let isNew = desk.pen.chance.below(3) < 2
      let occasion = evening.atStop(&desk.pen.chance)
      agree(&person, evening, &desk, occasion)
      person.tell(isNew ? .firstMeeting : .knownNowYes, evening, &desk, atStop: occasion)
      if !isNew { person.chapter = min(2, person.ceiling) }
      if person.home == .rough { person.beginMatter(evening.week + 1, &desk.pen.chance) }
      people.append(person)
      if isNew { newcomers += 1 }
    }
    return newcomers
  }

  /// Someone who comes all the time and never leaves.
  mutating func begin(forEver monday: Day, _ desk: inout Desk) -> Handle {
    let evening = evening(0, monday)
    var person = Person(forEver: 14, &desk.pen.chance)
    desk.sit(at: Clock.minute(monday, 9))
    agree(&person, evening, &desk, evening.atStop(&desk.pen.chance))
    people.append(person)
    return person.handle
  }

  private mutating func agree(
    _ person: inout Person, _ evening: Evening, _ desk: inout Desk, _ occasion: Occasion
  ) {
    if desk.pen.chance.below(100) < 38 { person.agrees.append(.research) }
    desk.write(
      .consentGiven(
        Agreement(
          person.agrees, how: "spoken", witness: evening.colleague(of: occasion.helper), wording: "1")),
      about: person.handle, occasion, account: .participant)
    desk.write(.nameGiven(name(person), isAlias: person.isAlias), about: person.handle, occasion)
    named += 1
  }

  /// A first name with the place, or an alias with the place: unlike all others here, seldom like one elsewhere.
  private func name(_ person: Person) -> String {
    let round = named + number * 7
    if person.isAlias {
      return "\(person.isWoman ? "hende" : "ham") med \(Names.mark(round, lap: named)) i \(place.name)"
    }
    let names = person.isWoman ? Names.women : Names.men
    let initials = Names.initials(named / names.count)
    let first = names[round % names.count]
    guard person.handle.low % 9 == 0 else { return "\(first)\(initials) fra \(place.name)" }
    return first + Names.initials(1 + Int(person.handle.high >> 8 % 20))
  }

  /// Those whose time has come leave, before the week is lived.
  mutating func part(_ week: Int, _ monday: Day, _ hub: Helper, _ desk: inout Desk) {
    let isQuiet = people.indices.allSatisfy { people[$0].last > week && people[$0].closedUntil != week }
    guard !isQuiet else { return }
    let evening = evening(week, monday)
    for index in people.indices {
      if people[index].closedUntil == week { reopen(index, evening, &desk) }
      if people[index].last <= week { end(index, evening, hub, &desk) }
    }
    people.removeAll { $0.last <= week }
  }

  private mutating func end(_ index: Int, _ evening: Evening, _ hub: Helper, _ desk: inout Desk) {
    let at = isHeld ? place.name : ""
    let occasion = Occasion(helper: evening.team[0], at: at, minute: evening.closing - 30)
    desk.sit(at: evening.closing - 10)
    people[index].undoMistake(evening, &desk, atOnce: true)
    let person = people[index]
    switch person.ending {
    case .silence: break
    case .farewell: person.tell(.movedAway, evening, &desk, atStop: occasion)
    case .withdrawal:
      withdraw(person, occasion, &desk)
      if desk.pen.chance.below(7) == 0 { close(index, evening.week, &desk.pen.chance) }
    case .erasure:
      withdraw(person, occasion, &desk)
      erase(person, evening, hub, &desk)
    }
  }

  private func withdraw(_ person: Person, _ occasion: Occasion, _ desk: inout Desk) {
    desk.outbox.forget(person.handles)
    desk.write(.consentWithdrawn(person.agrees), about: person.handle, occasion, account: .withdrawn)
  }

  private func erase(_ person: Person, _ evening: Evening, _ hub: Helper, _ desk: inout Desk) {
    let occasion = Occasion(helper: hub, at: "", minute: evening.closing + 20)
    desk.sit(at: occasion.minute)
    desk.write(.erased(person.handles), about: .organisation, occasion, erases: person.handles)
  }

  /// Some come back after months, and say yes again.
  private mutating func close(_ index: Int, _ week: Int, _ chance: inout Chance) {
    let back = week + chance.among(10...40)
    people[index].closedUntil = back
    people[index].last = back + chance.among(10...60)
    people[index].ending = .silence
    people[index].agrees = [.care]
    people[index].promise = nil
    people[index].matters = []
  }

  private mutating func reopen(_ index: Int, _ evening: Evening, _ desk: inout Desk) {
    let occasion = evening.atStop(&desk.pen.chance)
    desk.sit(at: Clock.minute(evening.monday, 9))
    desk.write(
      .consentGiven(Agreement([.care], how: "spoken", witness: occasion.helper.name, wording: "2")),
      about: people[index].handle,
      Occasion(helper: occasion.helper, at: "", minute: Clock.minute(evening.monday, 9)))
    people[index].closedUntil = nil
    people[index].born = evening.week
  }

  /// Two handles turn out to be one person, or are taken for one.
  mutating func mistakeOrFind(_ evening: Evening, _ desk: inout Desk) {
    guard desk.pen.chance.below(240) == 0 else { return }
    let free = people.indices.filter {
      !people[$0].isClosed && people[$0].twin == nil && people[$0].mistaken == nil
        && people[$0].born + 3 < evening.week
    }
    guard let alias = free.last(where: { people[$0].isAlias }),
      let known = free.first(where: { !people[$0].isAlias && people[$0].isWoman == people[alias].isWoman })
    else { return }
    let other = people[alias].handle
    let occasion = Occasion(helper: evening.team[0], at: "", minute: evening.closing + 30)
    desk.write(.samePerson(other), about: people[known].handle, occasion)
    if desk.pen.chance.below(4) == 0 {
      people[known].mistaken = (other, evening.week + desk.pen.chance.among(2...8))
    } else {
      people[known].twin = other
      people.remove(at: alias)
    }
  }
}
