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

  /// Throws `AnonymityError`, and what the secrets throw.
  public func release(
    _ traces: Traces, progress: (AnonymiserStep) -> Void = { _ in }
  ) throws -> Anonymised {
    try ask()
    progress(.generalising(events: traces.events))
    var work = try Work(traces, policy, secrets, threads: threads)
    guard policy.tier == .b else {
      work.expose()
      work.cap()
      return try finished(&work, work.rows(work.levels), traces, progress)
    }
    work.lift(progress)
    var settled = work.settled(try work.stream.pids.map { try secrets.key(.order, $0) }, progress)
    return try finished(&settled.work, settled.before, traces, progress)
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
    _ work: inout Work, _ before: Rows, _ traces: Traces, _ progress: (AnonymiserStep) -> Void
  ) throws -> Anonymised {
    progress(.measuring)
    let after = work.rows(work.levels)
    let (table, released) = after.table(work.stream.pids)
    guard !released.isEmpty else { throw AnonymityError.nothingLeft }
    let (wouldBe, would) = before.table(work.stream.pids)
    let everybody = try traces.keepers.map { try secrets.pseudonym(.participant, $0.description) }
    let all = Stream(everybodyIn: traces, without: work.isNever)
    let original = Rows(traces, all, work.coding(work.levels), cap: nil)
    work.account(released: released.count)
    return Anonymised(
      table: table, origin: released.map { work.stream.persons[$0] }, wouldBe: wouldBe,
      wouldBeOrigin: would.map { work.stream.persons[$0] },
      original: original.table(everybody, keepingEmpty: true).table, report: work.report,
      utility: Measure(work, before: before, after: after).utility())
  }
}
