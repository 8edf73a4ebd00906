public import Releases

/// Who is drawn into a release: a secret share of those eligible, drawn anew for each release by its own key. So
/// whoever is missing from a release may have said no, or was only not drawn.
public struct Subsample: Sendable {
  private let share: Fraction

  /// - Precondition: from 0 to 1.
  public init(share: Fraction) { self.share = share.lowest }

  /// - Parameter name: 8 bytes or more of an HMAC of the person's handle, under a key of this release alone.
  public func keeps(_ name: [UInt8]) -> Bool {
    let number = name.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // number / 2⁶⁴ < share
    let scaled = number.multipliedFullWidth(by: UInt64(share.denominator))
    return scaled.high < UInt64(share.numerator)
  }
}
