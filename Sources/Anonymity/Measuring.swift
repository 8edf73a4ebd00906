package import Releases

/// Times of the exhaustive check, at the policy's own levels and capped, in each way of knowing: one line each.
package func measureCheck(
  _ traces: Traces, _ policy: Policy, secrets: Secrets, threads: Int
) throws -> [String] {
  var work = try Work(traces, policy, secrets, threads: threads)
  work.cap()
  let rows = work.rows(work.levels)
  let check = work.check(rows)
  let clock = ContinuousClock()
  return Knowledge.allCases.map { knowledge in
    var found = Findings(participants: 0)
    let time = clock.measure { found = check.findings(knowledge, isCollecting: false) }
    return "\(knowledge) rows \(rows.item.count) items \(rows.alphabet.count) L \(policy.guarantee.length): "
      + "\(time), exposed \(found.exposed) of \(rows.participants), patterns \(found.patterns)"
  }
}
