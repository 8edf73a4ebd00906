import Dispatch
import Foundation
import Releases
import Synchronization

/// The exhaustive check: every pattern of up to L items that somebody's rows hold, in all four ways of knowing.
struct Check {
  private let starts: [Int32]
  private let item: [Int32]
  /// Rules of each item, and of each participant.
  private let rules: [UInt64]
  private let owners: [UInt64]
  /// For each item the one that it is without its time, and the rules of those.
  private let untimed: [Int32]
  private let untimedRules: [UInt64]
  private let bounds: Bounds
  private let threads: Int

  /// `rules`: for each item of the rows the sensitive rules that it falls under, a bit each.
  init(_ rows: Rows, rules: [UInt64], _ bounds: Bounds, threads: Int) {
    let bare = rows.coding.untimed
    let (_, untimed) = ranked(rows.alphabet.map { $0 % bare })
    self.init(
      starts: rows.starts, item: rows.item, rules: rules, untimed: untimed, bounds, threads: threads)
  }

  init(
    starts: [Int32], item: [Int32], rules: [UInt64], untimed: [Int32], _ bounds: Bounds, threads: Int
  ) {
    (self.starts, self.item, self.rules, self.untimed) = (starts, item, rules, untimed)
    (self.bounds, self.threads) = (
      bounds, threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    )
    var bare = Array(repeating: UInt64(0), count: Int((untimed.max() ?? -1) + 1))
    for (index, rule) in rules.enumerated() { bare[Int(untimed[index])] = rule }
    untimedRules = bare
    owners = (0..<starts.count - 1).map { participant in
      item[Int(starts[participant])..<Int(starts[participant + 1])].reduce(0) { $0 | rules[Int($1)] }
    }
  }

  /// All ways together. A way that cannot find what another has not found is left out where `isQuick`: without
  /// sensitive rules whatever fewer than K hold in any way is held by fewer than K in order and with times.
  func findings(isCollecting: Bool, isQuick: Bool = false) -> Findings {
    var all = Findings(participants: owners.count)
    let ways: [Knowledge] =
      isQuick && bounds.confidence.isEmpty ? [.timed] : [.timed, .set, .multiset, .sequence]
    for way in ways { all.merge(findings(way, isCollecting: isCollecting)) }
    return all
  }

  func findings(_ knowledge: Knowledge, isCollecting: Bool) -> Findings {
    switch bounds.confidence.count {
    case 0: findings(knowledge, isCollecting, UInt32.self)
    case 1...3: findings(knowledge, isCollecting, SIMD4<UInt32>.self)
    default: findings(knowledge, isCollecting, SIMD16<UInt32>.self)
    }
  }

  private func findings<T: Tally>(_ knowledge: Knowledge, _ isCollecting: Bool, _: T.Type) -> Findings {
    let isUntimed = knowledge == .sequence
    var rare: [(item: Int32, participant: Int32)] = []
    let cells = Cells(
      starts, isUntimed ? item.map { untimed[Int($0)] } : item, rules: isUntimed ? untimedRules : rules,
      owners: owners, knowledge, least: bounds.people
    ) { rare.append(($0, $1)) }
    var found = singles(rare, isCollecting, isUntimed)
    let trunk = Walk<T>(cells, bounds, isCollecting: isCollecting, isUntimed: isUntimed)
    let (roots, matches) = trunk.roots()
    found.merge(trunk.take())
    let parts = walked(roots, matches, threads: threads) { [bounds, known = found.depth] in
      let walk = Walk<T>(cells, bounds, isCollecting: isCollecting, isUntimed: isUntimed)
      walk.know(known)
      return walk
    }
    for part in parts { found.merge(part) }
    if knowledge == .timed { found.merge(whole(isCollecting)) }
    return found
  }
}

/// Each first item is walked by one thread, and what was found is put together in the order of the items, so that
/// it is the same whatever the number of threads.
private func walked<T: Tally>(
  _ roots: [Walk<T>.Branch], _ matches: [Walk<T>.Match], threads: Int,
  _ make: @escaping @Sendable () -> Walk<T>
) -> [Findings] {
  let order = roots.indices.sorted {
    (roots[$1].matches.count, $0) < (roots[$0].matches.count, $1)
  }
  let next = Atomic(0)
  let found = Mutex<[(root: Int, findings: Findings)]>([])
  let walk = { @Sendable (_: Int) in
    let walk = make()
    matches.withUnsafeBufferPointer { matches in
      while true {
        let turn = next.add(1, ordering: .relaxed).oldValue
        guard turn < order.count else { break }
        walk.walk(roots[order[turn]], matches)
        guard walk.isCollecting, walk.findings.patterns > 0 else { continue }
        let part = walk.take()
        found.withLock { $0.append((order[turn], part)) }
      }
    }
    let rest = walk.take()
    found.withLock { $0.append((order.count, rest)) }
  }
  if threads > 1 { DispatchQueue.concurrentPerform(iterations: threads, execute: walk) } else { walk(0) }
  return found.withLock { $0 }.sorted { $0.root < $1.root }.map(\.findings)
}

extension Check {
  /// Items that fewer than K hold: the shortest patterns of all.
  private func singles(
    _ rare: [(item: Int32, participant: Int32)], _ isCollecting: Bool, _ isUntimed: Bool
  ) -> Findings {
    var found = Findings(participants: owners.count)
    var last: (item: Int32, participant: Int32)?
    for pair in rare.sorted(by: { $0 < $1 }) where last.map({ $0 == pair }) != true {
      found.mark(pair.participant, 1)
      if last?.item != pair.item {
        found.patterns += 1
        if isCollecting { found.add([pair.item], isUntimed: isUntimed, []) }
      }
      if isCollecting { found.join(pair.participant) }
      last = pair
    }
    return found
  }

  /// Traces of at most L rows that fewer than K have from beginning to end.
  private func whole(_ isCollecting: Bool) -> Findings {
    var alike: [[Int32]: [Int32]] = [:]
    for participant in owners.indices {
      let rows = Int(starts[participant])..<Int(starts[participant + 1])
      guard !rows.isEmpty, rows.count <= bounds.length else { continue }
      alike[Array(item[rows]), default: []].append(Int32(participant))
    }
    var found = Findings(participants: owners.count)
    for (trace, people) in alike.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where people.count < Int(bounds.people) {
      found.patterns += 1
      for participant in people { found.mark(participant, UInt8(trace.count)) }
      if isCollecting { found.add(trace, isUntimed: false, people) }
    }
    return found
  }
}

extension Findings {
  fileprivate mutating func add(_ pattern: [Int32], isUntimed: Bool, _ holders: [Int32]) {
    var items = SIMD4<Int32>(repeating: -1)
    for (index, item) in pattern.enumerated() { items[index] = item }
    let range = people.count..<people.count + holders.count
    exposures.append(Exposure(items: items, isUntimed: isUntimed, rule: nil, people: range))
    people += holders
  }

  fileprivate mutating func join(_ participant: Int32) {
    people.append(participant)
    guard let last = exposures.indices.last else { return }
    exposures[last].people = exposures[last].people.lowerBound..<people.count
  }
}

/// The different values in growing order, and for each value its place among them.
func ranked(_ values: [UInt64]) -> ([UInt64], [Int32]) {
  let different = Set(values).sorted()
  let places = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, Int32($0)) })
  return (different, values.map { places[$0] ?? 0 })
}
