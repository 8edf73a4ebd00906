/// Names an event for ever: where it was first written, and its sequence number there. The same id is the
/// same event, wherever and however often it arrives.
public struct EventID: Hashable, Sendable {
  /// One phone, one van's machine, one hub: a random 64-bit name.
  public let origin: UInt64
  /// Counts from 1 at its origin and only grows.
  public let sequence: UInt64

  public init(origin: UInt64, sequence: UInt64) {
    self.origin = origin
    self.sequence = sequence
  }
}

extension EventID: Comparable {
  public static func < (a: EventID, b: EventID) -> Bool { (a.origin, a.sequence) < (b.origin, b.sequence) }
}

extension EventID: CustomStringConvertible {
  /// The origin in hexadecimal, a hyphen, the sequence in decimal: `00f3a1c29b5d7e10-42`.
  public var description: String { "\(origin.hexadecimal)-\(sequence)" }

  /// The id that `description` writes; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-")
    guard parts.count == 2, parts[0].utf8.count == 16, let origin = UInt64(parts[0], radix: 16),
      let sequence = UInt64(parts[1])
    else { return nil }
    self.init(origin: origin, sequence: sequence)
  }
}
