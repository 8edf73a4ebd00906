internal import Releases

/// Somebody knows p points of a participant's own rows, drawn by chance: how many others have them too?
struct Unicity {
  let intruder: Intruder
  let claims: Claims
  var draw: Draw

  init(_ intruder: Intruder, _ claims: Claims, seed: UInt64) {
    (self.intruder, self.claims, draw) = (intruder, claims, Draw(seed))
  }

  /// Of so many participants, or of all where there are fewer.
  static let targets = 1000

  mutating func figures() -> [Figure] {
    var figures: [Figure] = []
    for points in 1...5 {
      let drawn = drawn(points)
      figures.append(unique(points, drawn.map { intruder.matches($0, ordered: false) }))
      let ordered = drawn.map { intruder.matches($0, ordered: true) }
      if points <= claims.guarantee.length { figures.append(prosecutor(points, ordered)) }
      if points == 4 { figures += [marketer(drawn), few(drawn), inOrder(ordered)] }
    }
    return figures
  }

  private mutating func drawn(_ points: Int) -> [[UInt32]] {
    draw.some(Self.targets, below: intruder.people).map { person in
      let trace = Array(intruder.trace(person))
      return draw.some(points, below: trace.count).map { trace[$0] }
    }
  }

  private func share(_ matches: [Int], _ condition: (Int) -> Bool) -> Double {
    matches.isEmpty ? 0 : Double(matches.count(where: condition)) / Double(matches.count)
  }

  private var isHeld: Bool { claims.tier == .b }

  private func unique(_ points: Int, _ matches: [Int]) -> Figure {
    let share = share(matches) { $0 == 1 }
    let limit: Double? = points <= claims.guarantee.length ? 0 : points == 4 ? 0.01 : nil
    return Figure(
      "unicity-\(points)", share, limit: isHeld ? limit : nil,
      danish: "\(points) tilfældige punkter peger på én eneste for \(percent(share)) af deltagerne.",
      english: "\(points) points drawn by chance point to one alone for \(percent(share)) of participants.")
  }

  private func inOrder(_ matches: [Int]) -> Figure {
    let share = share(matches) { $0 == 1 }
    return Figure(
      "unicity-4-ordered", share,
      danish: "Kendes også rækkefølgen af 4 punkter, peger de på én eneste for \(percent(share)).",
      english: "If the order of 4 points is known as well, they point to one alone for \(percent(share)).")
  }

  private func prosecutor(_ points: Int, _ matches: [Int]) -> Figure {
    let least = matches.min() ?? claims.guarantee.people
    return Figure(
      "prosecutor-\(points)", Double(least), limit: isHeld ? Double(claims.guarantee.people) : nil,
      isLeast: true,
      danish:
        "Den, der ved, at en person er med, og kender \(points) punkter i rækkefølge, finder mindst \(least).",
      english: "Who knows that somebody is in it, and \(points) points in order, finds at least \(least).")
  }

  private func marketer(_ drawn: [[UInt32]]) -> Figure {
    let shares = drawn.map { 1 / Double(max(1, intruder.matches($0, ordered: false))) }
    let mean = shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
    return Figure(
      "marketer-4", mean, limit: isHeld ? 0.05 : nil,
      danish: "Gættes der med 4 punkter på alle, rammer \(percent(mean)) af gættene.",
      english: "If everybody is guessed at from 4 points, \(percent(mean)) of guesses are right.")
  }

  private func few(_ drawn: [[UInt32]]) -> Figure {
    let share = share(drawn.map { intruder.matches($0, ordered: false) }) { $0 < 5 }
    return Figure(
      "unicity-4-under-5", share, limit: isHeld && intruder.people >= 2000 ? 0.06 : nil,
      danish: "4 punkter peger på færre end fem for \(percent(share)) af deltagerne.",
      english: "4 points point to fewer than five for \(percent(share)) of participants.")
  }
}
