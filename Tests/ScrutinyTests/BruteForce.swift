import Releases

/// The guarantee as it is written down, counted in the plainest way: every pattern that anybody's rows can make, held
/// against everybody.
struct BruteForce {
  let table: EventTable
  let guarantee: Guarantee

  struct Counted: Equatable {
    var patterns = 0
    var least = Int.max
    var few = 0
    var telling = 0
  }

  typealias Item = [String]

  func trace(_ person: Int, _ knowledge: Knowledge) -> [Item] {
    table.rows(of: person).map { row in
      table.columns.filter { $0.name != "count" && (knowledge != .sequence || $0.name != "time") }
        .map { $0[row] }
    }
  }

  func counted(_ knowledge: Knowledge) -> Counted {
    let traces = table.cases.indices.map { trace($0, knowledge) }
    let patterns = Set(traces.flatMap { some(of: $0, knowledge) })
    var counted = Counted(patterns: patterns.count)
    for pattern in patterns {
      let having = traces.indices.filter { has(traces[$0], pattern, knowledge) }
      counted.least = min(counted.least, having.count)
      if having.count < guarantee.people { counted.few += 1 }
      counted.telling += guarantee.sensitive.count { tells($0, pattern, having) }
    }
    return counted
  }

  private func tells(_ rule: SensitiveRule, _ pattern: [Item], _ having: [Int]) -> Bool {
    if pattern.contains(where: { rule.categories.contains($0[0]) }) { return false }
    let told = having.count { person in trace(person, .timed).contains { rule.categories.contains($0[0]) } }
    return Double(told) > rule.confidence * Double(having.count)
  }

  /// All choices of up to L rows.
  private func some(of trace: [Item], _ knowledge: Knowledge) -> [[Item]] {
    var chosen: [[Item]] = [[]]
    for item in trace {
      chosen += chosen.filter { $0.count < guarantee.length }.map { $0 + [item] }
    }
    let patterns = chosen.filter { !$0.isEmpty }
    switch knowledge {
    case .sequence, .timed: return patterns
    case .multiset: return patterns.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    case .set:
      return patterns.filter { Set($0).count == $0.count }
        .map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    }
  }

  private func has(_ trace: [Item], _ pattern: [Item], _ knowledge: Knowledge) -> Bool {
    switch knowledge {
    case .set: return Set(pattern).isSubset(of: trace)
    case .multiset:
      return pattern.allSatisfy { item in trace.count { $0 == item } >= pattern.count { $0 == item } }
    case .sequence, .timed:
      var rest = pattern[...]
      for item in trace where item == rest.first { rest.removeFirst() }
      return rest.isEmpty
    }
  }
}
