public import Releases

/// Whole numbers x with probability in proportion to exp(−|x|/scale).
public struct DiscreteLaplace: Hashable, Sendable {
  private let t: UInt64
  private let s: UInt64

  /// - Precondition: the scale is above zero, and neither part of it above 2³¹.
  public init(scale: Fraction) {
    let scale = scale.lowest
    precondition(scale > .zero && scale.numerator <= 1 << 31 && scale.denominator <= 1 << 31)
    (t, s) = (UInt64(scale.numerator), UInt64(scale.denominator))
  }

  public func draw(_ bits: inout some RandomNumberGenerator) -> Int {
    while true {
      let u = bits.next(upperBound: t)
      guard Coin.exponential(u, t, &bits) else { continue }
      var v: UInt64 = 0
      while Coin.exponential(1, 1, &bits) { v += 1 }
      let size = Int((u + t * v) / s)
      let isNegative = Coin.bernoulli(1, 2, &bits)
      // Zero would otherwise be drawn from both sides.
      if !isNegative || size > 0 { return isNegative ? -size : size }
    }
  }
}

/// Whole numbers x with probability in proportion to exp(−x²/(2 · variance)).
public struct DiscreteGaussian: Hashable, Sendable {
  private let n: UInt64
  private let d: UInt64
  /// The scale of the Laplace numbers of which some are kept: ⌊σ⌋ + 1.
  private let t: UInt64

  /// - Precondition: the variance is above zero, and neither part of it above 2²⁰.
  public init(variance: Fraction) {
    let variance = variance.lowest
    precondition(variance > .zero && variance.numerator <= 1 << 20 && variance.denominator <= 1 << 20)
    (n, d) = (UInt64(variance.numerator), UInt64(variance.denominator))
    var root: UInt64 = 0
    while (root + 1) * (root + 1) * d <= n { root += 1 }
    t = root + 1
  }

  public func draw(_ bits: inout some RandomNumberGenerator) -> Int {
    let laplace = DiscreteLaplace(scale: Fraction(Int(t), 1))
    while true {
      let y = laplace.draw(&bits)
      // (|y| − σ²/t)² / (2σ²), over one denominator.
      let (a, b) = (UInt64(y.magnitude) * d * t, n)
      let gap = a > b ? a - b : b - a
      if Coin.exponential(gap * gap, 2 * n * d * t * t, &bits) { return y }
    }
  }
}
