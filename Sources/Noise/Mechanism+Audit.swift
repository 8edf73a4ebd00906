internal import Releases

extension NoisePlan.Draw {
  /// A lower bound of ε at δ = 10⁻⁶, from runs with one participant and without who stands in as many cells as one
  /// may. It must not pass what the draw claims; `claimed` is that.
  public func audited(
    contributions: Int, runs: Int, bits: inout some RandomNumberGenerator
  ) -> (found: Double, claimed: Double) {
    let noise = mechanism
    func sum(_ count: Int) -> Int {
      (0..<contributions).reduce(0) { sum, _ in sum + count + noise.draw(&bits) }
    }
    let delta = if case .rho = cost { 1e-6 } else { 0.0 }
    let found = Audit(runs: runs).leastEpsilon(delta: delta, with: { sum(1) }, without: { sum(0) })
    var alone = Account()
    alone.add([cost])
    return (found, Fraction(billionths: alone.atDelta).value)
  }
}
