/// What a check has found.
struct Findings {
  /// For each participant the length of the shortest pattern that exposes them; 0 where none does.
  var depth: [UInt8]
  var exposures: [Exposure] = []
  /// The participants of all exposures, one after another.
  var people: [Int32] = []
  /// Unsafe patterns that were met. What contains one that too few hold was not looked at.
  var patterns = 0

  init(participants: Int) { depth = Array(repeating: 0, count: participants) }

  var exposed: Int { depth.reduce(0) { $1 == 0 ? $0 : $0 + 1 } }

  /// How much is exposed, for patterns of up to `length`: one that is shorter counts more.
  func weight(_ length: Int) -> Int { depth.reduce(0) { $1 == 0 ? $0 : $0 + length + 1 - Int($1) } }

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
