import Noise
import Releases
import TestGround
import Testing

/// The audit runs a table with and without one person. Fewer runs than the long audit, and always the same bits.
@Suite struct `An audit` {
  private let contributions = 4
  private let runs = 20_000

  /// The sum of a table that person 0 stands in with four cells; without the person it is four less.
  private func audited(_ mechanism: Mechanism, delta: Double = 0) throws -> Double {
    let maker = TableMaker(keys: Story.keys, contributions: contributions, mechanism: mechanism)
    let (whole, without) = (Story.crowd(3), Story.crowd(3).without(0))
    var bits = Seeded(11)
    func answer(_ steps: Steps, _ choice: Choice) -> Int {
      let table = try? maker.table(["category"], of: steps, choice: choice, query: 0, bits: &bits)
      return table?.cells.prefix(contributions).reduce(0) { $0 + $1.count } ?? 0
    }
    return Audit(runs: runs).leastEpsilon(
      delta: delta, with: { answer(whole, Story.choice(3)) },
      without: { answer(without, Story.choice(3).without(0)) })
  }

  @Test func `finds no more than was claimed of Laplace's noise`() throws {
    let epsilon = try audited(.laplace(contributions: contributions, epsilon: Fraction(1, 1)))
    #expect(epsilon <= 1)
  }

  @Test func `finds what is there, where one cell tells all`() {
    var bits = Seeded(3)
    let noise = DiscreteLaplace(scale: Fraction(1, 1))
    let epsilon = Audit(runs: 100_000).leastEpsilon(
      with: { 1 + noise.draw(&bits) }, without: { noise.draw(&bits) })
    #expect(epsilon > 0.9 && epsilon <= 1)
  }

  @Test func `catches half the noise`() {
    var bits = Seeded(3)
    let half = DiscreteLaplace(scale: Fraction(1, 2))
    let epsilon = Audit(runs: runs).leastEpsilon(
      with: { 1 + half.draw(&bits) }, without: { half.draw(&bits) })
    #expect(epsilon > 1, "claimed ε = 1, drawn with ε = 2")
  }

  @Test func `catches no noise in a cell that nobody stands in`() {
    var bits = Seeded(3)
    let noise = DiscreteLaplace(scale: Fraction(1, 1))
    let epsilon = Audit(runs: runs).leastEpsilon(with: { 1 + noise.draw(&bits) }, without: { 0 })
    #expect(epsilon > 1)
  }

  @Test func `finds no more than was claimed of Gauss's noise`() {
    var bits = Seeded(5)
    var rule = NoiseRule()
    (rule.shape, rule.contributions) = (.gaussian, 1)
    let mechanism = NoisePlan(rule).draws[0].mechanism
    let epsilon = Audit(runs: runs).leastEpsilon(
      delta: 1e-6, with: { 1 + mechanism.draw(&bits) }, without: { mechanism.draw(&bits) })
    #expect(epsilon <= 1)
  }
}
