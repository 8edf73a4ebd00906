internal import Events

/// What one of several processes takes of a rebuild: some of the persons, and some stretches of the log in which it
/// counts the organisation's events. The shares are disjoint and together are all, on whatever machine.
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
    // Handles are random, but for those of tests and simulations.
    let mixed = (keeper.low ^ keeper.high.byteSwapped) &* 0x9E37_79B9_7F4A_7C15
    return Int((mixed >> 32) % UInt64(count)) == number - 1
  }

  /// Whether the stretch of the log that begins after a position is of this share.
  func holds(stretch start: UInt64, of length: Int) -> Bool {
    Int(start / UInt64(length) % UInt64(count)) == number - 1
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
