/// A set of kinds, one bit for each: it is asked of every reading.
public struct Kinds: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: [UInt64] = []

  public init(_ kinds: some Sequence<Kind>) { for kind in kinds { insert(kind) } }
  public init(arrayLiteral kinds: Kind...) { self.init(kinds) }

  public func contains(_ kind: Kind) -> Bool {
    let number = kind.number
    return number >> 6 < bits.count && bits[number >> 6] >> UInt64(number & 63) & 1 == 1
  }

  public mutating func insert(_ kind: Kind) {
    let number = kind.number
    while bits.count <= number >> 6 { bits.append(0) }
    bits[number >> 6] |= 1 << UInt64(number & 63)
  }

  public func union(_ other: Kinds) -> Kinds {
    var both = self
    while both.bits.count < other.bits.count { both.bits.append(0) }
    for (index, word) in other.bits.enumerated() { both.bits[index] |= word }
    return both
  }
}
