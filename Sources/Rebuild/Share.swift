internal import Events

/// What one of several processes takes of a rebuild: some of the persons, and some of the organisation's events. Both
/// are told by what all machines agree on, and never by a place in the log: so the shares are disjoint and together
/// are all, also where each is built on a machine that came to know the events in an order of its own.
public struct Share: Hashable, Sendable {
  /// From 1.
  public let number: Int
  public let count: Int

  public static let whole = Share(1, of: 1)

  /// Traps unless the number is one of the count.
  public init(_ number: Int, of count: Int) {
    precondition((1...max(1, count)).contains(number), "a share is one of its count")
    (self.number, self.count) = (number, count)
  }

  /// Whether the person who is kept under this handle is of this share.
  func holds(_ keeper: Handle) -> Bool {
    holds(keeper.low, keeper.high)
  }

  /// Whether this event of the organisation is counted by this share, with all that amends it.
  func holds(_ id: EventID) -> Bool { holds(id.sequence, id.origin) }

  private func holds(_ low: UInt64, _ high: UInt64) -> Bool {
    // Handles and origins are random, but for those of tests and simulations.
    let mixed = (low ^ high.byteSwapped) &* 0x9E37_79B9_7F4A_7C15
    return Int((mixed >> 32) % UInt64(count)) == number - 1
  }
}

extension Share: CustomStringConvertible {
  /// `1/2`
  public var description: String { "\(number)/\(count)" }

  /// The share that `description` writes; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], (1...1024).contains(count),
      (1...count).contains(number)
    else { return nil }
    self.init(number, of: count)
  }
}
