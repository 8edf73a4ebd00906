import Releases

/// How near a release is to what it was made of.
struct Measure {
  private let work: Work
  private let before: Rows
  private let after: Rows

  init(_ work: Work, before: Rows, after: Rows) {
    (self.work, self.before, self.after) = (work, before, after)
  }

  func utility() -> Utility {
    var utility = Utility()
    let (would, did) = (before.streams, after.streams)
    utility.participantsKept = share(did, would)
    utility.eventsKept = share(after.events, before.events)
    let told = pairs(before, work.stream, kinds: before.coding.kind)
    let kept = pairs(after, work.stream, kinds: after.coding.kind)
    utility.directlyFollows = distance(told, kept)
    utility.pairRanks = rankCorrelation(told, kept)
    utility.lengths = lengths()
    utility.medianTimeError = medianTimeError()
    for row in work.report.categories {
      let would = row.released + (row.lost[.guarantee] ?? 0) + (row.lost[.droppedParticipant] ?? 0)
      if would > 0 { utility.retention[row.category] = share(row.released, would) }
    }
    compareWithLog(&utility)
    return utility
  }

  /// Whether suppression left what is aimed at, and what comes before each kind is answered as in the log.
  func reaches(_ aims: Aims) -> Bool {
    let told = pairs(before, work.stream, kinds: before.coding.kind)
    let kept = pairs(after, work.stream, kinds: after.coding.kind)
    let (would, did) = (totals(told), totals(kept))
    return share(after.events, before.events) >= aims.events
      && share(after.streams, before.streams) >= aims.participants
      && distance(told, kept) <= aims.directlyFollows
      && would.allSatisfy { $0.key < 0 || share(did[$0.key] ?? 0, $0.value) >= aims.kind }
      && utility().preceding.allSatisfy(\.holds)
  }

  /// Against the policy's own names of kinds, and against the log.
  private func compareWithLog(_ utility: inout Utility) {
    var own = work.levels
    own.kinds = work.traces.kinds.map { _ in KindLevel(work.policy.kinds.level) }
    let names = work.coding(own)
    let known = Set(names.kindNames).union(after.coding.kindNames).sorted()
    let number = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
    let theirs = names.kind.map { number[names.kindNames[$0]] ?? 0 }
    let ours = after.coding.kind.map { number[after.coding.kindNames[$0]] ?? 0 }
    let kept = pairs(after, work.stream, kinds: ours)
    let would = pairs(before, work.stream, kinds: theirs)
    utility.directlyFollowsLifted = distance(would, kept)
    let everybody = Stream(everybodyIn: work.traces, without: work.isNever)
    let log = Rows(work.traces, everybody, work.coding(work.levels), cap: nil)
    let all = pairs(log, everybody, kinds: theirs)
    utility.directlyFollowsLog = distance(all, kept)
    utility.preceding = preceding(
      pairs(log, everybody, kinds: ours), capped: pairs(before, work.stream, kinds: ours), kept, names: known)
  }

  private func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }

  private func lengths() -> Double {
    let (first, second) = (before.lengths, after.lengths)
    let count = max(first.count, second.count)
    let (all, left) = (first.reduce(0, +), second.reduce(0, +))
    guard all > 0, left > 0 else { return 1 }
    var (one, other, most) = (0, 0, 0.0)
    for length in 0..<count {
      one += length < first.count ? first[length] : 0
      other += length < second.count ? second[length] : 0
      most = max(most, abs(Double(one) / Double(all) - Double(other) / Double(left)))
    }
    return most
  }

  private func medianTimeError() -> Double? {
    let coding = after.coding
    let errors = after.item.compactMap {
      coding.scale.halfWidth(coding.parts(after.alphabet[Int($0)]).time, width: coding.levels.time)
    }
    return errors.isEmpty ? nil : errors.sorted()[errors.count / 2]
  }
}

extension Rows {
  var streams: Int { (0..<participants).count { !rows(of: $0).isEmpty } }
  var events: Int { count.reduce(0) { $0 + Int($1) } }

  /// How many participants have so many rows, from 1; nobody without rows is counted.
  var lengths: [Int] {
    var counts: [Int] = []
    for participant in 0..<participants where !rows(of: participant).isEmpty {
      let length = rows(of: participant).count
      if counts.count <= length { counts += Array(repeating: 0, count: length + 1 - counts.count) }
      counts[length] += 1
    }
    return counts
  }
}

