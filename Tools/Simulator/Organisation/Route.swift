import Events

/// One weekly stop with those who serve it and those who come.
struct Route: Sendable {
  let place: Places.Place
  let number: Int
  let weekday: Int
  let hour: Int
  /// How many come on an ordinary evening.
  let size: Double
  var team: [Helper]
  var newcomer: Helper?
  var isHeld = true
  var people: [Person] = []
  /// How many have been named here: the next takes the next name.
  var named = 0

  init(number: Int, helpers: inout Int, _ desk: inout Desk) {
    place = Places.stop(number)
    self.number = number
    weekday = desk.pen.chance.below(5)
    hour = desk.pen.chance.among(15...18)
    size = Self.sizes[number * 4 % Self.sizes.count]
    team = []
    for _ in 0..<desk.pen.chance.among(2...3) {
      team.append(Helper(number: helpers, &desk))
      helpers += 1
    }
  }

  /// Before anything else in a week: will it be held?
  mutating func wake(_ monday: Day, _ chance: inout Chance) {
    isHeld = !Weather.prevents(monday + weekday, &chance)
  }

  /// Small and large in turn, so that every year has its mixture.
  private static let sizes: [Double] = [5, 6.5, 7.5, 9, 10, 11, 12.5, 13.5, 15, 16.5, 18]

  func evening(_ week: Int, _ monday: Day) -> Evening {
    Evening(
      week: week, monday: monday, day: monday + weekday, hour: hour, isHeld: isHeld,
      place: place, team: team, newcomer: newcomer,
      known: known(week))
  }

  /// Who may be mentioned this week: nobody who has taken back the yes, or who is known to be away.
  private func known(_ week: Int) -> [Handle] {
    var handles: [Handle] = []
    handles.reserveCapacity(people.count)
    for index in people.indices where people[index].isAround(week) { handles.append(people[index].handle) }
    return handles
  }

  /// Lives one week. Before it, all that part this week have parted.
  mutating func live(_ week: Int, _ monday: Day, _ desk: inout Desk) {
    let evening = evening(week, monday)
    newcomer = nil
    open(evening, &desk)
    desk.sit(at: evening.closing)
    var seen = 0
    for index in people.indices where !people[index].isClosed {
      if people[index].live(evening, &desk) { seen += 1 }
    }
    guard evening.isHeld else { return }
    let newcomers = welcome(evening, &desk)
    presence(evening, &desk)
    let counts = Counting.draw(size, seen: seen + newcomers, newcomers: newcomers, &desk.pen.chance)
    Counting.tell(counts, evening, &desk)
    remark(evening, &desk)
    mistakeOrFind(evening, &desk)
  }

  private func open(_ evening: Evening, _ desk: inout Desk) {
    let helper = evening.team[0]
    let occasion = Occasion(
      helper: helper, at: place.name, minute: Clock.minute(evening.day, evening.isHeld ? hour : hour - 4))
    desk.sit(at: occasion.minute)
    guard !evening.isHeld else {
      return desk.write(.stopOpened, about: .organisation, occasion, account: .held)
    }
    let reason = Weather.reason(evening.day, helper.style, &desk.pen.chance)
    desk.write(.stopCancelled(reason: reason), about: .organisation, occasion, account: .cancelled)
    guard desk.pen.chance.below(3) == 0 else { return }
    let line = desk.pen.line(.cancelled, Subject(stop: place.name), helper.style)
    desk.write(.note(line, given: []), about: .organisation, occasion)
  }

  /// Some who said no, or were not asked, got help: no words, no name.
  private func presence(_ evening: Evening, _ desk: inout Desk) {
    for _ in 0..<desk.pen.chance.pick([0, 0, 1, 1, 1, 2]) {
      let kind: Kind = desk.pen.chance.pick([
        "meal", "food-bag", "clothes", "greeted", "hygiene", "met-at-stop",
      ])
      desk.write(.presence([GivenReading(kind)]), about: .organisation, evening.atStop(&desk.pen.chance))
    }
  }

  private func remark(_ evening: Evening, _ desk: inout Desk) {
    guard desk.pen.chance.below(40) == 0 else { return }
    let occasion = evening.atStop(&desk.pen.chance)
    let line = desk.pen.line(
      desk.pen.chance.pick([.remark, .reflection]), Subject(stop: place.name), occasion.helper.style)
    desk.write(.note(line, given: []), about: .organisation, occasion)
  }
}
