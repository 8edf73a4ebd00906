internal import Dispatch
internal import Foundation
internal import Synchronization

/// Counts, for every pattern of up to L items that somebody has, how many people have it.
///
/// Patterns are counted by their middle. Of a participant's places of the middle, the first one that lies behind the
/// first place of `a` leaves most room behind it. So `a` need only be paired with what comes after that place, and
/// that is the front of the list of items by their last place: each pattern of a participant is met exactly once, and
/// nothing is searched, copied or hashed.
final class Counting: Sendable {
  let sequences: Sequences
  let bounds: Bounds
  /// For each item a bit for each rule that it is one of.
  let told: [UInt64]
  /// Whether what has all items different is to be known apart.
  let splitsSets: Bool

  init(_ sequences: Sequences, _ bounds: Bounds, told: [UInt64], splitsSets: Bool = false) {
    (self.sequences, self.bounds, self.told, self.splitsSets) = (sequences, bounds, told, splitsSets)
  }

  struct Outcome: Sendable {
    var all: Findings
    /// Of the patterns whose items are all different.
    var sets: Findings

    mutating func add(_ other: Outcome) {
      all.add(other.all)
      sets.add(other.sets)
    }
  }

  func outcome(cores: Int = ProcessInfo.processInfo.activeProcessorCount) -> Outcome {
    var sum = Outcome(all: Findings(bounds), sets: Findings(bounds))
    let rules = bounds.rules.count
    for start in stride(from: 0, through: max(rules - 1, 0), by: 15) {
      let group = start..<min(start + 15, rules)
      switch group.count {
      case ...1: sum.add(side(by: cores) { Middles<SIMD2<UInt32>>(self, group) })
      case ...3: sum.add(side(by: cores) { Middles<SIMD4<UInt32>>(self, group) })
      case ...7: sum.add(side(by: cores) { Middles<SIMD8<UInt32>>(self, group) })
      default: sum.add(side(by: cores) { Middles<SIMD16<UInt32>>(self, group) })
      }
    }
    return sum
  }

  /// Items are taken as middles by whoever is free.
  private func side<Lanes: Counts>(
    by cores: Int, _ make: @Sendable () -> Middles<Lanes>
  ) -> Outcome {
    let next = Atomic(0)
    let sum = Mutex(Outcome(all: Findings(bounds), sets: Findings(bounds)))
    DispatchQueue.concurrentPerform(iterations: max(1, cores)) { _ in
      var middles = make()
      while true {
        let item = next.add(1, ordering: .relaxed).oldValue
        if item >= sequences.alphabet { break }
        middles.count(item)
      }
      sum.withLock { $0.add(middles.outcome) }
    }
    return sum.withLock(\.self)
  }
}
