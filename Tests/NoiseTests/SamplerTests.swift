import Foundation
import Noise
import Releases
import TestGround
import Testing

/// What is drawn is what the formula says, number by number.
@Suite struct `Exact noise` {
  @Test(arguments: [Fraction(1, 1), Fraction(8, 1), Fraction(3, 2), Fraction(2, 5), Fraction(24, 1)])
  func `of Laplace has the chances of exp(−|x|/scale)`(scale: Fraction) {
    expect(.laplace(scale: scale)) { exp(-Double(abs($0)) / scale.value) }
  }

  @Test(arguments: [Fraction(1, 1), Fraction(9, 4), Fraction(1, 3), Fraction(230, 1)])
  func `of Gauss has the chances of exp(−x²/(2·variance))`(variance: Fraction) {
    expect(.gaussian(variance: variance)) { exp(-Double($0 * $0) / (2 * variance.value)) }
  }

  @Test func `is nothing else for the same bits, and other for others`() {
    func draws(_ seed: UInt64) -> [Int] {
      var bits = Seeded(seed)
      return (0..<100).map { _ in Mechanism.laplace(scale: Fraction(8, 1)).draw(&bits) }
    }
    #expect(draws(1) == draws(1))
    #expect(draws(1) != draws(2))
  }

  @Test func `of the system differs each time`() {
    var bits = SystemRandomNumberGenerator()
    let draws = (0..<64).map { _ in Mechanism.laplace(scale: Fraction(1000, 1)).draw(&bits) }
    #expect(Set(draws).count > 32)
  }

  @Test func `passes its stated error in at most one draw of twenty, and a smaller one in more`() {
    for mechanism in [
      Mechanism.laplace(scale: Fraction(8, 1)), .laplace(scale: Fraction(1, 2)),
      .gaussian(variance: Fraction(230, 1)),
    ] {
      var bits = Seeded(7)
      let draws = (0..<20_000).map { _ in abs(mechanism.draw(&bits)) }
      #expect(draws.count { $0 > mechanism.error } < 1_100)
      #expect(draws.count { $0 >= mechanism.error } > 900)
    }
    // ⌈8 · ln 20⌉, less what a whole number takes.
    #expect(Mechanism.laplace(scale: Fraction(8, 1)).error == 24)
  }

  /// Chi-square over all cells with at least 20 expected draws; the bound is five standard deviations above the
  /// mean, and the seed is fixed.
  private func expect(_ mechanism: Mechanism, _ weight: (Int) -> Double) {
    let draws = 20_000
    var bits = Seeded(42)
    var seen: [Int: Int] = [:]
    for _ in 0..<draws { seen[mechanism.draw(&bits), default: 0] += 1 }
    let all = (-2000...2000).reduce(0) { $0 + weight($1) }
    var (sum, cells, rest, restSeen) = (0.0, 0, Double(draws), draws)
    for number in -2000...2000 {
      let expected = weight(number) / all * Double(draws)
      guard expected >= 20 else { continue }
      let found = seen[number, default: 0]
      sum += (Double(found) - expected) * (Double(found) - expected) / expected
      (cells, rest, restSeen) = (cells + 1, rest - expected, restSeen - found)
    }
    if rest >= 5 { sum += (Double(restSeen) - rest) * (Double(restSeen) - rest) / rest }
    #expect(sum < Double(cells) + 5 * sqrt(2 * Double(cells)), "\(mechanism): \(sum) over \(cells) cells")
    #expect(cells > 2)
  }
}
