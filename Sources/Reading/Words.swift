import Events

/// The words of one line with what each of them is.
struct Words: ~Copyable {
  struct Place {
    /// What it matches: what it is in the vocabulary, or a name, or a number.
    var sense: Int32
    /// The word as it is written.
    var word: Int32
    /// The first word from which on nothing but spaces stands between them.
    var run: Int32 = 0
    /// Fillers of the run right before it.
    var fillers: Int32 = 0
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
    if tokens.hasNumbers { readNumbers() }
    join()
  }

  private mutating func readNumbers() {
    for i in places.indices where tokens.all[i].number >= 0 {
      let mayCount = vocabulary.countSets.mayCount(i, self)
      places[i].sense = cache.number(places[i].word, mayCount: mayCount)
    }
  }

  private mutating func join() {
    var (run, fillers): (Int32, Int32) = (0, 0)
    for i in places.indices {
      if !isJoined(i) { (run, fillers) = (Int32(i), 0) }
      (places[i].run, places[i].fillers) = (run, fillers)
      fillers = sense(i).isFiller ? fillers + 1 : 0
    }
  }

  /// A word with a capital that the vocabulary does not know is taken for a name; so is, inside a sentence, one
  /// that could only be a slip.
  private mutating func place(of token: Token) -> Place {
    if token.isName { return Place(sense: WordCache.name, word: WordCache.nothing) }
    let word = cache.word(token.letters, of: tokens.folded)
    guard token.isCapital, word != WordCache.nothing else { return Place(sense: word, word: word) }
    let known = cache.words[Int(word)]
    let isName = known.symbols.isEmpty || (known.isGuess && token.before == .none)
    return Place(sense: isName ? WordCache.name : word, word: word)
  }

  /// What the word matches.
  @inline(__always)
  func sense(_ i: Int) -> Word { cache.words[Int(places[i].sense)] }

  /// The word as it is written; nothing outside the line.
  func word(_ i: Int) -> Word {
    cache.words[Int(i >= 0 && i < count ? places[i].word : WordCache.nothing)]
  }

  /// Whether nothing stands between two words but words and spaces.
  func isSameRun(_ i: Int, _ j: Int) -> Bool { places[i].run == places[j].run }

  /// Whether a phrase that has a word may go on with a later one of the same run: with the next, or one behind
  /// fillers, or, where `...` stands between them, with any within it.
  func reach(from i: Int, to j: Int, isFar: Bool) -> Bool {
    let between = j - i - 1
    guard places[j].run <= i else { return false }
    return isFar
      ? between <= Phrases.longestGap
      : between <= Phrases.mostFillers && between <= Int(places[j].fillers)
  }

  /// The place of a symbol among those of a word; nil where it is not that, and outside the line.
  @inline(__always)
  func rank(of symbol: Symbol, at i: Int) -> Int? {
    guard i >= 0, i < count else { return nil }
    let symbols = sense(i).symbols.range
    let place = cache.symbols.place(of: symbol, in: symbols)
    return place < symbols.upperBound ? place &- symbols.lowerBound : nil
  }

  /// Whether the line may say what not to ask about: most lines have no word for it.
  var mayLimit: Bool {
    var roles: CountRole = []
    for i in places.indices { roles.formUnion(word(i).role) }
    if roles.contains(.asking), !roles.isDisjoint(with: [.no, .refraining]) { return true }
    return roles.contains([.again, .refusing])
  }

  /// Whether nothing stands between the word and the one before it.
  func isJoined(_ i: Int) -> Bool { tokens.all[i].before == .none }

  func holds(_ i: Int, _ symbol: Symbol?) -> Bool { symbol.flatMap { rank(of: $0, at: i) } != nil }
}
