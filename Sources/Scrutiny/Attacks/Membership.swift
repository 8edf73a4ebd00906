internal import Releases

/// Somebody knows three points of a person, and would tell whether that person is in the release at all: the fewer
/// have them, the surer; if nobody has them, no.
struct Membership {
  let intruder: Intruder
  let memory: Memory
  let truth: Truth
  let claims: Claims
  var draw: Draw

  init(_ intruder: Intruder, _ truth: Truth, _ claims: Claims, seed: UInt64) {
    (self.intruder, self.truth, self.claims, draw) = (intruder, truth, claims, Draw(seed))
    memory = Memory(intruder)
  }

  /// Points known, draws of them for each person, and people on each side without whom chance alone would decide.
  private static let points = 3
  private static let tries = 20
  private static let least = 100

  mutating func figures() -> [Figure] {
    guard memory.isUsable else { return [] }
    let members = scores(truth.released)
    return figures(
      "left-out", members, truth.leftOut, "udtrukne fra fravalgte samtykkende",
      "drawn from left-out consenters")
      + figures(
        "others", members, truth.others, "deltagere fra ikke-samtykkende", "participants from non-consenters"
      ).map(\.sealed)
  }

  private mutating func figures(
    _ name: String, _ members: [Double], _ people: [Truth.Person], _ danish: String, _ english: String
  ) -> [Figure] {
    let outside = scores(people)
    if members.isEmpty || outside.isEmpty { return [] }
    let isHeld = claims.tier == .b && min(people.count, truth.released.count) >= Self.least
    // Who scores lower more often is told as well by turning the score round.
    let (one, hits) = (Curve.area(members, outside), Curve.hits(members, outside, falseAlarms: 0.01))
    let area = max(one, 1 - one)
    return [
      Figure(
        "membership-\(name)", area, limit: isHeld ? 0.55 : nil,
        danish: "Med tre punkter skelnes \(danish) med AUC \(shown(area)); 0,5 er rent gæt.",
        english: "Three points tell \(english) with an AUC of \(shown(area)); 0.5 is a mere guess."),
      Figure(
        "membership-\(name)-sure", hits, limit: isHeld ? 0.02 : nil,
        danish: "Ved 1 % falsk alarm opdages \(percent(hits)) af deltagerne.",
        english: "At 1 % of false alarms \(percent(hits)) of participants are detected."),
    ]
  }

  private mutating func scores(_ people: [Truth.Person]) -> [Double] {
    var scores: [Double] = []
    // Of whom fewer are known, less is known: on either side only those who have so many are comparable.
    let known = people.indices.filter { people[$0].events.count >= Self.points }
    for place in draw.some(Unicity.targets, below: known.count) {
      let index = known[place]
      for _ in 0..<Self.tries { scores.append(Self.score(people[index], intruder, memory, &draw)) }
    }
    return scores
  }

  /// One over how many have three points of somebody's.
  static func score(
    _ person: Truth.Person, _ intruder: Intruder, _ memory: Memory, _ draw: inout Draw
  ) -> Double {
    var points: [UInt32] = []
    for index in draw.some(Self.points, below: person.events.count) {
      guard let item = memory.item(person.events[index], of: person) else { return 0 }
      points.append(item)
    }
    let matches = intruder.holders(points).reduce(0) { $0 + $1.nonzeroBitCount }
    return matches == 0 ? 0 : 1 / Double(matches)
  }
}

/// How well a score tells two groups apart (receiver operating characteristic).
enum Curve {
  /// The chance that one of the first scores higher than one of the second, ties by halves.
  static func area(_ first: [Double], _ second: [Double]) -> Double {
    let counts = steps(first, second)
    var (below, wins) = (0.0, 0.0)
    for step in counts.reversed() {
      wins += step.first * (below + step.second / 2)
      below += step.second
    }
    return wins / (Double(first.count) * Double(second.count))
  }

  /// The share of the first above the score that only so large a share of the second reaches; within a tie, in line.
  static func hits(_ first: [Double], _ second: [Double], falseAlarms: Double) -> Double {
    var (hits, alarms) = (0.0, 0.0)
    let allowed = falseAlarms * Double(second.count)
    for step in steps(first, second) {
      if alarms + step.second > allowed {
        return (hits + step.first * (allowed - alarms) / step.second) / Double(first.count)
      }
      hits += step.first
      alarms += step.second
    }
    return 1
  }

  /// How many of each have each score, the highest first.
  private static func steps(_ first: [Double], _ second: [Double]) -> [(first: Double, second: Double)] {
    var counts: [Double: (first: Double, second: Double)] = [:]
    for score in first { counts[score, default: (0, 0)].first += 1 }
    for score in second { counts[score, default: (0, 0)].second += 1 }
    return counts.sorted { $0.key > $1.key }.map(\.value)
  }
}
