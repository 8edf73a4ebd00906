internal import Releases

/// Every pattern of up to L items, under each knowledge; and whole traces of at most L rows.
struct Examination: Sendable {
  /// Items with their times, and without.
  let timed: Items
  let untimed: Items
  let bounds: Bounds
  private(set) var findings: [Knowledge: Findings] = [:]
  /// The fewest who share a whole trace of at most L rows, how many such traces fewer than K share, and the first of
  /// them.
  private(set) var leastWhole = Int.max
  private(set) var fewWhole: [Findings.Example] = []

  init(_ table: EventTable, _ guarantee: Guarantee, progress: (Knowledge) -> Void = { _ in }) {
    timed = Items(table, without: [.count])
    let hasTime = table[ReleaseColumn.time.rawValue] != nil
    untimed = hasTime ? Items(table, without: [.count, .time]) : timed
    bounds = Bounds(table, guarantee, timed)
    progress(.set)
    let counted = count(timed, table.starts, .sorted(copies: guarantee.length), guarantee, splitsSets: true)
    (findings[.set], findings[.multiset]) = (counted.sets, counted.all)
    progress(.timed)
    findings[.timed] = count(timed, table.starts, .asTold, guarantee).all
    progress(.sequence)
    findings[.sequence] =
      hasTime ? count(untimed, table.starts, .asTold, guarantee).all : findings[.timed]
    countWholes(table.starts)
  }

  private func count(
    _ items: Items, _ starts: [Int], _ order: Sequences.Order, _ guarantee: Guarantee,
    splitsSets: Bool = false
  ) -> Counting.Outcome {
    let sequences = Sequences(items.codes, starts: starts, alphabet: items.count, order: order)
    let told = (0..<items.count).map { Bounds.rules(of: items.value($0, .kind), guarantee) }
    return Counting(sequences, bounds, told: told, splitsSets: splitsSets).outcome()
  }

  private mutating func countWholes(_ starts: [Int]) {
    var wholes: [ArraySlice<UInt32>: Int] = [:]
    for person in starts.indices.dropLast() {
      let rows = starts[person]..<starts[person + 1]
      if rows.count <= bounds.length { wholes[timed.codes[rows], default: 0] += 1 }
    }
    leastWhole = wholes.values.min() ?? Int.max
    fewWhole =
      wholes.filter { $0.value < bounds.people }
      .map { Findings.Example(pattern: $0.key.map { Int32($0) }, people: $0.value, rule: nil, having: 0) }
      .sorted()
  }

  /// The first that break the guarantee, in words.
  var violators: [Violator] {
    let found = Knowledge.allCases.flatMap { knowledge in
      (findings[knowledge]?.examples ?? []).map { violator($0, knowledge) }
    }
    let wholes = fewWhole.map { violator($0, .timed, ending: ["END"]) }
    return Array((wholes + found).sorted { $0.pattern.count < $1.pattern.count }.prefix(Verdict.shown))
  }

  private func violator(_ example: Findings.Example, _ knowledge: Knowledge, ending: [String] = [])
    -> Violator
  {
    let items = knowledge == .sequence ? untimed : timed
    return Violator(
      knowledge: knowledge, pattern: example.pattern.map { items.name(Int($0)) } + ending,
      people: example.people, sensitive: example.rule.map { bounds.rules[$0].name },
      having: example.rule.map { _ in example.having })
  }
}

extension Bounds {
  init(_ table: EventTable, _ guarantee: Guarantee, _ items: Items) {
    (length, people, population) = (guarantee.length, guarantee.people, table.cases.count)
    let told = (0..<items.count).map { Self.rules(of: items.value($0, .kind), guarantee) }
    having = table.cases.indices.map { person in
      table.rows(of: person).reduce(0) { $0 | told[Int(items.codes[$1])] }
    }
    let having = having
    rules = guarantee.sensitive.enumerated().map { index, rule in
      Rule(
        name: rule.name, share: Int((rule.confidence * Double(Self.whole)).rounded()),
        base: having.count { $0 & 1 << UInt64(index) != 0 })
    }
  }

  /// A bit for each rule that a kind is of.
  static func rules(of kind: String, _ guarantee: Guarantee) -> UInt64 {
    guarantee.sensitive.enumerated().reduce(0) { bits, rule in
      rule.element.categories.contains(kind) ? bits | 1 << UInt64(rule.offset) : bits
    }
  }
}