/// A kind and the one right after it; START and END are -1.
struct Pair: Hashable, Comparable {
  let from, to: Int
  static func < (a: Pair, b: Pair) -> Bool { (a.from, a.to) < (b.from, b.to) }
}

/// How often each pair follows each other, and how many participants have each kind.
struct Pairs {
  var counts: [Pair: Int] = [:]
  var holders: [Int: Int] = [:]
  var total: Int { counts.values.reduce(0, +) }
}

extension Measure {
  /// `kinds`: a number for each kind of the traces.
  fileprivate func pairs(_ rows: Rows, _ stream: Stream, kinds: [Int]) -> Pairs {
    var pairs = Pairs()
    for participant in 0..<rows.participants where !rows.rows(of: participant).isEmpty {
      var last = -1
      var seen: Set<Int> = []
      for row in rows.rows(of: participant) {
        let kind = kinds[Int(work.traces.kind[stream.event[Int(rows.first[row])]])]
        pairs.counts[Pair(from: last, to: kind), default: 0] += 1
        if seen.insert(kind).inserted { pairs.holders[kind, default: 0] += 1 }
        last = kind
      }
      pairs.counts[Pair(from: last, to: -1), default: 0] += 1
    }
    return pairs
  }

  fileprivate func distance(_ a: Pairs, _ b: Pairs) -> Double {
    let (all, left) = (a.total, b.total)
    guard all > 0, left > 0 else { return 1 }
    return Set(a.counts.keys).union(b.counts.keys).sorted().reduce(0) { sum, pair in
      sum + abs(Double(a.counts[pair] ?? 0) / Double(all) - Double(b.counts[pair] ?? 0) / Double(left))
    } / 2
  }

  fileprivate func rankCorrelation(_ a: Pairs, _ b: Pairs) -> Double {
    let top = a.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map(\.key)
    guard top.count > 1 else { return 1 }
    let (x, y) = (ranks(top.map { a.counts[$0] ?? 0 }), ranks(top.map { b.counts[$0] ?? 0 }))
    let middle = Double(top.count + 1) / 2
    let (xs, ys) = (x.map { $0 - middle }, y.map { $0 - middle })
    let product = zip(xs, ys).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = (xs.reduce(0) { $0 + $1 * $1 } * ys.reduce(0) { $0 + $1 * $1 }).squareRoot()
    return spread > 0 ? product / spread : 1
  }

  /// Ranks from 1; equal values share the mean of theirs.
  private func ranks(_ values: [Int]) -> [Double] {
    values.map { value in
      Double(values.count { $0 > value }) + Double(values.count { $0 == value } + 1) / 2
    }
  }

  fileprivate func preceding(
    _ log: Pairs, capped: Pairs, _ release: Pairs, names: [String]
  ) -> [Utility.Preceding] {
    let (all, cut, left) = (totals(log), totals(capped), totals(release))
    func share(_ pairs: Pairs, _ sums: [Int: Int], _ pair: Pair) -> Double {
      Double(pairs.counts[pair] ?? 0) / Double(max(1, sums[pair.to] ?? 0))
    }
    return Set(log.counts.keys).union(release.counts.keys).sorted { ($0.to, $0.from) < ($1.to, $1.from) }
      .compactMap { pair in
        guard pair.to >= 0, left[pair.to] != nil, all[pair.to] != nil else { return nil }
        let (told, found) = (share(log, all, pair), share(release, left, pair))
        let people = Double(max(1, release.holders[pair.to] ?? 1))
        let shift = (abs(told - share(capped, cut, pair)) * 1000).rounded(.up) / 1000
        return Utility.Preceding(
          kind: names[pair.to], before: pair.from < 0 ? "START" : names[pair.from], log: told, release: found,
          error: shift + 2 * (max(found * (1 - found), 0.01) / people).squareRoot())
      }
  }

  fileprivate func totals(_ pairs: Pairs) -> [Int: Int] {
    pairs.counts.reduce(into: [:]) { $0[$1.key.to, default: 0] += $1.value }
  }
}
