import Events

/// The words of one line with what each of them is.
struct Words: ~Copyable {
  struct Place {
    /// What it matches: what it is in the vocabulary, or a name, or a number.
    var sense: Int32
    /// The word as it is written.
    var word: Int32
  }

  private(set) var tokens = Tokens()
  private(set) var cache: WordCache
  private let vocabulary: CompiledVocabulary
  private var places = Row<Place>()

  init(_ vocabulary: CompiledVocabulary) {
    self.vocabulary = vocabulary
    cache = WordCache(vocabulary)
  }

  var count: Int { places.count }

  mutating func read(_ text: Span<UInt8>) {
    cache.makeRoom()
    tokens.split(text)
    places.removeAll()
    for i in tokens.all.indices { places.append(place(of: tokens.all[i])) }
    guard tokens.hasNumbers else { return }
    for i in places.indices where tokens.all[i].number >= 0 {
      let mayCount = vocabulary.countSets.mayCount(i, self)
      places[i].sense = cache.number(places[i].word, mayCount: mayCount)
    }
  }

  /// A word with a capital that the vocabulary does not know is taken for a name.
  private mutating func place(of token: Token) -> Place {
    if token.isName { return Place(sense: WordCache.name, word: WordCache.nothing) }
    let word = cache.word(token.letters, of: tokens.folded)
    if token.isCapital, word != WordCache.nothing, cache.words[Int(word)].symbols.isEmpty {
      return Place(sense: WordCache.name, word: word)
    }
    return Place(sense: word, word: word)
  }

  /// What the word matches.
  @inline(__always)
  func sense(_ i: Int) -> Word { cache.words[Int(places[i].sense)] }

  /// The word as it is written; nothing outside the line.
  func word(_ i: Int) -> Word {
    cache.words[Int(i >= 0 && i < count ? places[i].word : WordCache.nothing)]
  }

  /// What may follow a phrase that ends before this word: nothing where something stands between them, and
  /// also what stands behind fillers.
  func marks(at i: Int) -> SymbolSet {
    var marks = SymbolSet()
    var i = i
    var left = Phrases.mostFillers
    while i < count, isJoined(i) {
      marks.formUnion(sense(i).marks)
      guard left > 0, sense(i).isFiller else { break }
      (i, left) = (i + 1, left - 1)
    }
    return marks
  }

  /// Whether nothing stands between the word and the one before it.
  func isJoined(_ i: Int) -> Bool { tokens.all[i].before == .none }

  func holds(_ i: Int, _ symbol: Symbol?) -> Bool {
    guard let symbol, i >= 0, i < count else { return false }
    let sense = sense(i)
    guard sense.marks.mayHold(symbol) else { return false }
    for place in sense.symbols.range where cache.symbols[place] == symbol { return true }
    return false
  }
}
