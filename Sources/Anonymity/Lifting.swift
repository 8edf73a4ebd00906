import Releases

/// A level that may be lifted for all, with what it costs.
struct Candidate {
  var levels: Levels
  var column: String
  var from: String
  var to: String
  /// How dear a bit of this column is: kinds are what is asked about.
  var dearness: Int
}

extension Levels {
  /// What is one step wider. With `broken`, a bit for each rule of which too much can be concluded: the categories of
  /// those rules. Without: a column, or the kinds of a category; a category itself only where nothing else is left.
  func candidates(_ tree: KindTree, _ scale: TimeScale, broken: UInt64?) -> [Candidate] {
    if let broken { return kindsWider(tree) { kind, _ in tree.rules[kind] & broken != 0 } }
    let columns = wider(scale)
    return columns + kindsWider(tree) { _, level in level == .category || columns.isEmpty }
  }

  private func wider(_ scale: TimeScale) -> [Candidate] {
    var found: [Candidate] = []
    func add(_ column: String, _ from: String, _ to: String, _ dearness: Int, _ lift: (inout Levels) -> Void)
    {
      var levels = self
      lift(&levels)
      found.append(Candidate(levels: levels, column: column, from: from, to: to, dearness: dearness))
    }
    if let next = PlaceLevel(rawValue: place.rawValue + 1) {
      add("place", place.name, next.name, 1) { $0.place = next }
    }
    if let next = WorkerLevel(rawValue: worker.rawValue + 1) {
      add("worker", worker.name, next.name, 1) { $0.worker = next }
    }
    if modes { add("mode", "told", "none", 2) { $0.modes = false } }
    return found + wider(scale, steps: 1)
  }

  /// Time, so many steps wider: one step may help nobody, and two many.
  func wider(_ scale: TimeScale, steps: Int) -> [Candidate] {
    guard time + steps < scale.widths else { return [] }
    var levels = self
    levels.time += steps
    let names = (scale.name(width: time), scale.name(width: time + steps))
    return [Candidate(levels: levels, column: "time", from: names.0, to: names.1, dearness: 2)]
  }

  /// Per category: its kinds to the category, then the category to a contact.
  private func kindsWider(
    _ tree: KindTree, _ isWanted: (_ kind: Int, _ level: KindLevel) -> Bool
  ) -> [Candidate] {
    Set(tree.category).sorted().compactMap { category in
      let members = kinds.indices.filter { tree.category[$0] == category && kinds[$0] != .never }
      guard let lowest = members.map({ kinds[$0].rawValue }).min(),
        let next = KindLevel(rawValue: lowest + 1), next != .never
      else { return nil }
      let isOne = members.allSatisfy { tree.leaf[$0] == category }
      let level = isOne ? .contact : next
      guard members.contains(where: { isWanted($0, level) }) else { return nil }
      var levels = self
      for kind in members {
        levels.kinds[kind] = KindLevel(rawValue: max(kinds[kind].rawValue, level.rawValue)) ?? level
      }
      let from = level == .category ? "kinds of \(category)" : category
      let to = level == .category ? category : KindTree.contact
      return Candidate(levels: levels, column: "kind", from: from, to: to, dearness: 6)
    }
  }
}

/// How much a stream tells, as Σ n·log₂ n over its items: the greater, the less. In 1/65536 bits, in whole numbers,
/// so that a choice is the same on every machine.
func silence(_ counts: some Sequence<Int>) -> Int { counts.reduce(0) { $0 + $1 * log2(scaled: $1) } }

/// log₂ in 1/65536, by squaring: sixteen digits after the point.
func log2(scaled value: Int) -> Int {
  guard value > 1 else { return 0 }
  let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
  var result = whole << 16
  var rest = whole > 30 ? UInt64(value) >> UInt64(whole - 30) : UInt64(value) << UInt64(30 - whole)
  for digit in (0..<16).reversed() {
    rest = rest * rest >> 30
    guard rest >= 1 << 31 else { continue }
    rest >>= 1
    result += 1 << digit
  }
  return result
}
