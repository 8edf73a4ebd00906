import Releases
import Testing

@testable import Noise

@Suite struct `What noise costs` {
  private func rule(_ shape: NoiseRule.Shape, tables: Int, streams: Int = 0) -> NoiseRule {
    var rule = NoiseRule()
    rule.shape = shape
    rule.tables = Array(repeating: ["category"], count: tables)
    rule.streams = streams
    return rule
  }

  @Test(arguments: 1...9) func `is the policy's ε, however many tables share it`(tables: Int) {
    #expect(NoisePlan(rule(.laplace, tables: tables)).account.atDelta == 1_000_000_000)
    #expect(NoisePlan(rule(.laplace, tables: tables, streams: 100)).account.atDelta == 1_000_000_000)
    let gaussian = NoisePlan(rule(.gaussian, tables: tables, streams: 100)).account.atDelta
    #expect(gaussian <= 1_000_000_000 && gaussian > 950_000_000)
  }

  @Test func `of a mechanism with ρ is told at δ = 10⁻⁶ and never too low`() {
    // ρ = 0.01747: ε = 0.01747 + 2 √(0.01747 · 13.8155) = 1.00001…
    #expect((999_900_000...1_000_200_000).contains(Account.epsilon(rho: 17_470_000)))
    #expect(Account.epsilon(rho: 0) == 0)
    for epsilon in stride(from: UInt64(1), to: 3_000_000_000, by: 123_456_789) {
      let rho = Account.greatestRho(within: epsilon)
      #expect(Account.epsilon(rho: rho) <= epsilon && Account.epsilon(rho: rho + 1) > epsilon)
    }
  }

  @Test func `adds up to the smaller of two bounds`() {
    var account = Account()
    for _ in 0..<3 { account.add([.epsilon(Fraction(1, 1))]) }
    #expect(account.atDelta == 3_000_000_000 && account.rho == 1_500_000_000)
    var small = Account()
    for _ in 0..<1000 { small.add([.epsilon(Fraction(1, 100))]) }
    // 1000 · 0.01 = 10 by ε; ρ = 1000 · 0.00005 = 0.05, which is 0.05 + 2 √(0.05 · 13.8155) = 1.72.
    #expect((1_700_000_000...1_740_000_000).contains(small.atDelta))
  }

  @Test func `is rounded up, never down`() {
    #expect(Fraction(1, 3).billionths == 333_333_334)
    #expect(Fraction(1, 1).billionths == 1_000_000_000)
    #expect(Fraction(1, 3) + Fraction(1, 3) + Fraction(1, 3) == Fraction(1, 1))
    #expect(Fraction(2, 3) < Fraction(3, 4) && !(Fraction(3, 4) < Fraction(3, 4)))
  }
}
