public import Releases
import Events

/// From traces to a table of events under a policy (tiers A and B). The same traces, policy and secrets give the
/// same table on any machine and with any number of threads.
public struct Anonymiser {
  private let policy: Policy
  private let secrets: Secrets
  private let threads: Int

  /// `threads`: how many check at once; 0 takes as many as the machine has cores.
  public init(policy: Policy, secrets: Secrets, threads: Int = 0) {
    (self.policy, self.secrets, self.threads) = (policy, secrets, threads)
  }

  /// - Parameter strangers: others, for the attacks alone, with kinds, stops and helpers numbered as in `traces`. They
  ///   are told at the levels of the release and change nothing of it.
  /// - Throws: `AnonymityError`, and what the secrets throw.
  public func release(
    _ traces: Traces, strangers: Traces? = nil, progress: (AnonymiserStep) -> Void = { _ in }
  ) throws -> Anonymised {
    try ask()
    progress(.generalising(events: traces.events))
    var work = try Work(traces, policy, secrets, threads: threads, beside: strangers?.day ?? [])
    guard policy.tier == .b else {
      work.expose()
      work.cap()
      progress(.measuring)
      return try finished(&work, work.rows(work.levels), traces, strangers)
    }
    work.lift(progress)
    var settled = work.settled(try work.stream.pids.map { try secrets.key(.order, $0) }, progress)
    progress(.measuring)
    return try finished(&settled.work, settled.before, traces, strangers)
  }

  /// Whether the policy asks for what can be done here.
  private func ask() throws {
    let guarantee = policy.guarantee
    guard policy.tier != .c else { throw AnonymityError.noSuchTier(policy.tier.rawValue) }
    guard 1...4 ~= guarantee.length else { throw AnonymityError.noSuchLength(guarantee.length) }
    guard guarantee.sensitive.count <= Bounds.mostRules else {
      throw AnonymityError.tooManyRules(guarantee.sensitive.count)
    }
  }

  private func finished(
    _ work: inout Work, _ before: Rows, _ traces: Traces, _ strangers: Traces?
  ) throws -> Anonymised {
    let after = work.rows(work.levels)
    let (table, released) = after.table(work.stream.pids)
    guard !released.isEmpty else { throw AnonymityError.nothingLeft }
    let (wouldBe, would) = before.table(work.stream.pids)
    let everybody = try traces.keepers.map { try secrets.pseudonym(.participant, $0.description) }
    work.account(released: released.count)
    return Anonymised(
      table: table, origin: released.map { work.stream.persons[$0] }, wouldBe: wouldBe,
      wouldBeOrigin: would.map { work.stream.persons[$0] },
      original: work.everything(traces, everybody),
      strangers: strangers.map { work.everything($0, $0.keepers.map(\.description)) }, report: work.report,
      utility: Measure(work, before: before, after: after).utility())
  }
}
