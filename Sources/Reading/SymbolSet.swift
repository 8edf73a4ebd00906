/// A guess at which symbols are in a set, one bit of 256 for many of them: what it does not hold is surely not in
/// it.
struct SymbolSet {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  var isEmpty: Bool { first | second | third | fourth == 0 }

  mutating func insert(_ symbol: Symbol) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: symbol)
    switch symbol & 0xC0 {
    case 0x00: first |= bit
    case 0x40: second |= bit
    case 0x80: third |= bit
    default: fourth |= bit
    }
  }

  mutating func formUnion(_ other: SymbolSet) {
    first |= other.first
    second |= other.second
    third |= other.third
    fourth |= other.fourth
  }

  func mayHold(_ symbol: Symbol) -> Bool {
    let low = symbol & 0x40 == 0 ? first : second
    let high = symbol & 0x40 == 0 ? third : fourth
    return (symbol & 0x80 == 0 ? low : high) &>> UInt64(truncatingIfNeeded: symbol) & 1 != 0
  }

  func mayMeet(_ other: SymbolSet) -> Bool {
    first & other.first | second & other.second | third & other.third | fourth & other.fourth != 0
  }
}
