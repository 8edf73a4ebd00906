import Releases

@testable import Anonymity

/// Small invented rows for laws that are tried by counting everything.
struct Tiny {
  var starts: [Int32] = [0]
  var item: [Int32] = []
  var rules: [UInt64]
  var untimed: [Int32]

  /// `kinds × times` items, so that an item's kind is its number modulo `kinds`.
  init(_ random: inout Dice, participants: Int, kinds: Int, times: Int, longest: Int, sensitive: Int) {
    rules = (0..<kinds * times).map { $0 % kinds < sensitive ? 1 << UInt64($0 % kinds) : 0 }
    untimed = (0..<kinds * times).map { Int32($0 % kinds) }
    for _ in 0..<participants {
      for _ in 0..<random.below(longest + 1) { item.append(Int32(random.below(kinds * times))) }
      starts.append(Int32(item.count))
    }
  }

  func trace(_ participant: Int) -> [Int32] {
    Array(item[Int(starts[participant])..<Int(starts[participant + 1])])
  }

  var participants: Int { starts.count - 1 }

  func check(_ bounds: Bounds, threads: Int = 1) -> Check {
    Check(starts: starts, item: item, rules: rules, untimed: untimed, bounds, threads: threads)
  }
}

/// Who is exposed, and by how short a pattern, found by writing out every pattern of everybody.
struct Naive {
  let tiny: Tiny
  let bounds: Bounds

  func depths(_ knowledge: Knowledge) -> [UInt8] {
    var depths = Array(repeating: UInt8(0), count: tiny.participants)
    var holders: [[Int32]: Set<Int>] = [:]
    for participant in 0..<tiny.participants {
      for pattern in patterns(tiny.trace(participant), knowledge) {
        holders[pattern, default: []].insert(participant)
      }
    }
    for (pattern, people) in holders where !isSafe(pattern, people, knowledge) {
      for participant in people { shorten(&depths[participant], UInt8(pattern.count)) }
    }
    if knowledge == .timed { markWhole(&depths) }
    return depths
  }

  private func markWhole(_ depths: inout [UInt8]) {
    let traces = (0..<tiny.participants).map(tiny.trace)
    for (participant, trace) in traces.enumerated() where !trace.isEmpty && trace.count <= bounds.length {
      if traces.count(where: { $0 == trace }) < Int(bounds.people) {
        shorten(&depths[participant], UInt8(trace.count))
      }
    }
  }

  private func shorten(_ depth: inout UInt8, _ length: UInt8) {
    if depth == 0 || depth > length { depth = length }
  }

  private func patterns(_ trace: [Int32], _ knowledge: Knowledge) -> Set<[Int32]> {
    var seen: Set<[Int32]> = [[]]
    for row in knowledge == .sequence ? trace.map({ tiny.untimed[Int($0)] }) : trace {
      for pattern in seen where pattern.count < bounds.length { seen.insert(pattern + [row]) }
    }
    seen.remove([])
    switch knowledge {
    case .sequence, .timed: return seen
    case .multiset: return Set(seen.map { $0.sorted() })
    case .set: return Set(seen.filter { Set($0).count == $0.count }.map { $0.sorted() })
    }
  }

  private func isSafe(_ pattern: [Int32], _ people: Set<Int>, _ knowledge: Knowledge) -> Bool {
    guard people.count >= Int(bounds.people) else { return false }
    let exempt = pattern.reduce(UInt64(0)) { $0 | tiny.rules[Int($1)] }
    return bounds.confidence.indices.allSatisfy { rule in
      let bit = UInt64(1) << UInt64(rule)
      guard exempt & bit == 0 else { return true }
      let under = people.count { tiny.trace($0).contains { tiny.rules[Int($0)] & bit != 0 } }
      return UInt64(under) * 1_000_000 <= UInt64(people.count) * bounds.confidence[rule]
    }
  }
}

/// SplitMix64.
struct Dice {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}

extension Bounds {
  init(length: Int, people: Int, confidence: [Double] = []) {
    var guarantee = Guarantee()
    guarantee.length = length
    guarantee.people = people
    guarantee.sensitive = confidence.enumerated().map { .init("rule \($0)", [], confidence: $1) }
    self.init(guarantee)
  }
}
