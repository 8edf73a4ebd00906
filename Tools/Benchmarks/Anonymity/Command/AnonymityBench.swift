import Anonymity
import Foundation
import InventedTraces
import Releases

/// What the guarantee costs and keeps, on invented traces: `tillid-anonymity-bench release|check --participants N
/// --length L --time elapsed|quarter --modes 0|1 --place region|none|municipality --threads T`.
@main
struct AnonymityBench {
  static func main() throws {
    let words = CommandLine.arguments
    func text(_ name: String, _ fallback: String) -> String {
      words.firstIndex(of: "--" + name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil } ?? fallback
    }
    func count(_ name: String, _ fallback: Int) -> Int { Int(text(name, "")) ?? fallback }
    var invented = InventedTraces(seed: UInt64(count("seed", 1)))
    let traces = invented.make(participants: count("participants", 2000))
    var policy = InventedTraces.policy(
      modes: count("modes", 1) == 1, workers: WorkerRule(rawValue: text("workers", "none")) ?? .none)
    policy.guarantee.length = count("length", 3)
    policy.time = TimeRule(rawValue: text("time", "elapsed")) ?? .elapsed
    policy.places.level = PlaceRule.Level(rawValue: text("place", "region")) ?? .region
    if text("kinds", "category") == "leaf" { policy.kinds.level = .leaf }
    policy.cap = count("cap", 60) == 0 ? nil : count("cap", 60)
    policy.sample = 1
    let sensitive = count("sensitive", 0)
    policy.guarantee.sensitive = (0..<sensitive).map {
      SensitiveRule("rule-\($0)", ["category-\(5 - $0)"], confidence: 0.5)
    }
    let threads = count("threads", 0)
    let clock = ContinuousClock()
    switch words.dropFirst().first {
    case "check":
      for figure in try measureCheck(traces, policy, secrets: InventedTraces.secrets(1), threads: threads) {
        print(figure)
      }
    default:
      var result: Anonymised?
      let start = clock.now
      let time = try clock.measure {
        result = try Anonymiser(policy: policy, secrets: InventedTraces.secrets(1), threads: threads)
          .release(traces) { print("\(clock.now - start)", $0) }
      }
      guard let result else { return }
      print(result.report)
      var utility = result.utility
      let outside = utility.preceding.filter { !$0.holds }.count
      print("preceding: \(utility.preceding.count), outside the stated error: \(outside)")
      utility.preceding = []
      print(utility)
      print(
        "rows \(result.table.rows), cases \(result.table.cases.count), events in \(traces.events), time \(time)"
      )
    }
    print("resident \(peak()) MB")
  }

  private static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }
}
