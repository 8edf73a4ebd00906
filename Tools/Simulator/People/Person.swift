import Events

/// A life as far as the organisation sees it: what is needed to tell the next week of it, and no more.
struct Person: Sendable {
  /// How it ends.
  enum Ending: UInt8, Sendable { case silence, farewell, withdrawal, erasure }

  let handle: Handle
  let isWoman: Bool
  let isAlias: Bool
  /// The week of the consent, and the week of the end.
  var born: Int
  var last: Int
  var ending: Ending
  /// How often the person comes to the stop, in weeks of one.
  let rhythm: Double
  /// How often we drive out or ring.
  let reach: Double
  /// How readily the acquaintance grows, and where it stalls.
  let growth: Double
  let ceiling: Int
  /// How far the acquaintance has come: 0 a nod, 7 entrusts us with things.
  var chapter = 0
  let birthday: Int
  var home: Home
  /// Into `Names.pets`; nil without one.
  var pet: Int?
  var matters: [Matter] = []
  /// Matters that came to an end, so that they do not begin again too soon: bit n for script n.
  var settled: UInt32 = 0
  var promise: Promise?
  var awayUntil = 0
  var missed = 0
  /// What was told last of an ordinary evening, so that it is not told twice running.
  var lately: Beat?
  /// Withdrew and will come back in this week with a new yes.
  var closedUntil: Int?
  var agrees: [Purpose] = [.care]
  /// Another handle that turned out to be the same person.
  var twin: Handle?
  /// Another handle that was taken for the same person, and the week in which the mistake is seen.
  var mistaken: (handle: Handle, until: Int)?
  /// How many things may happen in one visit.
  let pace: Int

  init(born: Int, _ chance: inout Chance) {
    let life = Life.draw(&chance)
    handle = chance.handle()
    isWoman = chance.below(5) < 2
    isAlias = chance.below(6) == 0
    self.born = born
    last = born + chance.among(life.weeks)
    ending = Self.ending(lasting: last - born, &chance)
    rhythm = life.rhythm.lowerBound + (life.rhythm.upperBound - life.rhythm.lowerBound) * chance.part()
    reach = chance.pick([0.02, 0.04, 0.06, 0.1, 0.35])
    growth = 0.04 + 0.16 * chance.part()
    ceiling = chance.pick([1, 2, 3, 4, 5, 6, 7, 7])
    birthday = chance.below(52)
    home = chance.below(6) == 0 ? .rough : .house
    pet = chance.below(4) == 0 ? chance.below(Names.pets.count) : nil
    pace = 1
  }

  /// Someone who comes all the time and never leaves.
  init(forEver pace: Int, _ chance: inout Chance) {
    handle = chance.handle()
    isWoman = false
    isAlias = false
    (born, last, ending) = (0, .max, .silence)
    (rhythm, reach, growth, ceiling) = (0.9, 0.3, 0.1, 7)
    birthday = chance.below(52)
    home = .rough
    pet = chance.below(Names.pets.count)
    self.pace = pace
  }

  private static func ending(lasting weeks: Int, _ chance: inout Chance) -> Ending {
    guard weeks > 0 else { return .silence }
    switch chance.below(1000) {
    case 0..<38: return .withdrawal
    case 38..<52: return .erasure
    case 52..<200: return .farewell
    default: return .silence
    }
  }

  /// All under which the person is known.
  var handles: [Handle] { [handle] + (twin.map { [$0] } ?? []) }

  /// Away much longer than is usual for this person.
  var isMissed: Bool { missed >= 4 && Double(missed) * rhythm > 2.2 }

  func isAround(_ week: Int) -> Bool {
    closedUntil == nil && awayUntil <= week && !matters.contains(where: \.keepsAway)
  }

  var isClosed: Bool { closedUntil != nil }

  func subject(_ evening: Evening, _ colleague: String = "", other: Handle? = nil) -> Subject {
    Subject(
      handle: handle, isWoman: isWoman, pet: pet.map { Names.pets[$0] } ?? "", home: home,
      promise: promise?.detail ?? 0, other: other, month: evening.day.civil.month, colleague: colleague,
      stop: evening.place.name,
      town: evening.place.town)
  }
}

/// How long and how often.
struct Life {
  let weeks: ClosedRange<Int>
  let rhythm: ClosedRange<Double>

  /// Many come once or a few times, some for months, some for years.
  static func draw(_ chance: inout Chance) -> Life {
    switch chance.below(100) {
    case 0..<16: Life(weeks: 0...0, rhythm: 0...0)
    case 16..<36: Life(weeks: 2...10, rhythm: 0.4...0.9)
    case 36..<68: Life(weeks: 10...60, rhythm: 0.25...0.85)
    case 68..<76: Life(weeks: 20...200, rhythm: 0.05...0.2)
    default: Life(weeks: 60...300, rhythm: 0.3...0.95)
    }
  }
}
