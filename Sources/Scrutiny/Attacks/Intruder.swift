internal import Releases

/// What the attacks share: the release as sets of participants by item, so that whoever has some events is found by
/// laying sets over each other.
struct Intruder: Sendable {
  let table: EventTable
  let items: Items
  /// For each item a bit for each participant who has it.
  private let having: [[UInt64]]

  init(_ table: EventTable) {
    self.table = table
    items = Items(table, without: [.count])
    let words = (table.cases.count + 63) / 64
    var having = [[UInt64]](repeating: [UInt64](repeating: 0, count: words), count: items.count)
    for person in table.cases.indices {
      for row in table.rows(of: person) {
        having[Int(items.codes[row])][person / 64] |= 1 << UInt64(person % 64)
      }
    }
    self.having = having
  }

  var people: Int { table.cases.count }

  func trace(_ person: Int) -> ArraySlice<UInt32> { items.codes[table.rows(of: person)] }

  /// How many have these items, each as often; and in this order where it is known.
  func matches(_ points: [UInt32], ordered: Bool) -> Int {
    let candidates = holders(points)
    if !ordered, Set(points).count == points.count { return candidates.reduce(0) { $0 + $1.nonzeroBitCount } }
    return Self.members(candidates).count { ordered ? hasInOrder($0, points) : hasAsOften($0, points) }
  }

  /// Those who have each of the items, or, where an item may be several, one of them.
  func holders(_ points: [UInt32]) -> [UInt64] {
    guard let first = points.first else { return [] }
    var set = having[Int(first)]
    for point in points.dropFirst() {
      let other = having[Int(point)]
      for word in set.indices { set[word] &= other[word] }
    }
    return set
  }

  /// Those who have at least one of the items.
  func anyHolders(_ items: [Int]) -> [UInt64] {
    var set = [UInt64](repeating: 0, count: (people + 63) / 64)
    for item in items {
      for word in set.indices { set[word] |= having[item][word] }
    }
    return set
  }

  static func members(_ set: [UInt64]) -> [Int] {
    var members: [Int] = []
    for (index, word) in set.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }

  private func hasInOrder(_ person: Int, _ points: [UInt32]) -> Bool {
    var rest = points[...]
    for item in trace(person) where item == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  private func hasAsOften(_ person: Int, _ points: [UInt32]) -> Bool {
    let trace = trace(person)
    return points.allSatisfy { point in trace.count { $0 == point } >= points.count { $0 == point } }
  }
}

/// Numbers that are the same on every machine (SplitMix64).
struct Draw: RandomNumberGenerator, Sendable {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// So many different numbers below a bound, in order; all, where there are no more.
  mutating func some(_ count: Int, below bound: Int) -> [Int] {
    if count >= bound { return Array(0..<bound) }
    var drawn: Set<Int> = []
    while drawn.count < count { drawn.insert(Int.random(in: 0..<bound, using: &self)) }
    return drawn.sorted()
  }
}
