import Releases

extension Work {
  /// Lifts levels for all while more participants are exposed than may be helped one by one; each time the one that
  /// takes away most exposure for what it costs. First columns, until few enough are alone with what they are known
  /// by; then sensitive categories of which too much can still be concluded.
  mutating func lift(_ progress: (AnonymiserStep) -> Void) {
    report.exposedAtFirst = exposed
    var found = lift(isWithRules: false, progress)
    if !bounds.confidence.isEmpty { found = lift(isWithRules: true, progress) }
    report.exposedAfterLifting = found.exposed
  }

  private mutating func lift(isWithRules: Bool, _ progress: (AnonymiserStep) -> Void) -> Findings {
    var found = found(levels, isWithRules: isWithRules)
    while isTooMuch(found.exposed) {
      progress(.lifting(exposed: found.exposed, participants: stream.persons.count))
      guard let best = best(found, isWithRules: isWithRules) else { break }
      let after = self.found(best.levels, isWithRules: isWithRules)
      report.lifts.append(
        .init(
          column: best.column, from: best.from, to: best.to, cause: .exposure, exposedBefore: found.exposed,
          exposedAfter: after.exposed))
      (levels, found) = (best.levels, after)
    }
    return found
  }

  /// Participants whom some pattern exposes at the present levels.
  var exposed: Int { found(levels, isWithRules: true).exposed }

  private func found(_ levels: Levels, length: Int? = nil, isWithRules: Bool) -> Findings {
    check(rows(levels), length: length, isWithRules: isWithRules).findings(isCollecting: false, isQuick: true)
  }

  /// Whether more are exposed than so many times the share that may be helped one by one.
  func isTooMuch(_ exposed: Int, times: Int = 1) -> Bool {
    let budget = Int((policy.guarantee.localBudget * 1_000_000).rounded())
    return exposed * 1_000_000 > times * budget * stream.persons.count
  }

  /// Weighed by the shortest patterns that expose too many: while two events do, three need not be looked at.
  private func best(_ found: Findings, isWithRules: Bool) -> Candidate? {
    let length = (1...bounds.length).first { isTooMuch(found.exposed(by: $0)) } ?? bounds.length
    let near = levels.candidates(tree, scale, broken: isWithRules ? found.broken : nil)
    if let best = best(near, found, length, isWithRules: isWithRules) { return best }
    guard !isWithRules else { return nil }
    for steps in 2..<max(3, scale.widths) {
      let far = levels.wider(scale, steps: steps)
      if let best = best(far, found, length, isWithRules: isWithRules) { return best }
    }
    return nil
  }

  private func best(
    _ candidates: [Candidate], _ found: Findings, _ length: Int, isWithRules: Bool
  ) -> Candidate? {
    let now = (weight: weight(found, length), silence: silence(rows(levels)))
    var best: (candidate: Candidate, gain: Int, cost: Int)?
    for candidate in candidates {
      let after = self.found(candidate.levels, length: length, isWithRules: isWithRules)
      let gain = now.weight - weight(after, length)
      let cost = max(1, (silence(rows(candidate.levels)) - now.silence) >> 16) * candidate.dearness
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
