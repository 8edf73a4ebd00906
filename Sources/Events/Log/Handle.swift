/// The random 128-bit name of a participant in the log. It says nothing about the person, and the order of
/// handles means nothing but an order.
public struct Handle: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Stands for the organisation itself: events about no participant.
  public static let organisation = Handle(high: 0, low: 0)

  /// Drawn from the system's cryptographic generator.
  public static func random() -> Handle {
    Handle(high: .random(in: 1 ... .max), low: .random(in: .min ... .max))
  }

  public var isOrganisation: Bool { high == 0 && low == 0 }
}

extension Handle: Comparable {
  public static func < (a: Handle, b: Handle) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension Handle: CustomStringConvertible {
  /// 32 lower-case hexadecimal digits.
  public var description: String { high.hexadecimal + low.hexadecimal }

  /// The handle that `description` writes; nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}

extension UInt64 {
  /// 16 lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
