/// Something that takes months: where in its script it stands, and when it moves on.
struct Matter: Sendable {
  let script: Int
  var step = 0
  /// The week of the next step.
  var due: Int

  var beat: Beat { Script.all[script].steps[step].beat }

  /// In hospital or in prison: not to be met at the stop.
  var keepsAway: Bool {
    switch beat {
    case .hospitalVisited, .hospitalOut, .prisonVisited, .released: true
    default: false
    }
  }

  /// Moves on after this week's step; false when it has come to its end.
  mutating func moveOn(from week: Int, _ chance: inout Chance) -> Bool {
    let now = Script.all[script].steps[step]
    guard !now.next.isEmpty else { return false }
    step = chance.pick(now.next)
    guard step >= 0 else { return false }
    due = week + chance.among(now.weeks)
    return true
  }
}

/// How such a thing goes: steps, the weeks until the next, and which may follow. −1 ends it.
struct Script: Sendable {
  struct Step: Sendable {
    let beat: Beat
    let weeks: ClosedRange<Int>
    let next: [Int]

    init(_ beat: Beat, _ weeks: ClosedRange<Int> = 1...1, _ next: [Int] = []) {
      self.beat = beat
      self.weeks = weeks
      self.next = next
    }
  }

  /// Among how many of the matters that begin.
  let weight: Int
  /// The acquaintance must have come this far.
  let chapter: Int
  let steps: [Step]

  static let all = [
    debt, home, eviction, tooth, doctor, hospital, mitid, benefit, drink, gambling, mind, support, work,
    prison,
    contact,
  ]

  /// The script of one who sleeps rough.
  static let homeless = 1

  static func begin(_ chapter: Int, _ chance: inout Chance) -> Int? {
    let open = all.indices.filter { all[$0].chapter <= chapter }
    var left = chance.below(max(1, open.reduce(0) { $0 + all[$1].weight }))
    for index in open {
      left -= all[index].weight
      if left < 0 { return index }
    }
    return nil
  }

  private static let debt = Script(
    weight: 5, chapter: 3,
    steps: [
      Step(.debtFound, 1...5, [1, 2, 2]), Step(.debtDeclined, 6...20, [2, 1, -1]),
      Step(.debtBooked, 1...3, [3, 4, 4]),
      Step(.debtFailed, 1...4, [2]), Step(.debtWent, 3...8, [5, 6]), Step(.debtWaiting, 8...20, [6, 7, 5]),
      Step(.debtGranted), Step(.debtRefused, 1...2, [8, -1]), Step(.complaint, 8...16, [9, 7]),
      Step(.complaintWon),
    ])

  private static let home = Script(
    weight: 0, chapter: 1,
    steps: [
      Step(.rough, 2...6, [0, 1, 2, 3]), Step(.shelterDeclined, 3...10, [0, 3]),
      Step(.shelter, 2...6, [0, 3]),
      Step(.housingOffice, 1...3, [4]), Step(.waitingList, 6...16, [5, 5, 6]),
      Step(.waitingStill, 6...16, [5, 6, 6]),
      Step(.offered, 1...2, [7, 8, 8]), Step(.offerDeclined, 8...20, [5, 6]), Step(.viewing, 1...2, [9]),
      Step(.guarantee, 1...2, [10]), Step(.signed, 1...3, [11]), Step(.movedIn, 8...30, [12, -1, -1]),
      Step(.tenancyTrouble),
    ])

  private static let eviction = Script(
    weight: 2, chapter: 3,
    steps: [
      Step(.eviction, 1...2, [1]), Step(.calledAuthority, 1...2, [2, 3]), Step(.debtBooked, 1...3, [4]),
      Step(.legalAid, 1...3, [4]), Step(.debtGranted, 8...20, [5, -1]), Step(.tenancyTrouble),
    ])

  private static let tooth = Script(
    weight: 4, chapter: 2,
    steps: [
      Step(.toothHurts, 1...6, [1, 1, 2]), Step(.toothDeclined, 8...24, [0, 2, 1, -1]),
      Step(.toothBooked, 1...3, [3, 4, 5, 5]),
      Step(.toothFailed, 2...6, [2]), Step(.toothCancelled, 1...4, [2]), Step(.toothWent, 2...5, [6, 2]),
      Step(.toothDone),
    ])

