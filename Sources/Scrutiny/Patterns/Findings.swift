/// What counting the patterns under one knowledge came to. Findings of different patterns add up in any order.
struct Findings: Sendable {
  let bounds: Bounds
  /// Patterns that somebody has.
  var patterns = 0
  /// The fewest people who share one.
  var least = Int.max
  /// Patterns of fewer than K, and patterns that say too much.
  var few = 0
  var telling = 0
  /// For each rule the greatest share of a pattern's people whom it holds of: so many of so many.
  var worst: [(having: Int, of: Int)]
  /// Pairs of a pattern and a rule that it does not hold an item of, and those where the share lies more than a
  /// fifth above that of all.
  var asked = 0
  var gained = 0
  /// The first by length and items.
  var examples: [Example] = []

  struct Example: Comparable, Sendable {
    var pattern: [Int32]
    var people: Int
    var rule: Int?
    var having: Int

    static func < (a: Example, b: Example) -> Bool {
      if a.pattern.count != b.pattern.count { return a.pattern.count < b.pattern.count }
      if a.pattern != b.pattern { return a.pattern.lexicographicallyPrecedes(b.pattern) }
      return (a.rule ?? -1) < (b.rule ?? -1)
    }
  }

  /// How many items a pattern has, and its first.
  struct Shape: Comparable, Sendable {
    var count: Int
    var first: Int32

    static func < (a: Shape, b: Shape) -> Bool { a.count != b.count ? a.count < b.count : a.first < b.first }
  }

  /// Of the last example, once there are as many as are shown.
  private var full: Shape?

  init(_ bounds: Bounds) {
    self.bounds = bounds
    worst = bounds.rules.map { _ in (0, 1) }
  }

  /// Weighs a pattern that `people` have, and of them so many have what each rule of the group is about.
  @inline(__always)
  mutating func weigh<Lanes: Counts>(
    _ lanes: Lanes, group: Range<Int>, told: UInt64, _ shape: Shape, _ pattern: @autoclosure () -> [Int32]
  ) {
    let people = Int(lanes[0])
    if group.lowerBound == 0 {
      patterns += 1
      if people < least { least = people }
      if people < bounds.people {
        few += 1
        note(shape, Example(pattern: pattern(), people: people, rule: nil, having: 0))
      }
    }
    for rule in group where told & 1 << UInt64(rule) == 0 {
      weigh(Int(lanes[rule - group.lowerBound + 1]), of: people, rule, shape, pattern())
    }
  }

  @inline(__always)
  private mutating func weigh(
    _ having: Int, of people: Int, _ rule: Int, _ shape: Shape, _ pattern: @autoclosure () -> [Int32]
  ) {
    asked += 1
    let (all, base) = (bounds.population, bounds.rules[rule].base)
    if 5 * (having * all - base * people) > people * all { gained += 1 }
    if having * worst[rule].of > worst[rule].having * people { worst[rule] = (having, people) }
    if having * Bounds.whole > bounds.rules[rule].share * people {
      telling += 1
      note(shape, Example(pattern: pattern(), people: people, rule: rule, having: having))
    }
  }

  /// Most are told of by none of their letters: the first and the number of items leave nearly all of them out.
  @inline(__always)
  private mutating func note(_ shape: Shape, _ example: @autoclosure () -> Example) {
    if let full, shape > full { return }
    note(example())
  }

  private mutating func note(_ example: Example) {
    if examples.count == Verdict.shown, let last = examples.last, last < example { return }
    examples.insert(example, at: examples.firstIndex { example < $0 } ?? examples.count)
    if examples.count > Verdict.shown { examples.removeLast() }
    if examples.count == Verdict.shown, let last = examples.last?.pattern {
      full = Shape(count: last.count, first: last.first ?? 0)
    }
  }

  mutating func add(_ other: Findings) {
    patterns += other.patterns
    least = min(least, other.least)
    few += other.few
    telling += other.telling
    asked += other.asked
    gained += other.gained
    for rule in worst.indices
    where other.worst[rule].having * worst[rule].of > worst[rule].having * other.worst[rule].of {
      worst[rule] = other.worst[rule]
    }
    for example in other.examples { note(example) }
  }
}

/// Several counts that are added at once.
protocol Counts: SIMD, Sendable where Scalar == UInt32 {}
extension SIMD2<UInt32>: Counts {}
extension SIMD4<UInt32>: Counts {}
extension SIMD8<UInt32>: Counts {}
extension SIMD16<UInt32>: Counts {}

/// What a pattern is held to.
struct Bounds: Sendable {
  /// A share is told in millionths, so that no rounding decides.
  static let whole = 1_000_000

  struct Rule: Sendable {
    var name: String
    /// The greatest share, in millionths.
    var share: Int
    /// How many participants have it.
    var base: Int
  }

  /// L and K.
  var length: Int
  var people: Int
  var population: Int
  var rules: [Rule]
  /// For each participant a bit for each rule that holds of it.
  var having: [UInt64]
}
