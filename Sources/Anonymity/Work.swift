import Events
import Releases

/// A release in the making: the stream, the levels it is told at, and what was done to it.
struct Work {
  let traces: Traces
  let policy: Policy
  let threads: Int
  let tree: KindTree
  let scale: TimeScale
  let places: Places
  let workers: Workers
  let bounds: Bounds
  var stream: Stream
  var levels: Levels
  var report = SuppressionReport()

  init(_ traces: Traces, _ policy: Policy, _ secrets: Secrets, threads: Int) throws {
    (self.traces, self.policy, self.threads) = (traces, policy, threads)
    tree = KindTree(traces, policy)
    bounds = Bounds(policy.guarantee)
    stream = try Stream(traces, policy, secrets)
    guard stream.persons.count >= policy.leastParticipants else {
      throw AnonymityError.tooFew(stream.persons.count, least: policy.leastParticipants)
    }
    places = Places(traces, stream, policy)
    workers = try Workers(traces, stream, policy, secrets)
    scale = TimeScale(policy.time, days: stream.day + traces.day.map(\.number))
    levels = Levels(
      kinds: traces.kinds.map { _ in KindLevel(policy.kinds.level) }, modes: policy.kinds.modes,
      place: PlaceLevel(policy.places.level), worker: WorkerLevel(policy.workers))
    report.persons = traces.keepers.count
    report.drawn = stream.persons.count
    liftRare()
  }

  private mutating func liftRare() {
    var rarity = Rarity(traces, stream, tree, policy)
    if policy.tier == .b { levels.kinds = rarity.lift(levels.kinds, sensitive: bounds) }
    levels.kinds = rarity.lift(levels.kinds)
    report.lifts = rarity.lifts
    report.rarePlaces = places.rare
    for index in stream.event.indices where stream.gone[index] == 0 {
      if levels.kinds[Int(traces.kind[stream.event[index]])] == .never { stream.take(index, .rareKind) }
    }
    report.streams = stream.persons.indices.count { participant in
      stream.events(of: participant).contains { stream.gone[$0] == 0 }
    }
  }

  func coding(_ levels: Levels) -> Coding {
    Coding(levels, scale, tree, places: places, workers: workers)
  }

  func rows(_ levels: Levels) -> Rows { Rows(traces, stream, coding(levels), cap: policy.cap) }

  func check(_ rows: Rows) -> Check { Check(rows, rules: rules(rows), bounds, threads: threads) }

  /// For each item of the rows the sensitive rules of its kind. A contact is under none.
  func rules(_ rows: Rows) -> [UInt64] {
    var named: [Int: UInt64] = [:]
    for kind in rows.coding.kind.indices
    where rows.coding.levels.kinds[kind].rawValue < KindLevel.contact.rawValue {
      named[rows.coding.kind[kind], default: 0] |= tree.rules[kind]
    }
    return rows.alphabet.map { named[rows.coding.parts($0).kind] ?? 0 }
  }
}

extension KindLevel {
  init(_ level: KindRule.Level) {
    self = [.leaf: KindLevel.leaf, .category: .category, .contact: .contact][level] ?? .category
  }
}

extension Work {
  /// Lifts levels for all while more participants are exposed than may be helped one by one; each time the one that
  /// takes away most exposure for what it costs.
  mutating func lift(_ progress: (AnonymiserStep) -> Void) {
    var rows = rows(levels)
    var found = check(rows).findings(isCollecting: false, isQuick: true)
    report.exposedAtFirst = found.exposed
    let budget = Int(policy.guarantee.localBudget * 1_000_000)
    while found.exposed * 1_000_000 > budget * rows.participants {
      progress(.lifting(exposed: found.exposed, participants: rows.participants))
      guard let best = best(rows, found) else { break }
      let after = check(best.rows).findings(isCollecting: false, isQuick: true)
      report.lifts.append(
        .init(
          column: best.candidate.column, from: best.candidate.from, to: best.candidate.to, cause: .exposure,
          exposedBefore: found.exposed, exposedAfter: after.exposed))
      (levels, rows, found) = (best.candidate.levels, best.rows, after)
    }
    report.exposedAfterLifting = found.exposed
  }

  private func best(_ rows: Rows, _ found: Findings) -> (candidate: Candidate, rows: Rows)? {
    let now = (weight: found.weight(bounds.length), silence: silence(rows))
    var best: (candidate: Candidate, rows: Rows, gain: Int, cost: Int)?
    for candidate in levels.candidates(tree, scale) {
      let lifted = self.rows(candidate.levels)
      let after = check(lifted).findings(isCollecting: false, isQuick: true)
      let gain = now.weight - after.weight(bounds.length)
      let cost = max(1, (silence(lifted) - now.silence) >> 16) * candidate.dearness
      guard gain > 0 else { continue }
      if let best, !isBetter(gain, cost, than: (best.gain, best.cost)) { continue }
      best = (candidate, lifted, gain, cost)
    }
    return best.map { ($0.candidate, $0.rows) }
  }

  private func isBetter(_ gain: Int, _ cost: Int, than other: (gain: Int, cost: Int)) -> Bool {
    let (mine, others) = (gain.multipliedFullWidth(by: other.cost), other.gain.multipliedFullWidth(by: cost))
    return (mine.high, mine.low) > (others.high, others.low)
  }

  private func silence(_ rows: Rows) -> Int {
    var counts = Array(repeating: 0, count: rows.alphabet.count)
    for (row, item) in rows.item.enumerated() { counts[Int(item)] += Int(rows.count[row]) }
    return Anonymity.silence(counts)
  }
}
