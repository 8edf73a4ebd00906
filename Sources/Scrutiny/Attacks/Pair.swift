internal import Releases

/// Two releases side by side, as a recipient of both has them: whose traces are the same, and who is missing.
struct Pair {
  let earlier: [[UInt32]]
  let later: [[UInt32]]
  let earlierNames: [String]
  let since: Truth.Since?
  /// From 1.
  let number: Int
  let claims: Claims

  init(_ earlier: Written, _ later: Intruder, since: Truth.Since?, number: Int, _ claims: Claims) {
    (self.since, self.number, self.claims) = (since, number, claims)
    earlierNames = earlier.table.cases
    self.later = later.table.cases.indices.map { Array(later.trace($0)) }
    let items = Items(earlier.table, without: [.count])
    let known = Dictionary(
      (0..<later.items.count).map { (later.items.name($0), UInt32($0)) }, uniquingKeysWith: { a, _ in a })
    let same = (0..<items.count).map { known[items.name($0)] ?? UInt32(later.items.count + $0) }
    self.earlier = earlier.table.cases.indices.map { person in
      items.codes[earlier.table.rows(of: person)].map { same[Int($0)] }
    }
  }

  /// Fewer changed participants than this stand out.
  static let crowd = 20

  var figures: [Figure] { [linked, linkedFirst, guessed, exposed] + (precision.map { [$0] } ?? []) }

  private func classes(_ traces: [[UInt32]]) -> [[UInt32]: Int] {
    Dictionary(traces.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// The share of this release whose trace stands once in both.
  private func certain(_ earlier: [[UInt32]], _ later: [[UInt32]]) -> Double {
    let (old, new) = (classes(earlier), classes(later))
    return later.isEmpty ? 0 : Double(new.count { $0.value == 1 && old[$0.key] == 1 }) / Double(later.count)
  }

  private var linked: Figure {
    let share = certain(earlier, later)
    return Figure(
      "linked-\(number)", share,
      danish: "\(percent(share)) kan føres sikkert til et forløb i tidligere udlevering \(number).",
      english: "\(percent(share)) can be led with certainty to a trace of earlier release \(number).")
  }

  private var linkedFirst: Figure {
    let share = certain(earlier.map { Array($0.prefix(4)) }, later.map { Array($0.prefix(4)) })
    return Figure(
      "linked-first-4-\(number)", share, limit: claims.tier == .b ? 0.05 : nil,
      danish: "Ud fra de første fire hændelser alene kan \(percent(share)) føres sikkert tilbage.",
      english: "From the first four events alone \(percent(share)) can be led back with certainty.")
  }

  private var guessed: Figure {
    let new = classes(later)
    let right = earlier.reduce(0.0) { $0 + (new[$1].map { 1 / Double($0) } ?? 0) }
    let share = earlier.isEmpty ? 0 : right / Double(earlier.count)
    return Figure(
      "linked-guess-\(number)", share,
      danish: "Gættes der mellem ens forløb, rammer \(percent(share)).",
      english: "If one guesses among equal traces, \(percent(share)) are right.")
  }

  /// Those of the earlier release whose trace neither stands here nor begins one that does.
  var missing: [Int] {
    var beginnings: [[UInt32]: Int] = [:]
    let lengths = Set(earlier.map(\.count))
    for trace in later {
      for length in lengths where length <= trace.count {
        beginnings[Array(trace.prefix(length)), default: 0] += 1
      }
    }
    return earlier.indices.filter { person in
      guard let left = beginnings[earlier[person]], left > 0 else { return true }
      beginnings[earlier[person]] = left - 1
      return false
    }
  }

  private var exposed: Figure {
    let gone = missing.count
    let change = gone + later.count - (earlier.count - gone)
    let few = change < Self.crowd ? change : 0
    return Figure(
      "difference-\(number)", Double(few), limit: claims.tier == .b ? 0 : nil,
      danish: few == 0
        ? "Mellem udlevering \(number) og denne er \(change) forløb ændret: ingen eller mindst \(Self.crowd)."
        : "Mellem udlevering \(number) og denne er kun \(few) forløb ændret: de står frem, hele.",
      english: few == 0
        ? "Between release \(number) and this one \(change) traces changed: none, or at least \(Self.crowd)."
        : "Between release \(number) and this one only \(few) traces changed: they stand out, whole.")
  }

  /// The share of those who are missing that have withdrawn.
  private var precision: Figure? {
    guard let since, !since.withdrawn.isEmpty else { return nil }
    let gone = missing
    let right = gone.count { since.withdrawn.contains(earlierNames[$0]) }
    let share = gone.isEmpty ? 0 : Double(right) / Double(gone.count)
    return Figure(
      "withdrawn-\(number)", share, limit: claims.tier == .b ? 0.1 : nil,
      danish: "Af dem, der mangler siden udlevering \(number), har \(percent(share)) trukket sig.",
      english: "Of those who are missing since release \(number), \(percent(share)) have withdrawn.")
  }
}