  private static let doctor = Script(
    weight: 5, chapter: 1,
    steps: [
      Step(.unwell, 1...2, [1, 2, 2]), Step(.doctorDeclined, 3...10, [0, 2, -1]),
      Step(.doctorBooked, 1...2, [3, 4, 4]),
      Step(.doctorFailed, 1...3, [2]), Step(.doctorWent, 4...12, [5, -1]), Step(.illness),
    ])

  private static let hospital = Script(
    weight: 2, chapter: 2,
    steps: [
      Step(.hospitalBooked, 2...6, [1]), Step(.hospitalIn, 1...1, [2]),
      Step(.hospitalVisited, 1...3, [3, 2]),
      Step(.hospitalOut, 3...6, [4, -1]), Step(.illness),
    ])

  private static let mitid = Script(
    weight: 5, chapter: 2,
    steps: [
      Step(.mitidFailed, 1...3, [1, 2]), Step(.mitidPaper, 1...4, [3]), Step(.mitidBooked, 1...2, [4, 4, 0]),
      Step(.citizenService, 1...3, [2]), Step(.mitidWorks, 3...12, [5, -1]), Step(.mitidSelf),
    ])

  private static let benefit = Script(
    weight: 5, chapter: 2,
    steps: [
      Step(.benefitStopped, 1...1, [1]), Step(.benefitCalled, 1...2, [2]),
      Step(.benefitApplied, 2...6, [3, 4, 5]),
      Step(.benefitWaiting, 2...6, [4, 5]), Step(.benefitGranted), Step(.benefitRefused, 1...2, [6, 6, -1]),
      Step(.complaint, 6...20, [7, 5]), Step(.complaintWon),
    ])

  private static let drink = Script(
    weight: 4, chapter: 2,
    steps: [
      Step(.relapse, 3...10, [1, 0, 2]), Step(.treatmentDeclined, 6...16, [0, 2]),
      Step(.treatmentBooked, 1...3, [3, 4, 4]),
      Step(.treatmentFailed, 3...8, [2, 0]), Step(.treatmentStarted, 3...5, [5, 5, 0]),
      Step(.sober, 6...12, [6, 0]),
      Step(.soberLong, 12...30, [6, -1, 0]),
    ])

  private static let gambling = Script(
    weight: 1, chapter: 4,
    steps: [
      Step(.gamblingTold, 2...8, [1, 2]), Step(.gamblingDeclined, 6...20, [2, -1]),
      Step(.gamblingBooked, 1...2, [3]),
      Step(.gamblingStarted),
    ])

  private static let mind = Script(
    weight: 2, chapter: 4,
    steps: [
      Step(.suicidalTalk, 1...1, [1]), Step(.afterSuicidalTalk, 1...2, [2]),
      Step(.psychBooked, 2...8, [3, 4, 4]),
      Step(.psychFailed, 1...4, [2]), Step(.psychWent, 4...10, [5, -1]), Step(.supportStarted),
    ])

  private static let support = Script(
    weight: 2, chapter: 3,
    steps: [
      Step(.askedForHelp, 1...3, [1]), Step(.contactBooked, 2...6, [2, 3]), Step(.contactFailed, 1...3, [3]),
      Step(.contactMet, 2...4, [4, -1]), Step(.warmHandover),
    ])

  private static let work = Script(
    weight: 2, chapter: 3,
    steps: [
      Step(.jobcentreBooked, 1...2, [1, 2, 2]), Step(.jobcentreFailed, 1...3, [0]),
      Step(.jobcentreWent, 4...12, [3, -1]),
      Step(.workTrial, 8...20, [4, -1]), Step(.workStarted),
    ])

  private static let prison = Script(
    weight: 1, chapter: 4,
    steps: [
      Step(.heard, 1...3, [1]), Step(.prisonVisited, 3...6, [1, 2]), Step(.released, 2...4, [3]),
      Step(.probation),
    ])

  private static let contact = Script(
    weight: 2, chapter: 3,
    steps: [Step(.family, 3...10, [1, 0, 2]), Step(.familyFailed, 2...8, [0, -1]), Step(.thanked)])
}
