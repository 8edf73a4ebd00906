internal import Releases

/// Two releases side by side, as a recipient of both has them: whose traces are the same, and who is missing.
struct Pair {
  let earlier: [[UInt32]]
  let later: [[UInt32]]
  let earlierNames: [String]
  let laterNames: [String]
  let since: Truth.Since?
  /// From 1.
  let number: Int
  let claims: Claims
  let cells: Cells

  init(_ earlier: EventTable, _ later: Intruder, since: Truth.Since?, number: Int, _ claims: Claims) {
    (self.since, self.number, self.claims) = (since, number, claims)
    (earlierNames, laterNames) = (earlier.cases, later.table.cases)
    self.later = later.table.cases.indices.map { Array(later.trace($0)) }
    let items = Items(earlier, without: [.count])
    let known = Dictionary(
      (0..<later.items.count).map { (later.items.name($0), UInt32($0)) }, uniquingKeysWith: { a, _ in a })
    let same = (0..<items.count).map { known[items.name($0)] ?? UInt32(later.items.count + $0) }
    self.earlier = earlier.cases.indices.map { person in
      items.codes[earlier.rows(of: person)].map { same[Int($0)] }
    }
    cells = Cells(earlier, later.table)
  }

  /// Fewer changed participants than this stand out.
  static let crowd = 20

  var figures: [Figure] {
    [linked, linkedFirst, guessed, exposed, changed] + (precision.map { [$0] } ?? [])
  }

  private func places(_ traces: [[UInt32]]) -> [[UInt32]: [Int]] {
    Dictionary(grouping: traces.indices) { traces[$0] }
  }

  /// The share of this release whose trace stands once in both; where the truth is known, and is the same person's.
  private func certain(_ earlier: [[UInt32]], _ later: [[UInt32]]) -> Double {
    let (old, new) = (places(earlier), places(later))
    let right = new.count { trace, here in
      guard here.count == 1, let there = old[trace], there.count == 1 else { return false }
      return since.map { $0.here[earlierNames[there[0]]] == laterNames[here[0]] } ?? true
    }
    return later.isEmpty ? 0 : Double(right) / Double(later.count)
  }

  private var linked: Figure {
    let share = certain(earlier, later)
    return Figure(
      "linked-\(number)", share,
      danish: "\(percent(share)) kan føres sikkert til et forløb i tidligere udlevering \(number).",
      english: "\(percent(share)) can be led with certainty to a trace of earlier release \(number).")
  }

  /// Told and not held: whoever has both files has the whole traces too, and is led further by them.
  private var linkedFirst: Figure {
    let share = certain(earlier.map { Array($0.prefix(4)) }, later.map { Array($0.prefix(4)) })
    return Figure(
      "linked-first-4-\(number)", share,
      danish: "Ud fra de første fire hændelser alene kan \(percent(share)) føres sikkert tilbage.",
      english: "From the first four events alone \(percent(share)) can be led back with certainty.")
  }

  private var guessed: Figure {
    let new = places(later)
    let right = earlier.reduce(0.0) { $0 + (new[$1].map { 1 / Double($0.count) } ?? 0) }
    let share = earlier.isEmpty ? 0 : right / Double(earlier.count)
    return Figure(
      "linked-guess-\(number)", share,
      danish: "Gættes der mellem ens forløb, rammer \(percent(share)).",
      english: "If one guesses among equal traces, \(percent(share)) are right.")
  }

  private var changed: Figure {
    let few = cells.changed(by: 1..<Self.crowd)
    return Figure(
      "cells-\(number)", Double(few),
      danish:
        "I \(few) af \(cells.count) celler (slags og sted) er der 1 til \(Self.crowd - 1) flere eller færre deltagere end i udlevering \(number); lodtrækningen alene flytter dem så meget.",
      english:
        "In \(few) of \(cells.count) cells (kind and place) there are 1 to \(Self.crowd - 1) more or fewer participants than in release \(number); the draw alone moves them as much."
    )
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

/// How many participants have each kind at each place, in two releases: what anybody counts first.
struct Cells {
  private var earlier: [String: Int]
  private var later: [String: Int]

  init(_ earlier: EventTable, _ later: EventTable) {
    (self.earlier, self.later) = (Self.counted(earlier), Self.counted(later))
  }

  private static func counted(_ table: EventTable) -> [String: Int] {
    let items = Items(table, without: [.mode, .time, .worker, .count])
    var people = Array(repeating: 0, count: items.count)
    for person in table.cases.indices {
      for item in Set(items.codes[table.rows(of: person)]) { people[Int(item)] += 1 }
    }
    return Dictionary(
      people.enumerated().map { (items.name($0.offset), $0.element) }, uniquingKeysWith: +)
  }

  var count: Int { Set(earlier.keys).union(later.keys).count }

  func changed(by few: Range<Int>) -> Int {
    Set(earlier.keys).union(later.keys).count { few.contains(abs((later[$0] ?? 0) - (earlier[$0] ?? 0))) }
  }
}
