internal import Events

/// One sum, its key by numbers, in sixteen bytes.
struct PackedSum: Sendable {
  /// Place, then period, so that the sums of a place stand in the order of time.
  let key: UInt64
  /// 16 bits of what is counted, 48 bits of the sum.
  private let rest: UInt64

  private static let sumBits: UInt64 = 48
  private static let sumMask: UInt64 = 1 << sumBits - 1

  /// Traps beyond 65,536 things counted. A sum has room for a hundred million events that tell a million each.
  init(place: UInt32, period: Period, what: UInt32, sum: Int64) {
    precondition(what >> 16 == 0, "too many things are counted")
    key = UInt64(place) << 32 | UInt64(UInt32(bitPattern: period.number) ^ 1 << 31)
    rest = UInt64(what) << Self.sumBits | UInt64(bitPattern: sum) & Self.sumMask
  }

  private init(key: UInt64, rest: UInt64) { (self.key, self.rest) = (key, rest) }

  var place: Int { Int(key >> 32) }
  var period: Period { Period(number: Int32(bitPattern: UInt32(truncatingIfNeeded: key) ^ 1 << 31)) }
  var what: Int { Int(rest >> Self.sumBits) }
  var sum: Int64 { Int64(bitPattern: rest << 16) >> 16 }

  /// Ten digits, the least first: two of what is counted, eight of the key.
  func digit(_ index: Int) -> Int {
    let index = UInt64(index)
    let digit = index < 2 ? rest >> (Self.sumBits + 8 * index) : key >> (8 * (index - 2))
    return Int(truncatingIfNeeded: digit & 255)
  }
  static let digits = 10

  func isBefore(_ other: PackedSum) -> Bool {
    key != other.key ? key < other.key : rest >> Self.sumBits < other.rest >> Self.sumBits
  }

  func hasKey(of other: PackedSum) -> Bool {
    key == other.key && rest >> Self.sumBits == other.rest >> Self.sumBits
  }

  mutating func add(_ other: PackedSum) {
    let sum = UInt64(bitPattern: sum &+ other.sum)
    self = PackedSum(key: key, rest: rest & ~Self.sumMask | sum & Self.sumMask)
  }
}

/// The sums of one tally as one thread of a rebuild counts them. There are about as many as there are events,
/// so they are counted by appending, and sorted and added up a portion at a time: no table that is larger than
/// the processor's memory is ever searched.
struct Sums: Sendable {
  private var labels: KnownLabels
  private var fresh: [PackedSum] = []
  private var spare: [PackedSum] = []
  /// Sorted, each key once.
  private(set) var runs: [[PackedSum]] = []
  /// So many runs at the front have been cut off, and are joined with none that come later.
  private var cut = 0

  private let portion: Int

  init(_ labels: Labels, portion: Int) {
    self.labels = KnownLabels(labels)
    self.portion = portion
  }

  mutating func add(_ tally: Tally) {
    for sum in tally.sums {
      let key = sum.key
      fresh.append(
        PackedSum(
          place: labels.place(key.place), period: key.period, what: labels.what(key.what, key.kind),
          sum: sum.sum))
    }
    if fresh.count >= portion { settle() }
  }

  /// Sorts and adds up what was counted lately.
  mutating func settle() {
    guard !fresh.isEmpty else { return }
    fresh.sortByDigits(&spare)
    fresh.addUp()
    runs.append(Array(fresh))
    fresh.removeAll(keepingCapacity: true)
    joinRuns()
  }

  /// Runs of about the same length become one, until they are large.
  private mutating func joinRuns() {
    while runs.count > cut + 1, let last = runs.last, runs[runs.count - 2].count < 2 * last.count,
      last.count < 8 * portion
    {
      runs.removeLast()
      runs.append(PackedSum.merged(runs.removeLast(), last))
    }
  }
}

extension Sums {
  /// What was counted since the last cut.
  mutating func cutOff(_ labels: Labels.Lists) -> Tally {
    settle()
    var tally = Tally()
    var sums = MergedSums(Array(runs[cut...]))
    while let sum = sums.next() { tally.add(Tally.Sum(labels.key(of: sum), sum.sum)) }
    cut = runs.count
    return tally
  }

  /// What was counted up to here is on the disk already.
  mutating func cutHere() {
    settle()
    cut = runs.count
  }

  /// Nothing is cut off any more.
  mutating func endCutting() {
    cut = 0
    // Each run that is appended is joined with those before it that are not much longer.
    let all = runs.sorted { $0.count > $1.count }
    runs = []
    for run in all {
      runs.append(run)
      joinRuns()
    }
  }
}

extension [PackedSum] {
  /// A radix sort by bytes, the least first; digits that are the same everywhere are passed over.
  fileprivate mutating func sortByDigits(_ spare: inout [PackedSum]) {
    guard let first else { return }
    if spare.count < count { spare = self }
    var counts = [Int](repeating: 0, count: 256 * PackedSum.digits)
    for sum in self { for digit in 0..<PackedSum.digits { counts[digit << 8 | sum.digit(digit)] += 1 } }
    for digit in 0..<PackedSum.digits where counts[digit << 8 | first.digit(digit)] != count {
      var next = [Int](repeating: 0, count: 257)
      for value in 0..<256 { next[value + 1] = next[value] + counts[digit << 8 | value] }
      for sum in self {
        let value = sum.digit(digit)
        spare[next[value]] = sum
        next[value] += 1
      }
      let count = count
      swap(&self, &spare)
      removeLast(self.count - count)
    }
  }

  /// Adds up neighbours of one key.
  fileprivate mutating func addUp() {
    var end = 0
    for sum in self {
      if end > 0, self[end - 1].hasKey(of: sum) {
        self[end - 1].add(sum)
      } else {
        self[end] = sum
        end += 1
      }
    }
    removeLast(count - end)
  }
}

extension PackedSum {
  fileprivate static func merged(_ a: [PackedSum], _ b: [PackedSum]) -> [PackedSum] {
    var merged: [PackedSum] = []
    merged.reserveCapacity(a.count + b.count)
    var all = MergedSums([a, b])
    while let sum = all.next() { merged.append(sum) }
    return merged
  }
}

/// Several sorted runs as one, each key once.
struct MergedSums {
  private let runs: [[PackedSum]]
  private var places: [Int]

  init(_ runs: [[PackedSum]]) {
    self.runs = runs
    places = runs.map { _ in 0 }
  }

  mutating func next() -> PackedSum? {
    guard var sum = least() else { return nil }
    for index in runs.indices where places[index] < runs[index].count {
      let other = runs[index][places[index]]
      if other.hasKey(of: sum) {
        sum.add(other)
        places[index] += 1
      }
    }
    return sum
  }

  /// The first of all heads, taken with no count of it yet.
  private func least() -> PackedSum? {
    var least: PackedSum?
    for index in runs.indices where places[index] < runs[index].count {
      let head = runs[index][places[index]]
      if least.map({ head.isBefore($0) }) ?? true { least = head }
    }
    return least?.zero
  }
}

extension PackedSum {
  fileprivate var zero: PackedSum { PackedSum(key: key, rest: rest & ~Self.sumMask) }
}
