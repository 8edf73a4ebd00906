import Releases
import TestGround
import Testing

@testable import Scrutiny

@Suite("Patterns")
struct PatternTests {
  static func guarantee(_ length: Int, rules: Int) -> Guarantee {
    var guarantee = Guarantee()
    (guarantee.length, guarantee.people) = (length, 4)
    guarantee.sensitive = (0..<rules).map {
      SensitiveRule("rule \($0)", ["k\($0 % 3)"], confidence: 0.2 + 0.1 * Double($0 % 5))
    }
    return guarantee
  }

  @Test(
    "what is counted by middles is what the guarantee's own words come to, under each knowledge",
    arguments: 1...4, [0, 1, 3, 5, 17])
  func brute(length: Int, rules: Int) {
    var chance = Seeded(UInt64(100 * length + rules))
    for round in 0..<(length == 4 ? 2 : 5) {
      let table = EventTable.invented(
        people: 6 + 4 * round, rows: 1...7, kinds: 2 + round % 3, &chance)
      let guarantee = Self.guarantee(length, rules: rules)
      let examination = Examination(table, guarantee)
      let brute = BruteForce(table: table, guarantee: guarantee)
      for knowledge in Knowledge.allCases {
        let found = examination.findings[knowledge]
        let told = BruteForce.Counted(
          patterns: found?.patterns ?? 0, least: found?.least ?? 0, few: found?.few ?? 0,
          telling: found?.telling ?? 0)
        #expect(told == brute.counted(knowledge), "\(knowledge)")
      }
    }
  }

  @Test("a whole trace of at most L rows is shared by so many as have exactly these rows")
  func wholes() {
    let pair = [["a", "0-7", "Nord"], ["b", "0-7", "Nord"]]
    let table = EventTable(
      [("p1", pair), ("p2", pair), ("p3", pair + [["c", "8-30", "Nord"], ["a", "8-30", "Nord"]])],
      columns: [.kind, .time, .place])
    let examination = Examination(table, Self.guarantee(3, rules: 0))
    #expect(examination.leastWhole == 2)
    #expect(examination.fewWhole.count == 1)
    #expect(examination.violators.contains { $0.pattern.last == "END" && $0.people == 2 })
  }
}
