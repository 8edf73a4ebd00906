public import Releases

/// What one draw costs everybody who is counted.
public enum Cost: Hashable, Sendable {
  /// ε, of a Laplace number.
  case epsilon(Fraction)
  /// ρ, of a Gaussian number: zero-concentrated differential privacy (Bun and Steinke 2016).
  case rho(Fraction)

  /// A mechanism with ε has also ρ = ε²/2.
  public var rho: Fraction {
    switch self {
    case .epsilon(let epsilon): epsilon * epsilon * Fraction(1, 2)
    case .rho(let rho): rho
    }
  }
}

/// What a person's draws cost together. Sums are exact within a release and rounded up to billionths between them,
/// so that what is told is never less than what was spent.
public struct Account: Hashable, Sendable {
  /// The sum of ε of Laplace numbers, of ρ of Gaussian ones, and of ρ of all; in billionths.
  private var epsilons: UInt64 = 0
  private var rhos: UInt64 = 0
  private var allRhos: UInt64 = 0

  public init() {}

  /// - Parameter costs: of one release.
  public mutating func add(_ costs: [Cost]) {
    epsilons += costs.reduce(Fraction.zero) { $0 + $1.epsilon }.billionths
    for cost in costs {
      if case .rho(let rho) = cost { rhos += rho.billionths }
      allRhos += cost.rho.billionths
    }
  }

  /// Whoever knows the draws of two accounts knows no more than this.
  public static func + (a: Account, b: Account) -> Account {
    var sum = a
    sum.epsilons += b.epsilons
    sum.rhos += b.rhos
    sum.allRhos += b.allRhos
    return sum
  }

  /// ε at δ = 10⁻⁶ of all together, in billionths: the smaller of two bounds that both hold. Laplace numbers add
  /// their ε and need no δ; or all are told by ρ.
  public var atDelta: UInt64 { min(epsilons + Account.epsilon(rho: rhos), Account.epsilon(rho: allRhos)) }

  /// ρ of all together, in billionths.
  public var rho: UInt64 { allRhos }

  /// ρ + 2 √(ρ · ln 10⁶), rounded up; all in billionths (Bun and Steinke 2016, proposition 1.3).
  static func epsilon(rho: UInt64) -> UInt64 {
    let logarithm: UInt128 = 13_815_510_558
    return rho + UInt64(rootRoundedUp(4 * UInt128(rho) * logarithm))
  }

  /// The greatest ρ in billionths that costs no more than `epsilon` billionths at δ = 10⁻⁶.
  static func greatestRho(within epsilon: UInt64) -> UInt64 {
    var (low, high) = (UInt64(0), epsilon)
    while low < high {
      let middle = (low + high + 1) / 2
      if Account.epsilon(rho: middle) <= epsilon { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func rootRoundedUp(_ number: UInt128) -> UInt128 {
    var (low, high) = (UInt128(0), UInt128(1) << 60)
    while low < high {
      let middle = (low + high) / 2
      if middle * middle >= number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Cost {
  fileprivate var epsilon: Fraction { if case .epsilon(let epsilon) = self { epsilon } else { .zero } }
}
