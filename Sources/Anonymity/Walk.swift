/// One thread's walk over all patterns that begin with a given item. A pattern is told by where each holder's
/// leftmost match of it ends, which is exact for subsequences; each participant counts once.
final class Walk<T: Tally> {
  struct Match {
    /// The first cell after the match.
    var next: Int32
    var participant: Int32
  }

  /// A range of the matches at one depth.
  struct Branch {
    var item: Int32
    var matches: Range<Int>
  }

  private let cells: Cells
  private let bounds: Bounds
  private let tallies: [T]
  let isCollecting: Bool
  private let isUntimed: Bool
  /// Exposures are kept while they name fewer than this for one first item, two million for all of them: a repair
  /// goes round again anyway, and memory stays bounded where everybody is exposed.
  private let most: Int
  private(set) var findings: Findings

  private var counts: UnsafeMutableBufferPointer<T>
  private var cursor: UnsafeMutableBufferPointer<Int32>
  private var matches: [[Match]]
  private var pattern = SIMD4<Int32>(repeating: -1)

  init(_ cells: Cells, _ bounds: Bounds, isCollecting: Bool, isUntimed: Bool) {
    (self.cells, self.bounds) = (cells, bounds)
    (self.isCollecting, self.isUntimed) = (isCollecting, isUntimed)
    most = max(256, (1 << 21) / max(1, cells.names.count))
    tallies = cells.owners.map(T.init(rules:))
    findings = Findings(participants: cells.owners.count)
    counts = .allocate(capacity: cells.names.count)
    counts.initialize(repeating: .none)
    cursor = .allocate(capacity: cells.names.count)
    cursor.initialize(repeating: -1)
    matches = Array(repeating: [], count: bounds.length)
  }

  deinit {
    counts.deallocate()
    cursor.deallocate()
  }

  /// What others found before: nobody has to be found again.
  func know(_ depth: [UInt8]) { if !isCollecting { findings.depth = depth } }

  /// Empties what was found so far.
  func take() -> Findings {
    defer { findings = Findings(participants: cells.owners.count) }
    return findings
  }

  /// The first items, and the matches of each; those that are not safe are found, and gone into only where the
  /// number of people is enough.
  func roots() -> (branches: [Branch], matches: [Match]) {
    let all = cells.owners.indices.map { Match(next: cells.starts[$0], participant: Int32($0)) }
    let found = all.withUnsafeBufferPointer { self.branches(of: $0, depth: 0, exempt: 0) }
    return (found, matches[0])
  }

  func walk(_ root: Branch, _ all: UnsafeBufferPointer<Match>) {
    guard bounds.length > 1 else { return }
    pattern[0] = cells.names[Int(root.item)]
    extend(UnsafeBufferPointer(rebasing: all[root.matches]), depth: 1, exempt: cells.rules[Int(root.item)])
    pattern[0] = -1
  }

  private func extend(_ held: UnsafeBufferPointer<Match>, depth: Int, exempt: UInt64) {
    if isKnown(held, UInt8(depth + 1)) { return }
    guard depth + 1 < bounds.length else { return last(held, depth: depth, exempt: exempt) }
    let branches = branches(of: held, depth: depth, exempt: exempt)
    let next = matches[depth]
    next.withUnsafeBufferPointer { next in
      for branch in branches {
        pattern[depth] = cells.names[Int(branch.item)]
        extend(
          UnsafeBufferPointer(rebasing: next[branch.matches]), depth: depth + 1,
          exempt: exempt | cells.rules[Int(branch.item)])
      }
    }
    pattern[depth] = -1
  }

  /// Whether all are known to be exposed by patterns no longer than any that could be found here. Who is exposed,
  /// and how soon, is then the same without a look; which patterns there are is not.
  private func isKnown(_ held: UnsafeBufferPointer<Match>, _ length: UInt8) -> Bool {
    !isCollecting && held.allSatisfy { findings.isMarked($0.participant, length) }
  }

  /// At the greatest length nothing is gone into: counting is all.
  private func last(_ held: UnsafeBufferPointer<Match>, depth: Int, exempt: UInt64) {
    count(held)
    let unsafe = counts.indices.filter { counts[$0].people > 0 && !isSafe($0, exempt: exempt) }
    if !unsafe.isEmpty { expose(unsafe, held, depth: depth, exempt: exempt) }
    counts.update(repeating: .none)
  }

