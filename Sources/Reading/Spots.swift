/// Where in a line the symbols stand: for some symbols at a time one spot, in which each of the words that may be
/// one of them is a bit. Of words that are 64 apart the bits are one. So what a spot denies is surely not there,
/// and what it does not deny is to be looked at.
struct Spots: ~Copyable {
  /// Sixteen kilobytes, which stay near the processor.
  private static let count = 2048

  private var words = Row<UInt64>()

  init() { words.fill(0, count: Spots.count) }

  /// Says that a word is the symbols of the range.
  mutating func put(_ range: Range<Int>, of symbols: borrowing Row<Symbol>, at word: Int) {
    symbols.mark(range, in: &words, keeping: ~0, adding: 1 &<< UInt64(truncatingIfNeeded: word))
  }

  mutating func clear(_ range: Range<Int>, of symbols: borrowing Row<Symbol>) {
    symbols.mark(range, in: &words, keeping: 0, adding: 0)
  }

  /// The first place in the range whose symbol may stand at one of these words; its end where none does.
  @inline(__always)
  func place(in range: Range<Int>, of symbols: borrowing Row<Symbol>, at words: Words) -> Int {
    symbols.place(in: range, of: self.words, with: words.bits)
  }

  func mayHold(_ symbol: Symbol, at words: Words) -> Bool {
    self.words[Spots.spot(of: symbol)] & words.bits != 0
  }

  /// Of a window around a word, where the symbol may stand.
  func window(_ window: Window, around word: Int, with symbol: Symbol) -> Window {
    let spot = words[Spots.spot(of: symbol)]
    return window.taking(Spots.rotated(spot, by: Window.width &- word))
  }

  /// The words of a window, as they are looked for.
  struct Words {
    fileprivate let bits: UInt64

    init(_ window: Window, around word: Int) {
      bits = Spots.rotated(window.bits, by: word &- Window.width)
    }
  }

  private static func spot(of symbol: Symbol) -> Int { Int(symbol) & (count - 1) }

  private static func rotated(_ bits: UInt64, by places: Int) -> UInt64 {
    bits &<< UInt64(truncatingIfNeeded: places) | bits &>> UInt64(truncatingIfNeeded: -places)
  }
}
