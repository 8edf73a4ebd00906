import Releases

extension Work {
  /// Lifts levels for all while more participants are exposed than may be helped one by one; each time the one that
  /// takes away most exposure for what it costs.
  mutating func lift(_ progress: (AnonymiserStep) -> Void) {
    var rows = rows(levels)
    var found = check(rows).findings(isCollecting: false, isQuick: true)
    report.exposedAtFirst = found.exposed
    while isTooMuch(found.exposed, rows) {
      progress(.lifting(exposed: found.exposed, participants: rows.participants))
      guard let best = best(rows, found) else { break }
      let lifted = self.rows(best.levels)
      let after = check(lifted).findings(isCollecting: false, isQuick: true)
      report.lifts.append(
        .init(
          column: best.column, from: best.from, to: best.to, cause: .exposure, exposedBefore: found.exposed,
          exposedAfter: after.exposed))
      (levels, rows, found) = (best.levels, lifted, after)
    }
    report.exposedAfterLifting = found.exposed
  }

  private func isTooMuch(_ exposed: Int, _ rows: Rows) -> Bool {
    exposed * 1_000_000 > Int((policy.guarantee.localBudget * 1_000_000).rounded()) * rows.participants
  }

  /// Weighed by the shortest patterns that expose too many: while two events do, three need not be looked at.
  private func best(_ rows: Rows, _ found: Findings) -> Candidate? {
    let length = (1...bounds.length).first { isTooMuch(found.exposed(by: $0), rows) } ?? bounds.length
    let now = (weight: weight(found, length), silence: silence(rows))
    var best: (candidate: Candidate, gain: Int, cost: Int)?
    for candidate in levels.candidates(tree, scale, broken: found.broken) {
      let lifted = self.rows(candidate.levels)
      let after = check(lifted, length: length).findings(isCollecting: false, isQuick: true)
      let gain = now.weight - weight(after, length)
      let cost = max(1, (silence(lifted) - now.silence) >> 16) * candidate.dearness
      guard gain > 0 else { continue }
      if let best, !isBetter(gain, cost, than: (best.gain, best.cost)) { continue }
      best = (candidate, gain, cost)
    }
    return best?.candidate
  }

  /// A participant whom a shorter pattern exposes counts more.
  private func weight(_ found: Findings, _ length: Int) -> Int {
    (1...length).reduce(0) { $0 + found.exposed(by: $1) }
  }

  private func isBetter(_ gain: Int, _ cost: Int, than other: (gain: Int, cost: Int)) -> Bool {
    let (mine, others) = (gain.multipliedFullWidth(by: other.cost), other.gain.multipliedFullWidth(by: cost))
    return (mine.high, mine.low) > (others.high, others.low)
  }

  private func silence(_ rows: Rows) -> Int {
    var counts = Array(repeating: 0, count: rows.alphabet.count)
    for (row, item) in rows.item.enumerated() { counts[Int(item)] += Int(rows.count[row]) }
    return Anonymity.silence(counts)
  }
}
