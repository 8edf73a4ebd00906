import Anonymity
import Events
import Foundation
import InventedTraces
import Keyring
import Noise
import Releases
import Research

/// Measures what the noise of tier C hides, and what it leaves: lines of JSON.
///
///     tillid-noise-bench audit [RUNS]          lower bounds of ε, of good noise and of spoiled
///     tillid-noise-bench nearness [PEOPLE]     errors of tables and streams, the median of nine draws
@main struct NoiseBench {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let number = words.dropFirst().first.flatMap(Int.init)
    switch words.first {
    case "audit": NoiseAudit(runs: number ?? 100_000).run()
    case "nearness": try nearness(people: number ?? 2000)
    default: print("usage: tillid-noise-bench audit [RUNS] | nearness [PEOPLE]")
    }
  }

  private static func nearness(people: Int) throws {
    var invented = InventedTraces(seed: 1)
    let traces = invented.make(participants: people)
    for (tables, contributions) in [
      ([["category", "region"]], 8), ([["category", "region"]], 16), ([["category", "region"]], 32),
      ([["category", "region", "quarter"]], 16),
    ] {
      var policy = open
      (policy.noise.tables, policy.noise.contributions) = (tables, contributions)
      try measure(policy, traces)
    }
    for (contributions, order) in [(8, 1), (16, 1), (32, 1), (16, 2), (32, 2)]
    where order == 1 || people >= SyntheticMaker.leastForOrderTwo {
      var policy = open
      (policy.noise.tables, policy.noise.streams) = ([], people)
      (policy.noise.contributions, policy.noise.order) = (contributions, order)
      try measure(policy, traces)
    }
  }

  private static var open: Policy {
    var policy = InventedTraces.policy()
    (policy.tier, policy.sample, policy.leastParticipants) = (.c, 1, 200)
    policy.noise.quarters = (2024...2025).flatMap { year in (1...4).map { "\(year)-Q\($0)" } }
    return policy
  }

  private static func measure(_ policy: Policy, _ traces: Traces) throws {
    var (errors, distances) = ([Double](), [Double]())
    let start = ContinuousClock.now
    var cells = 0
    for _ in 0..<9 {
      let made = try OpenMaker(policy: policy) { try Digest.sha256(Array($0.utf8).span.bytes) }
        .release(of: traces, ledger: Ledger())
      errors += made.nearness.tables.values
      distances += [made.nearness.transitions].compactMap(\.self)
      cells = made.tables.first?.cells.count ?? 0
    }
    let took = (ContinuousClock.now - start) / 9
    let name = policy.noise.tables.first?.joined(separator: "-") ?? "streams, order \(policy.noise.order)"
    print(
      "{\"what\":\"\(name)\",\"people\":\(traces.keepers.count),\"events\":\(traces.events),"
        + "\"cells\":\(cells),\"m\":\(policy.noise.contributions),\"epsilon\":1,"
        + "\"medianError\":\(median(errors)),\"distance\":\(median(distances)),\"seconds\":\(took.seconds)}")
  }

  private static func median(_ numbers: [Double]) -> String {
    numbers.isEmpty ? "null" : String(format: "%.4f", numbers.sorted()[numbers.count / 2])
  }
}

extension Duration {
  fileprivate var seconds: String {
    String(format: "%.3f", Double(components.seconds) + Double(components.attoseconds) / 1e18)
  }
}
