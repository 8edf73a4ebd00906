/// A guess at how often each symbol is said, so that phrases are looked for by their rarest words. No text is at
/// hand when a vocabulary is made ready but its own phrases: what stands in many of them stands in many lines, and
/// so do the small words of both languages. The guess changes how fast a line is read and never what is read.
struct SaidOften {
  /// By word: phrases that have it.
  private var words: [String: Int] = [:]

  /// What numbers and names are taken to be said, and the least that small words are.
  private static let builtIn = 3000
  private static let small = 300

  mutating func add(_ form: [Slot]) {
    for slot in form {
      for case .some(let word) in slot.map(\.word) { words[word, default: 0] += 1 }
    }
  }

  /// By symbol.
  func symbols(_ lexicon: borrowing Lexicon, _ stemmer: Stems) -> [Int] {
    var often = [Int](repeating: 0, count: lexicon.symbolCount)
    for symbol in 1...Lexicon.builtIn.count { often[symbol] = SaidOften.builtIn }
    var found: [Symbol] = []
    for (word, count) in words {
      let said = SmallWords.holds(word) ? max(count * 3, SaidOften.small) : count
      found.removeAll(keepingCapacity: true)
      _ = lexicon.collect(Array(word.utf8), stemmer, into: &found)
      for symbol in found { often[Int(symbol)] += said }
    }
    return often
  }
}

extension Piece {
  /// The word that is written there.
  fileprivate var word: String? {
    switch self {
    case .stem(let word), .exact(let word), .prefix(let word), .suffix(let word): word
    case .set, .gap, .edge: nil
    }
  }
}
