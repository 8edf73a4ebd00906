/// Where in a line the symbols stand: for some symbols at a time one spot, in which each of the words that may be
/// one of them is a bit. Of words that are 64 apart the bits are one. So what a spot denies is surely not there,
/// and what it does not deny is to be looked at.
struct Spots: ~Copyable {
  /// Sixteen kilobytes, which stay near the processor.
  private static let count = 2048

  /// Words on either side of one that are looked at: those that `...` may reach.
  static let width = Phrases.longestGap + 1

  private var words = Row<UInt64>()

  init() { words.fill(0, count: Spots.count) }

  /// Says that a word is the symbols of the range.
  mutating func put(_ range: Range<Int>, of symbols: borrowing Row<Symbol>, at word: Int) {
    symbols.mark(range, in: &words, keeping: ~0, adding: 1 &<< UInt64(truncatingIfNeeded: word))
  }

  mutating func clear(_ range: Range<Int>, of symbols: borrowing Row<Symbol>) {
    symbols.mark(range, in: &words, keeping: 0, adding: 0)
  }

  /// The first place in the range whose symbol may stand at one of the words; its end where none does.
  /// - Parameter words: as `before`, `behind` and `around` give them.
  func place(in range: Range<Int>, of symbols: borrowing Row<Symbol>, at words: UInt64) -> Int {
    symbols.place(in: range, of: self.words, with: words)
  }

  func mayHold(_ symbol: Symbol, at words: UInt64) -> Bool { self.words[Spots.spot(of: symbol)] & words != 0 }

  /// Of the words around one, from `width` before it on, a bit for each that may be the symbol, from the lowest on.
  func words(_ symbol: Symbol, around word: Int) -> UInt64 {
    Spots.rotated(words[Spots.spot(of: symbol)], by: Spots.width &- word) & Spots.window
  }

  static func around(_ word: Int) -> UInt64 { rotated(window, by: word &- width) }
  static func before(_ word: Int) -> UInt64 { rotated(side, by: word &- width) }
  static func behind(_ word: Int) -> UInt64 { rotated(side, by: word &+ 1) }

  private static func spot(of symbol: Symbol) -> Int { Int(symbol) & (count - 1) }

  private static let side: UInt64 = (1 << UInt64(width)) - 1
  private static let window: UInt64 = side << UInt64(width + 1) | side

  private static func rotated(_ bits: UInt64, by places: Int) -> UInt64 {
    bits &<< UInt64(truncatingIfNeeded: places) | bits &>> UInt64(truncatingIfNeeded: -places)
  }
}