  /// Sorts the matches of all patterns that are one item longer by that item.
  private func branches(of held: UnsafeBufferPointer<Match>, depth: Int, exempt: UInt64) -> [Branch] {
    count(held)
    let unsafe = counts.indices.filter { counts[$0].people > 0 && !isSafe($0, exempt: exempt) }
    if !unsafe.isEmpty { expose(unsafe, held, depth: depth, exempt: exempt) }
    var branches: [Branch] = []
    var end = 0
    for item in counts.indices where counts[item].people >= bounds.people {
      cursor[item] = Int32(end)
      branches.append(Branch(item: Int32(item), matches: end..<end + Int(counts[item].people)))
      end += Int(counts[item].people)
    }
    counts.update(repeating: .none)
    scatter(held, depth: depth, count: end)
    for branch in branches { cursor[Int(branch.item)] = -1 }
    return branches
  }

  private func scatter(_ held: UnsafeBufferPointer<Match>, depth: Int, count: Int) {
    if matches[depth].count < count {
      matches[depth] = Array(repeating: Match(next: 0, participant: 0), count: count * 5 / 4)
    }
    matches[depth].withUnsafeMutableBufferPointer { sorted in
      each(held) { item, match, cell in
        let place = cursor[item]
        guard place >= 0 else { return }
        sorted[Int(place)] = Match(next: Int32(cell + 1), participant: match.participant)
        cursor[item] = place + 1
      }
    }
  }

  private func count(_ held: UnsafeBufferPointer<Match>) {
    let counts = counts
    tallies.withUnsafeBufferPointer { tallies in
      each(held) { item, match, _ in counts[item].add(tallies[Int(match.participant)]) }
    }
  }

  /// Each different item after each match, where it first stands.
  @inline(__always)
  private func each(_ held: UnsafeBufferPointer<Match>, _ body: (Int, Match, Int) -> Void) {
    cells.cells.withUnsafeBufferPointer { cells in
      self.cells.starts.withUnsafeBufferPointer { starts in
        for match in held {
          let end = Int(starts[Int(match.participant) + 1])
          var index = Int(match.next)
          while index < end {
            let cell = cells[index]
            if cell.before < match.next { body(Int(cell.item), match, index) }
            index += 1
          }
        }
      }
    }
  }

  private func isSafe(_ item: Int, exempt: UInt64) -> Bool {
    let tally = counts[item]
    return tally.people >= bounds.people && tooSure(tally, exempt | cells.rules[item]) == nil
  }

  /// The first rule of which too much can be concluded; nil where too few hold the pattern.
  private func tooSure(_ tally: T, _ exempt: UInt64) -> Int? {
    guard tally.people >= bounds.people else { return nil }
    for rule in bounds.confidence.indices where exempt >> UInt64(rule) & 1 == 0 {
      if bounds.isTooSure(tally.people(under: rule), of: tally.people, rule: rule) { return rule }
    }
    return nil
  }

  /// Marks who holds an unsafe pattern; each cursor is -1 before and after.
  private func expose(_ unsafe: [Int], _ held: UnsafeBufferPointer<Match>, depth: Int, exempt: UInt64) {
    findings.patterns += unsafe.count
    var end = findings.people.count
    let collects = isCollecting && end < most
    for item in unsafe {
      let tally = counts[item]
      if let rule = tooSure(tally, exempt | cells.rules[item]) { findings.broken |= 1 << UInt64(rule) }
      cursor[item] = Int32(end)
      if collects { keep(item, tally, depth, from: end, exempt) }
      end += Int(tally.people)
    }
    if collects { findings.people += Array(repeating: 0, count: end - findings.people.count) }
    each(held) { item, match, _ in
      guard cursor[item] >= 0 else { return }
      findings.mark(match.participant, UInt8(depth + 1))
      if collects { findings.people[Int(cursor[item])] = match.participant }
      cursor[item] += 1
    }
    for item in unsafe { cursor[item] = -1 }
  }

  private func keep(_ item: Int, _ tally: T, _ depth: Int, from start: Int, _ exempt: UInt64) {
    pattern[depth] = cells.names[item]
    defer { pattern[depth] = -1 }
    let people = start..<start + Int(tally.people)
    let rule = tooSure(tally, exempt | cells.rules[item])
    let under = rule.map { Int(tally.people(under: $0)) } ?? 0
    findings.exposures.append(
      Exposure(items: pattern, isUntimed: isUntimed, rule: rule, under: under, people: people))
  }
}
