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
  /// What the policy asks for.
  let asked: Levels
  var report = SuppressionReport()

  /// `beside`: days that are told as well, of people who are not in the traces.
  init(_ traces: Traces, _ policy: Policy, _ secrets: Secrets, threads: Int, beside: [Day] = []) throws {
    (self.traces, self.policy, self.threads) = (traces, policy, threads)
    tree = KindTree(traces, policy)
    bounds = Bounds(policy.guarantee)
    stream = try Stream(traces, policy, secrets)
    guard stream.persons.count >= policy.leastParticipants else {
      throw AnonymityError.tooFew(stream.persons.count, least: policy.leastParticipants)
    }
    places = Places(traces, stream, policy)
    workers = try Workers(traces, stream, policy, secrets)
    scale = TimeScale(policy.time, days: stream.day + (traces.day + beside).map(\.number))
    asked = Levels(
      kinds: traces.kinds.map { _ in KindLevel(policy.kinds.level) }, modes: policy.kinds.modes,
      place: PlaceLevel(policy.places.level), worker: WorkerLevel(policy.workers))
    levels = asked
    report.persons = traces.keepers.count
    report.drawn = stream.persons.count
    liftRare()
  }

  private mutating func liftRare() {
    var rarity = Rarity(traces, stream, tree, policy)
    if policy.tier == .b { levels.kinds = levels.kinds.enumerated().map(withoutSensitiveLeaf) }
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

  /// A rule speaks of categories: its kinds are told as their category, so that whoever reads the release alone can
  /// see which rows it is about.
  private func withoutSensitiveLeaf(_ kind: Int, _ level: KindLevel) -> KindLevel {
    level == .leaf && tree.rules[kind] != 0 ? .category : level
  }

  func coding(_ levels: Levels) -> Coding {
    Coding(levels, scale, tree, places: places, workers: workers)
  }

  func rows(_ levels: Levels) -> Rows { Rows(traces, stream, coding(levels), cap: policy.cap) }

  /// `length`: of the longest pattern; the policy's where none is given.
  func check(_ rows: Rows, length: Int? = nil, isWithRules: Bool = true) -> Check {
    var bounds = bounds
    if !isWithRules { bounds.confidence = [] }
    bounds.length = length ?? bounds.length
    return Check(rows, rules: rules(rows), bounds, threads: threads)
  }

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
