import Noise
import Releases

/// The long audit: what the system's generator drew, on inputs that differ by one person, and noise that is spoiled
/// on purpose, which it must find. What is told apart is a sum over the cells that the person stands in.
struct NoiseAudit {
  let runs: Int

  func run() {
    let one = Fraction(1, 1)
    tell("discrete Laplace, m 1", claimed: 1, cells: 1, .laplace(contributions: 1, epsilon: one))
    tell("discrete Laplace, m 8", claimed: 1, cells: 8, .laplace(contributions: 8, epsilon: one))
    var rule = NoiseRule()
    (rule.shape, rule.contributions) = (.gaussian, 16)
    let gaussian = NoisePlan(rule).draws[0].mechanism
    tell("discrete Gaussian, m 16, at δ = 10⁻⁶", claimed: 1, delta: 1e-6, cells: 16, gaussian)
    streams()
    tell("spoiled: half the noise", claimed: 1, cells: 1, .laplace(contributions: 1, epsilon: Fraction(2, 1)))
    tell(
      "spoiled: a person in nine cells instead of two", claimed: 1, cells: 9, .laplace(scale: Fraction(2, 1)))
  }

  private func tell(_ name: String, claimed: Double, delta: Double = 0, cells: Int, _ noise: Mechanism) {
    var bits = SystemRandomNumberGenerator()
    func sum(_ count: Int) -> Int {
      (0..<cells).reduce(0) { sum, _ in sum + count + noise.draw(&bits) }
    }
    report(
      name, claimed, Audit(runs: runs).leastEpsilon(delta: delta, with: { sum(1) }, without: { sum(0) }))
  }

  /// Whole streams: one person more or less, and how often the category that only this person has comes up.
  private func streams() {
    let keys = PublicKeys(categories: ["common", "rare"])
    let maker = SyntheticMaker(keys: keys, contributions: 4, epsilon: Fraction(1, 1), longest: 10)
    var crowd = Steps()
    for person in 0..<4 {
      crowd.category += Array(repeating: person == 3 ? 1 : 0, count: 4)
      crowd.day += [0, 10, 20, 30]
      crowd.starts.append(crowd.category.count)
    }
    let without = Steps(
      starts: Array(crowd.starts.dropLast()), category: Array(crowd.category.dropLast(4)),
      day: Array(crowd.day.dropLast(4)))
    var bits = SystemRandomNumberGenerator()
    func rare(_ steps: Steps) -> Int {
      let choice = Choice(seeds: [1, 2, 3, 4])
      let table = try? maker.streams(20, of: steps, choice: choice, query: 0, bits: &bits)
      return table?.columns[0].codes.count { $0 == 1 } ?? 0
    }
    report(
      "invented streams, m 4", 1,
      Audit(runs: max(1, runs / 10)).leastEpsilon(with: { rare(crowd) }, without: { rare(without) }))
  }

  private func report(_ name: String, _ claimed: Double, _ found: Double) {
    print(
      "{\"what\":\"\(name)\",\"claimed\":\(claimed),\"leastEpsilon\":\(found),\"holds\":\(found <= claimed)}")
  }
}
