import Events

/// The words of one line with what each of them is.
struct Words {
  private(set) var tokens = Tokens()
  private var ranges: [Range<Int>] = []
  private var cache = WordCache()
  private let vocabulary: CompiledVocabulary
  private let stemmer = Stems()
  /// Symbols of words that no vocabulary lists: known names, digits, digits that count, words with a capital.
  private var own: [Symbol] = []

  init(_ vocabulary: CompiledVocabulary) {
    self.vocabulary = vocabulary
    own = vocabulary.nameSymbols + vocabulary.numberSymbols
  }

  var count: Int { tokens.all.count }

  mutating func read(_ text: Span<UInt8>) {
    tokens.split(text)
    cache.makeRoom()
    ranges.removeAll(keepingCapacity: true)
    let line = tokens
    for token in line.all { ranges.append(range(of: token, line.folded)) }
    own.removeLast(own.count - vocabulary.nameSymbols.count - vocabulary.numberSymbols.count)
    for i in line.all.indices where line.all[i].number >= 0 { ranges[i] = number(at: i) }
  }

  /// Places of symbols for `symbol(_:)`: those of the cache from 0 up, our own below.
  func symbols(_ i: Int) -> Range<Int> { ranges[i] }

  func symbol(_ place: Int) -> Symbol { place >= 0 ? cache.symbols[place] : own[-place - 1] }

  func isSet(_ symbol: Symbol) -> Bool { vocabulary.lexicon.isSet[Int(symbol)] }

  /// Whether nothing stands between the word and the one before it.
  func isJoined(_ i: Int) -> Bool { tokens.all[i].before == .none }

  func holds(_ i: Int, _ symbol: Symbol?) -> Bool {
    guard let symbol, i >= 0, i < count else { return false }
    for place in ranges[i] where self.symbol(place) == symbol { return true }
    return false
  }

  private mutating func range(of token: Token, _ folded: [UInt8]) -> Range<Int> {
    if token.isName { return places(0..<vocabulary.nameSymbols.count) }
    guard token.foldCount > 0 else { return 0..<0 }
    let word = folded.span.extracting(token.foldStart..<token.foldStart + token.foldCount)
    let range = cache.range(of: word, vocabulary.lexicon, stemmer)
    return range.isEmpty && token.isCapital ? places(0..<vocabulary.nameSymbols.count) : range
  }

  /// A number is also itself where the vocabulary has it, as 112 is.
  private mutating func number(at i: Int) -> Range<Int> {
    let names = vocabulary.nameSymbols.count
    let counts = vocabulary.countSets.mayCount(i, self) ? 2 : 1
    guard !ranges[i].isEmpty else { return places(names..<names + counts) }
    let start = own.count
    for place in ranges[i] { own.append(symbol(place)) }
    own.append(contentsOf: own[names..<names + counts])
    return places(start..<own.count)
  }

  private func places(_ range: Range<Int>) -> Range<Int> {
    -range.upperBound..<(-range.lowerBound)
  }
}
