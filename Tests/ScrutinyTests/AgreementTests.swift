import InventedTraces
import Releases
import TestGround
import Testing

@testable import Anonymity
@testable import Scrutiny

@Suite("Two ways to the same answer")
struct AgreementTests {
  @Test(
    "what makes a release and what verifies it agree on which tables are safe, at the edge of what is",
    arguments: 1...4, [0, 2, 5])
  func agree(length: Int, rules: Int) {
    var chance = Seeded(UInt64(length * 10 + rules))
    for round in 0..<6 {
      let table = EventTable.invented(people: 40 + 20 * round, rows: 2...4, kinds: 2, &chance)
      var guarantee = PatternTests.guarantee(length, rules: rules)
      guarantee.people = 1
      let edge = least(Examination(table, guarantee))
      for people in [edge, edge + 1] {
        guarantee.people = people
        #expect(isSafe(Examination(table, guarantee)) == isSafe(table, guarantee), "K \(people)")
      }
    }
  }

  @Test("a release of invented traces is sound to the verifier")
  func released() throws {
    var invented = InventedTraces(seed: 3)
    var policy = InventedTraces.policy(modes: false)
    policy.guarantee.sensitive = [SensitiveRule("some", ["category-5"], confidence: 0.5)]
    let table = try Anonymiser(policy: policy, secrets: InventedTraces.secrets(3))
      .release(invented.make(participants: 600)).table
    #expect(table.rows > 1000)
    #expect(isSafe(Examination(table, policy.guarantee)))
  }

  private func least(_ examination: Examination) -> Int {
    Knowledge.allCases.compactMap { examination.findings[$0]?.least }.reduce(examination.leastWhole, min)
  }

  private func isSafe(_ examination: Examination) -> Bool {
    examination.fewWhole.isEmpty
      && examination.findings.values.allSatisfy { $0.few == 0 && $0.telling == 0 }
  }

  /// As the maker's own check sees it.
  private func isSafe(_ table: EventTable, _ guarantee: Guarantee) -> Bool {
    let timed = Items(table, without: [.count])
    let untimed = Items(table, without: [.count, .time])
    var bare = [Int32](repeating: 0, count: timed.count)
    for row in 0..<table.rows { bare[Int(timed.codes[row])] = Int32(untimed.codes[row]) }
    let check = Check(
      starts: table.starts.map { Int32($0) }, item: timed.codes.map { Int32($0) },
      rules: (0..<timed.count).map { Scrutiny.Bounds.rules(of: timed.value($0, .kind), guarantee) },
      untimed: bare, Anonymity.Bounds(guarantee), threads: 2)
    return check.findings(isCollecting: true).patterns == 0
  }
}
