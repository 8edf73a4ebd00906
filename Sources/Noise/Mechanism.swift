public import Releases
private import Foundation

/// How a whole count is made noisy, and what that costs whoever is counted.
public enum Mechanism: Hashable, Sendable {
  case laplace(scale: Fraction)
  case gaussian(variance: Fraction)

  /// For counts to which one person adds at most `contributions` in all: ε-differential privacy.
  public static func laplace(contributions: Int, epsilon: Fraction) -> Mechanism {
    .laplace(scale: Fraction(contributions, 1) / epsilon)
  }

  /// For counts to which one person adds at most one each and `contributions` in all: ρ-zero-concentrated
  /// differential privacy, where the variance is contributions/(2ρ).
  public static func gaussian(contributions: Int, rho: Fraction) -> Mechanism {
    .gaussian(variance: Fraction(contributions, 2) / rho)
  }

  public func draw(_ bits: inout some RandomNumberGenerator) -> Int {
    switch self {
    case .laplace(let scale): DiscreteLaplace(scale: scale).draw(&bits)
    case .gaussian(let variance): DiscreteGaussian(variance: variance).draw(&bits)
    }
  }

  /// As it stands in the ledger and the manifest.
  public var name: String {
    switch self {
    case .laplace: "discrete-laplace"
    case .gaussian: "discrete-gaussian"
    }
  }

  /// The least whole number that the noise passes, up or down, at most once in twenty draws: half of the 95 %
  /// interval of a count. It follows from the known noise, not from the data.
  public var error: Int {
    var (weights, size) = ([weight(0)], 1)
    while weight(size) > weights[0] * 1e-12 {
      weights.append(2 * weight(size))
      size += 1
    }
    let enough = 0.95 * weights.reduce(0, +)
    var inside = 0.0
    return weights.firstIndex { weight in
      inside += weight
      return inside >= enough
    } ?? size
  }

  /// In proportion to the chance of `size`.
  func weight(_ size: Int) -> Double {
    switch self {
    case .laplace(let scale): exp(-Double(size) / scale.value)
    case .gaussian(let variance): exp(-Double(size * size) / (2 * variance.value))
    }
  }
}
