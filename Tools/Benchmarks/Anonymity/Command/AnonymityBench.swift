import Anonymity
import Foundation
import InventedTraces
import Releases

/// What the guarantee costs and keeps, on invented traces:
/// `tillid-anonymity-bench release|check|rows --participants N --length L --time elapsed|quarter --modes 0|1
/// --place region|none|municipality --kinds category|leaf --workers none|role --sensitive N --cap 60 --threads T`.
/// `rows` prints the events in CSV for the tools in Peers/anonymity.
@main
struct AnonymityBench {
  private let words = CommandLine.arguments

  static func main() throws {
    let bench = AnonymityBench()
    var invented = InventedTraces(
      seed: UInt64(bench.count("seed", 1)), sensitive: bench.count("sensitive", 0))
    let traces = invented.make(participants: bench.count("participants", 2000))
    switch bench.words.dropFirst().first {
    case "check": try bench.check(traces)
    case "release": try bench.release(traces)
    case "rows": try bench.rows(traces)
    default:
      FileHandle.standardError.write(Data("tillid-anonymity-bench: release, check or rows\n".utf8))
      exit(2)
    }
  }

  private func text(_ name: String, _ fallback: String) -> String {
    words.firstIndex(of: "--" + name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil } ?? fallback
  }

  private func count(_ name: String, _ fallback: Int) -> Int { Int(text(name, "")) ?? fallback }

  private var policy: Policy {
    var policy = InventedTraces.policy(
      modes: count("modes", 1) == 1, workers: WorkerRule(rawValue: text("workers", "role")) ?? .role,
      sensitive: count("sensitive", 0))
    policy.guarantee.length = count("length", 3)
    policy.time = TimeRule(rawValue: text("time", "elapsed")) ?? .elapsed
    policy.places.level = PlaceRule.Level(rawValue: text("place", "region")) ?? .region
    policy.kinds.level = text("kinds", "category") == "leaf" ? .leaf : .category
    policy.cap = count("cap", 60) == 0 ? nil : count("cap", 60)
    policy.sample = 1
    return policy
  }

  private func check(_ traces: Traces) throws {
    let lines = try measureCheck(
      traces, policy, secrets: InventedTraces.secrets(1), threads: count("threads", 0))
    print(lines.joined(separator: "\n"))
    print("events \(traces.events), greatest resident size \(Self.peak) MB")
  }

  private func release(_ traces: Traces) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let release = try Anonymiser(
      policy: policy, secrets: InventedTraces.secrets(1), threads: count("threads", 0)
    ).release(traces) { print("\(clock.now - start)", $0) }
    print(
      "events in \(traces.events), time \(clock.now - start), of processors \(Self.processorSeconds) s, "
        + "greatest resident size \(Self.peak) MB")
    for lift in release.report.lifts { print("lift", lift.column, lift.from, "→", lift.to, lift.cause) }
    print("cases \(release.table.cases.count), rows \(release.table.rows), rounds \(release.report.rounds)")
    print(
      "cap \(release.report.lost(.cap)), guarantee \(release.report.lost(.guarantee)), "
        + "dropped \(release.report.lost(.droppedParticipant))")
    var utility = release.utility
    print("preceding \(utility.preceding.count), outside \(utility.preceding.count { !$0.holds })")
    utility.preceding = []
    print(utility)
  }

  private func rows(_ traces: Traces) throws {
    var all = policy
    all.tier = .a
    all.time = .quarter
    all.shiftWeeks = 0
    let table = try Anonymiser(policy: all, secrets: InventedTraces.secrets(1)).release(traces).table
    print((["participant"] + table.columns.map(\.name)).joined(separator: ","))
    for (index, name) in table.cases.enumerated() {
      for row in table.rows(of: index) {
        print(([name] + table.columns.map { $0[row] }).joined(separator: ","))
      }
    }
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  private static var peak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }
}
