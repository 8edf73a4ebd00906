/// k of n: how often something was so among the times when it could have been. Never a percentage, never a
/// level; the two numbers are shown as they are.
public struct OutOf: Hashable, Sendable, Encodable {
  public var k: Int
  public var n: Int

  public init(_ k: Int = 0, of n: Int = 0) {
    self.k = k
    self.n = n
  }

  public mutating func count(_ was: Bool) {
    n += 1
    if was { k += 1 }
  }
}
