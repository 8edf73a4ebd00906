/// What a check has found.
struct Findings {
  /// For each participant the length of the shortest pattern that exposes them; 0 where none does.
  var depth: [UInt8]
  var exposures: [Exposure] = []
  /// The participants of all exposures, one after another.
  var people: [Int32] = []
  /// Unsafe patterns that were met. What contains one that too few hold was not looked at.
  var patterns = 0
  /// The sensitive rules of which too much can be concluded, a bit each.
  var broken: UInt64 = 0

  init(participants: Int) { depth = Array(repeating: 0, count: participants) }

  var exposed: Int { exposed(by: 4) }

  /// Participants exposed by patterns of at most this length.
  func exposed(by length: Int) -> Int { depth.count { $0 > 0 && $0 <= length } }

  mutating func merge(_ other: Findings) {
    for index in depth.indices { mark(Int32(index), other.depth[index]) }
    let offset = people.count
    exposures += other.exposures.map { exposure in
      var moved = exposure
      moved.people = exposure.people.lowerBound + offset..<exposure.people.upperBound + offset
      return moved
    }
    people += other.people
    patterns += other.patterns
    broken |= other.broken
  }

  /// Whether a pattern of at most this length is known to expose the participant.
  func isMarked(_ participant: Int32, _ length: UInt8) -> Bool {
    let now = depth[Int(participant)]
    return now > 0 && now <= length
  }

  mutating func mark(_ participant: Int32, _ length: UInt8) {
    let now = depth[Int(participant)]
    guard length > 0, now == 0 || now > length else { return }
    depth[Int(participant)] = length
  }
}

/// A pattern that is not safe, and who holds it.
struct Exposure {
  /// Items as the rows number them; -1 stands for none. Without their times where `isUntimed`.
  var items: SIMD4<Int32>
  var isUntimed: Bool
  /// The sensitive rule that can be concluded; nil where too few hold the pattern.
  var rule: Int?
  /// How many of the holders fall under the rule.
  var under = 0
  /// A range of `Findings.people`.
  var people: Range<Int>
}
