import Events

/// The words of one line with what each of them is.
struct Words: ~Copyable {
  struct Place {
    /// What it matches: what it is in the vocabulary, or a name, or a number.
    var sense: Int32
    /// The word as it is written.
    var word: Int32
  }

  /// Words that a phrase may go on with: none where something stands between them.
  struct Reach {
    var words = Stretch()
    /// What they are.
    var marks = SymbolSet()
  }

  private(set) var tokens = Tokens()
  private(set) var cache: WordCache
  private let vocabulary: CompiledVocabulary
  private var places = Row<Place>()
  /// By word, and one behind the last.
  private var nears = Row<Reach>()
  private var fars = Row<Reach>()

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
    reach()
  }

  private mutating func readNumbers() {
    for i in places.indices where tokens.all[i].number >= 0 {
      let mayCount = vocabulary.countSets.mayCount(i, self)
      places[i].sense = cache.number(places[i].word, mayCount: mayCount)
    }
  }

  private mutating func reach() {
    nears.removeAll()
    fars.removeAll()
    for i in 0...count {
      nears.append(reach(from: i, most: Phrases.mostFillers + 1, isNear: true))
      fars.append(reach(from: i, most: Phrases.longestGap + 1, isNear: false))
    }
  }

  private func reach(from first: Int, most: Int, isNear: Bool) -> Reach {
    var reach = Reach()
    var end = first
    while end < count, end < first + most, isJoined(end) {
      let word = sense(end)
      reach.marks.formUnion(word.marks)
      end += 1
      if isNear, !word.isFiller { break }
    }
    reach.words = Stretch(first..<end)
    return reach
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

  /// The word at a place, or one behind fillers.
  func near(_ i: Int) -> Reach { nears[i] }

  /// Those that `...` reaches behind a word that ends at a place.
  func far(_ i: Int) -> Reach { fars[i] }

  /// Whether the line may say what not to ask about: most lines have no word for it.
  var mayLimit: Bool {
    var roles: CountRole = []
    for i in places.indices { roles.formUnion(word(i).role) }
    if roles.contains(.asking), !roles.isDisjoint(with: [.no, .refraining]) { return true }
    return roles.contains([.again, .refusing])
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
