/// Counts patterns item by item, with memory of its own: one for each core. The first lane of a count is people; the
/// others are those of them for whom the rules of a group hold.
struct Middles<Lanes: Counts> {
  private let counting: Counting
  private let group: Range<Int>
  private let lanes: [Lanes]
  private(set) var outcome: Counting.Outcome

  /// So many counts are held at once; more are counted in several turns.
  private static var room: Int { 1 << 22 }
  private var counts: [Lanes] = []
  private var before: Ranks
  private var behind: Ranks
  private var tail: [Int32] = []

  init(_ counting: Counting, _ group: Range<Int>) {
    (self.counting, self.group) = (counting, group)
    let findings = Findings(counting.bounds)
    outcome = Counting.Outcome(all: findings, sets: findings)
    lanes = counting.bounds.having.map { bits in
      var lane = Lanes.zero
      lane[0] = 1
      for rule in group where bits & 1 << UInt64(rule) != 0 { lane[rule - group.lowerBound + 1] = 1 }
      return lane
    }
    before = Ranks(counting.sequences.alphabet)
    behind = Ranks(counting.sequences.alphabet)
  }

  /// Patterns that are `item`, that begin with it, and that have it as their middle or as the first of two middles.
  mutating func count(_ item: Int) {
    let length = counting.bounds.length
    var windows = Windows(item, counting.sequences)
    if windows.isEmpty { return }
    single(Int32(item), windows)
    if length >= 2 { pairs(Int32(item), windows) }
    if length >= 3 { around([Int32(item)], windows) }
    if length >= 4 {
      for (second, wider) in windows.followed(by: counting.sequences) {
        around([Int32(item), second], wider)
      }
    }
  }

  private mutating func single(_ item: Int32, _ windows: Windows) {
    var sum = Lanes.zero
    for window in windows.firsts { sum &+= lanes[Int(window.person)] }
    weigh(sum, [item])
  }

  /// `item` and then each other.
  private mutating func pairs(_ item: Int32, _ windows: Windows) {
    behind.clear()
    counts.removeAll(keepingCapacity: true)
    for window in windows.firsts {
      var at = Int(counting.sequences.ranges[Int(window.person)])
      let end = Int(counting.sequences.ranges[Int(window.person) + 1])
      while at < end, counting.sequences.lastPlaces[at] > window.to {
        let rank = behind.rank(counting.sequences.lastItems[at])
        if rank == counts.count { counts.append(.zero) }
        counts[rank] &+= lanes[Int(window.person)]
        at += 1
      }
    }
    for (rank, second) in behind.items.enumerated() { weigh(counts[rank], [item, second]) }
  }

  /// Each item, then the middle, then each item.
  private mutating func around(_ middle: [Int32], _ windows: Windows) {
    rank(windows)
    let width = behind.items.count
    guard width > 0, !before.items.isEmpty else { return }
    let height = max(1, Self.room / width)
    for low in stride(from: 0, to: before.items.count, by: height) {
      let rows = low..<min(low + height, before.items.count)
      tally(windows, rows, width)
      for row in rows {
        let told = middle.reduce(counting.told[Int(before.items[row])]) { $0 | counting.told[Int($1)] }
        for column in 0..<width where counts[(row - low) * width + column][0] > 0 {
          weigh(
            counts[(row - low) * width + column], before.items[row], middle, behind.items[column],
            told | counting.told[Int(behind.items[column])])
        }
      }
    }
  }

  /// Which items stand before and behind the middle at all.
  private mutating func rank(_ windows: Windows) {
    before.clear()
    behind.clear()
    for run in windows.runs {
      guard let first = run.first, let last = run.last else { continue }
      var at = Int(counting.sequences.ranges[Int(first.person)])
      let (start, end) = (at, Int(counting.sequences.ranges[Int(first.person) + 1]))
      while at < end, counting.sequences.firstPlaces[at] < last.from {
        _ = before.rank(counting.sequences.firstItems[at])
        at += 1
      }
      at = start
      while at < end, counting.sequences.lastPlaces[at] > first.to {
        _ = behind.rank(counting.sequences.lastItems[at])
        at += 1
      }
    }
  }

