package import Releases

/// Times of the exhaustive check in each way of knowing, one line each: at the policy's own levels, where nearly
/// everybody is exposed and what is known already is not walked, and as it is released, where all is.
package func measureCheck(
  _ traces: Traces, _ policy: Policy, secrets: Secrets, threads: Int
) throws -> [String] {
  var work = try Work(traces, policy, secrets, threads: threads)
  let first = times(work.rows(work.levels), work)
  work.lift { _ in }
  work = work.settled(try work.stream.pids.map { try secrets.key(.order, $0) }) { _ in }.work
  return ["at the policy's levels"] + first + ["as released"] + times(work.rows(work.levels), work)
}

private func times(_ rows: Rows, _ work: Work) -> [String] {
  let check = work.check(rows)
  let clock = ContinuousClock()
  return Knowledge.allCases.map { knowledge in
    var found = Findings(participants: 0)
    let time = clock.measure { found = check.findings(knowledge, isCollecting: false) }
    return "  \(knowledge): rows \(rows.item.count), items \(rows.alphabet.count), L \(work.bounds.length): "
      + "\(time), exposed \(found.exposed) of \(rows.participants), patterns \(found.patterns)"
  }
}
