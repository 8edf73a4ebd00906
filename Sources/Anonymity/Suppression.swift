import Releases

/// Takes out of exposed participants' rows what exposes them. What is taken is drawn by a key, since a choice that
/// anybody could make again could be turned round (Wong and others, the minimality attack); items that break many
/// patterns and cost few events are drawn more often.
struct Suppression {
  let rows: Rows
  let rules: [UInt64]
  let untimed: [Int32]
  let bounds: Bounds
  /// For each participant.
  let keys: [KeyedChoice]
  let round: Int

  /// For each participant the items that are to be taken out, growing.
  func plan(_ findings: Findings) -> [(participant: Int, items: [Int32])] {
    var breaks: [Int: [Int]] = [:]
    var stripped: [Int: UInt64] = [:]
    for (index, exposure) in findings.exposures.enumerated() {
      for participant in chosen(exposure, index, findings, &stripped) {
        breaks[participant, default: []].append(index)
      }
    }
    return Set(breaks.keys).union(stripped.keys).sorted().compactMap { participant in
      let items = items(
        of: participant, (breaks[participant] ?? []).map { findings.exposures[$0] },
        stripped[participant] ?? 0)
      return items.isEmpty ? nil : (participant, items)
    }
  }

  /// Who has to lose the pattern: all of too few; of too sure, as many of those under the rule as bring the share
  /// down. Where many hold the pattern, so many lose what falls under the rule, always the first by their key.
  private func chosen(
    _ exposure: Exposure, _ index: Int, _ findings: Findings, _ stripped: inout [Int: UInt64]
  ) -> [Int] {
    let people = findings.people[exposure.people].map(Int.init)
    guard let rule = exposure.rule else { return people }
    let bit = UInt64(1) << UInt64(rule)
    let under = people.filter { owned($0) & bit != 0 && (stripped[$0] ?? 0) & bit == 0 }
    let bound = Int(bounds.confidence[rule])
    if people.count < 3 * Int(bounds.people) {
      let excess = under.count * 1_000_000 - people.count * bound
      guard excess > 0 else { return [] }
      let count = min(under.count, (excess + 999_999 - bound) / max(1, 1_000_000 - bound) + 1)
      return Array(under.sorted { order($0, index) < order($1, index) }.prefix(count))
    }
    let excess = under.count - people.count * bound / 1_000_000
    guard excess > 0 else { return [] }
    for participant in under.sorted(by: { order($0, -1 - rule) < order($1, -1 - rule) }).prefix(excess) {
      stripped[participant, default: 0] |= bit
    }
    return []
  }

  private func order(_ participant: Int, _ what: Int) -> UInt64 {
    keys[participant]([UInt64(bitPattern: Int64(what))])
  }

  private func owned(_ participant: Int) -> UInt64 {
    rows.rows(of: participant).reduce(0) { $0 | rules[Int(rows.item[$1])] }
  }

  /// Items of which every pattern loses one.
  private func items(of participant: Int, _ exposures: [Exposure], _ stripped: UInt64) -> [Int32] {
    var cost: [Int32: Int] = [:]
    for row in rows.rows(of: participant) { cost[rows.item[row], default: 0] += Int(rows.count[row]) }
    var taken = Set(cost.keys.filter { rules[Int($0)] & stripped != 0 })
    var left = exposures.map { members($0, cost) }.filter { taken.isDisjoint(with: $0) && !$0.isEmpty }
    var turn: UInt64 = 0
    while !left.isEmpty {
      let item = drawn(left, cost, keys[participant], turn)
      taken.insert(item)
      left.removeAll { $0.contains(item) }
      turn += 1
    }
    return taken.sorted()
  }

  /// The items of the participant that the pattern can be matched with, each once.
  private func members(_ exposure: Exposure, _ cost: [Int32: Int]) -> [Int32] {
    let items = Set((0..<4).map { exposure.items[$0] }.filter { $0 >= 0 })
    guard exposure.isUntimed else { return items.sorted() }
    return cost.keys.filter { items.contains(untimed[Int($0)]) }.sorted()
  }

  /// Drawn with a chance that grows with the square of how many patterns it breaks for each event that it costs.
  private func drawn(
    _ patterns: [[Int32]], _ cost: [Int32: Int], _ key: KeyedChoice, _ turn: UInt64
  ) -> Int32 {
    var hits: [Int32: Int] = [:]
    for pattern in patterns { for item in pattern { hits[item, default: 0] += 1 } }
    let items = hits.keys.sorted()
    let weights = items.map { item in
      let gain = (hits[item] ?? 0) * 1024 / max(1, cost[item] ?? 1)
      return max(1, gain * gain)
    }
    let words = [UInt64(round), turn] + patterns[0].map { UInt64($0) }
    var rest = Int(key(words).multipliedFullWidth(by: UInt64(weights.reduce(0, +))).high)
    for (item, weight) in zip(items, weights) {
      if rest < weight { return item }
      rest -= weight
    }
    return items[items.count - 1]
  }
}
