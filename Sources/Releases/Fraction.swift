/// Exact arithmetic, in lowest terms and with a denominator above zero. Traps where 64 bits do not hold a result:
/// sums that grow without end are rounded up first.
extension Fraction: Comparable {
  public static func < (a: Fraction, b: Fraction) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }
}

extension Fraction {
  public static let zero = Fraction(0, 1)

  public static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator).lowest
  }

  public static func * (a: Fraction, b: Fraction) -> Fraction {
    let (a, b, c) = (a.lowest, b.lowest, Fraction(a.numerator, b.denominator).lowest)
    let d = Fraction(b.numerator, a.denominator).lowest
    return Fraction(c.numerator * d.numerator, d.denominator * c.denominator)
  }

  /// - Precondition: neither is below zero, and `b` is above it.
  public static func / (a: Fraction, b: Fraction) -> Fraction { a * Fraction(b.denominator, b.numerator) }

  /// Without a common divisor.
  public var lowest: Fraction {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int(a)
    return divisor < 2 ? self : Fraction(numerator / divisor, denominator / divisor)
  }

  /// The least number of billionths that is not below it.
  public var billionths: UInt64 {
    let scaled = UInt64(numerator).multipliedFullWidth(by: 1_000_000_000)
    let (whole, rest) = UInt64(denominator).dividingFullWidth(scaled)
    return rest == 0 ? whole : whole + 1
  }

  public init(billionths: UInt64) {
    self = Fraction(Int(billionths), 1_000_000_000).lowest
  }

  /// To be shown, and to decide nothing.
  public var value: Double { Double(numerator) / Double(denominator) }
}
