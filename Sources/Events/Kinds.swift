/// A set of kinds, one bit for each: it is asked of every reading, and of every line.
public struct Kinds: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Of the kinds numbered below 256, which are all that are asked for by name.
  private var bits = SIMD4<UInt64>()
  private var rest: Set<Kind> = []

  public init(_ kinds: some Sequence<Kind>) { for kind in kinds { insert(kind) } }
  public init(arrayLiteral kinds: Kind...) { self.init(kinds) }

  public func contains(_ kind: Kind) -> Bool {
    let number = kind.number
    return number < 256 ? bits[number >> 6] >> UInt64(number & 63) & 1 == 1 : rest.contains(kind)
  }

  /// Whether no kind is in both.
  public func isDisjoint(with other: Kinds) -> Bool {
    bits & other.bits == .zero && (rest.isEmpty || rest.isDisjoint(with: other.rest))
  }

  public mutating func insert(_ kind: Kind) {
    let number = kind.number
    if number < 256 { bits[number >> 6] |= 1 << UInt64(number & 63) } else { rest.insert(kind) }
  }

  public func union(_ other: Kinds) -> Kinds {
    var both = self
    both.bits |= other.bits
    both.rest.formUnion(other.rest)
    return both
  }
}
