/// A guess at which symbols are in a set, one bit for many of them: what it does not hold is surely not in it.
struct SymbolSet {
  private var bits: UInt128 = 0

  var isEmpty: Bool { bits == 0 }
  mutating func insert(_ symbol: Symbol) { bits |= SymbolSet.bit(symbol) }
  mutating func formUnion(_ other: SymbolSet) { bits |= other.bits }
  func mayHold(_ symbol: Symbol) -> Bool { bits & SymbolSet.bit(symbol) != 0 }
  func mayMeet(_ other: SymbolSet) -> Bool { bits & other.bits != 0 }

  private static func bit(_ symbol: Symbol) -> UInt128 { 1 &<< UInt128(truncatingIfNeeded: symbol) }
}