  private mutating func tally(_ windows: Windows, _ rows: Range<Int>, _ width: Int) {
    var taken = counts
    counts = []
    taken.removeAll(keepingCapacity: true)
    taken.append(contentsOf: repeatElement(.zero, count: rows.count * width))
    taken.withUnsafeMutableBufferPointer { counts in
      for run in windows.runs { tally(run, rows, width, counts) }
    }
    counts = taken
  }

  private mutating func tally(
    _ run: ArraySlice<Window>, _ rows: Range<Int>, _ width: Int, _ counts: UnsafeMutableBufferPointer<Lanes>
  ) {
    guard let first = run.first else { return }
    let lane = lanes[Int(first.person)]
    let start = Int(counting.sequences.ranges[Int(first.person)])
    let end = Int(counting.sequences.ranges[Int(first.person) + 1])
    fillTail(start..<end, behind: first.to)
    var (a, room) = (start, tail.count)
    for window in run {
      while room > 0, counting.sequences.lastPlaces[start + room - 1] <= window.to { room -= 1 }
      if room == 0 { return }
      while a < end, counting.sequences.firstPlaces[a] < window.from {
        let row = before.known(counting.sequences.firstItems[a])
        if rows.contains(row) { add(lane, (row - rows.lowerBound) * width, room, counts) }
        a += 1
      }
    }
  }

  /// The columns of the items that stand behind a place, those that stand last first.
  private mutating func fillTail(_ range: Range<Int>, behind place: Int32) {
    tail.removeAll(keepingCapacity: true)
    for at in range {
      if counting.sequences.lastPlaces[at] <= place { return }
      tail.append(Int32(behind.known(counting.sequences.lastItems[at])))
    }
  }

  /// The innermost step: nearly all time is spent here.
  @inline(__always)
  private func add(_ lane: Lanes, _ row: Int, _ room: Int, _ counts: UnsafeMutableBufferPointer<Lanes>) {
    tail.withUnsafeBufferPointer { tail in
      for index in 0..<room { counts[row + Int(tail[index])] &+= lane }
    }
  }

  private mutating func weigh(_ lane: Lanes, _ pattern: [Int32]) {
    let told = pattern.reduce(0) { $0 | counting.told[Int($1)] }
    let shape = Findings.Shape(count: pattern.count, first: pattern[0])
    outcome.all.weigh(lane, group: group, told: told, shape, pattern)
    if counting.splitsSets, pattern.count < 2 || pattern[0] != pattern[1] {
      outcome.sets.weigh(lane, group: group, told: told, shape, pattern)
    }
  }

  /// Sorted sequences have sorted patterns: two that are equal stand side by side.
  @inline(__always)
  private mutating func weigh(_ lane: Lanes, _ a: Int32, _ middle: [Int32], _ c: Int32, _ told: UInt64) {
    let shape = Findings.Shape(count: middle.count + 2, first: a)
    outcome.all.weigh(lane, group: group, told: told, shape, [a] + middle + [c])
    if counting.splitsSets, a != middle[0], middle[middle.count - 1] != c,
      middle[0] != middle.last || middle.count == 1
    {
      outcome.sets.weigh(lane, group: group, told: told, shape, [a] + middle + [c])
    }
  }
}

/// Numbers from 0 for those items that are met.
struct Ranks {
  private var numbers: [Int32]
  private(set) var items: [Int32] = []

  init(_ alphabet: Int) { numbers = [Int32](repeating: -1, count: alphabet) }

  mutating func clear() {
    for item in items { numbers[Int(item)] = -1 }
    items.removeAll(keepingCapacity: true)
  }

  mutating func rank(_ item: Int32) -> Int {
    if numbers[Int(item)] < 0 {
      numbers[Int(item)] = Int32(items.count)
      items.append(item)
    }
    return Int(numbers[Int(item)])
  }

  func known(_ item: Int32) -> Int { Int(numbers[Int(item)]) }
}
