public import Releases

/// From traces to a table of events under a policy (tiers A and B). The same traces, policy and secrets give the
/// same table on any machine and with any number of threads.
public struct Anonymiser {
  let policy: Policy
  let secrets: Secrets
  let threads: Int

  /// `threads`: how many check at once; 0 takes as many as the machine has cores.
  public init(policy: Policy, secrets: Secrets, threads: Int = 0) {
    (self.policy, self.secrets, self.threads) = (policy, secrets, threads)
  }
}
