import Releases

/// Streams of at most L rows that fewer than K have from beginning to end: each is cut down to a stream that K have,
/// where there is one, so that short streams are gathered and not lost. What K have from beginning to end holds no
/// pattern that fewer have.
struct Gathering {
  private let work: Work
  private let rows: Rows
  /// For each participant the fewest events that may be left.
  private let least: [Int]
  private let keys: [KeyedChoice]

  /// What may be left of a stream: some of its rows, and what is told of them.
  struct Choice {
    var stream: [UInt64]
    var rows: [Int]
    /// Drawn by the key: the highest is chosen first.
    var order: UInt64
  }

  init(_ work: Work, _ rows: Rows, least: [Int], keys: [KeyedChoice]) {
    (self.work, self.rows, self.least, self.keys) = (work, rows, least, keys)
  }

  /// For each participant whose stream is short and shared by too few, the rows that are kept: none where there is
  /// nothing that enough could have.
  func plan() -> [(participant: Int, rows: [Int])] {
    var people: [[UInt64]: [Int]] = [:]
    for participant in 0..<rows.participants where 1...work.bounds.length ~= rows.rows(of: participant).count
    {
      people[told(participant), default: []].append(participant)
    }
    let few = people.values.filter { $0.count < work.bounds.people }.joined().sorted()
    let enough = people.mapValues(\.count).filter { $0.value >= work.bounds.people }
    var settling = Settling(few.map(choices), beside: enough, least: Int(work.bounds.people))
    return zip(few, settling.settled()).map { ($0, $1?.rows ?? []) }
  }

  private func told(_ participant: Int) -> [UInt64] {
    rows.rows(of: participant).map { rows.alphabet[Int(rows.item[$0])] }
  }

  /// All that may be left, likelier first where it holds more events.
  private func choices(of participant: Int) -> [Choice] {
    let all = Array(rows.rows(of: participant))
    let choices = (1..<1 << all.count).compactMap { chosen -> Choice? in
      let kept = all.indices.filter { chosen >> $0 & 1 == 1 }.map { all[$0] }
      let events = kept.flatMap { rows.events(of: $0, in: work.stream) }
      guard events.count >= least[participant] else { return nil }
      let stream = stream(events)
      let weight = UInt64(min(events.count, 1 << 15))
      return Choice(stream: stream, rows: kept, order: (keys[participant](stream) >> 32) * weight * weight)
    }
    return choices.sorted {
      $0.order > $1.order || $0.order == $1.order && $0.rows.lexicographicallyPrecedes($1.rows)
    }
  }

  /// What is told of some events of one participant, as `Rows` tells it.
  private func stream(_ events: [Int]) -> [UInt64] {
    var told: [UInt64] = []
    for event in events {
      let item = rows.coding.packed(
        work.traces, work.stream.event[event], day: work.stream.day[event], since: work.stream.day[events[0]])
      if told.last != item { told.append(item) }
    }
    return told
  }
}

/// Everybody takes the first of their choices that enough others take or have already. Where too few would have a
/// stream, that which fewest take is given up, and they take their next.
struct Settling {
  /// How many have each stream already.
  private let beside: [[UInt64]: Int]
  private let least: Int
  private var choices: [[Gathering.Choice]]
  private var takers: [[UInt64]: [Int]] = [:]
  private var given: Set<[UInt64]> = []

  init(_ choices: [[Gathering.Choice]], beside: [[UInt64]: Int], least: Int) {
    (self.choices, self.beside, self.least) = (choices, beside, least)
    let hopeful = hopeful
    for index in choices.indices { self.choices[index].removeAll { !hopeful.contains($0.stream) } }
  }

  /// For each the choice that is taken; nil where enough take none of theirs.
  mutating func settled() -> [Gathering.Choice?] {
    for index in choices.indices { take(index) }
    while let few = fewest {
      given.insert(few)
      for index in takers.removeValue(forKey: few) ?? [] { take(index) }
    }
    return choices.indices.map(first)
  }

  private func first(_ index: Int) -> Gathering.Choice? {
    choices[index].first { !given.contains($0.stream) }
  }

  private mutating func take(_ index: Int) {
    if let first = first(index) { takers[first.stream, default: []].append(index) }
  }

  /// The stream that fewest take, of those that too few would have.
  private var fewest: [UInt64]? {
    takers.filter { (beside[$0.key] ?? 0) + $0.value.count < least }.map { ($0.value.count, $0.key) }
      .min { $0.0 < $1.0 || $0.0 == $1.0 && $0.1.lexicographicallyPrecedes($1.1) }?.1
  }

  /// Streams that enough could have if all took them.
  private var hopeful: Set<[UInt64]> {
    var most = beside
    for list in choices { for stream in Set(list.map(\.stream)) { most[stream, default: 0] += 1 } }
    return Set(most.filter { $0.value >= least }.keys)
  }
}
