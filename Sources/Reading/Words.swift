import Events

/// The words of one line with what each of them is.
struct Words: ~Copyable {
  struct Place {
    /// What it matches: what it is in the vocabulary, or a name, or a number.
    var sense: Int32
    /// The word as it is written.
    var word: Int32
    /// The words before it that may stand next to it in a phrase: the next one, and those beyond fillers.
    var nearBefore: UInt8 = 0
    var nearBehind: UInt8 = 0
    /// Those that may where `...` stands between: any, as long as nothing but spaces divides them.
    var farBefore: UInt8 = 0
    var farBehind: UInt8 = 0
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
    for i in places.indices where tokens.all[i].isDay { places[i].sense = WordCache.day }
    for i in places.indices where tokens.all[i].number >= 0 {
      let mayCount = vocabulary.countSets.mayCount(i, self)
      places[i].sense = cache.number(places[i].word, mayCount: mayCount)
    }
  }

  private mutating func join() {
    var trail = Trail()
    for i in places.indices {
      if !isJoined(i) { trail = Trail() }
      (places[i].nearBefore, places[i].farBefore) = (trail.near, trail.far)
      trail.pass(isFiller: cache.words[Int(places[i].sense)].isFiller)
    }
    trail = Trail()
    for i in places.indices.reversed() {
      (places[i].nearBehind, places[i].farBehind) = (trail.near, trail.far)
      trail.pass(isFiller: cache.words[Int(places[i].sense)].isFiller)
      if !isJoined(i) { trail = Trail() }
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

  /// The words on a side of one that a phrase may have next to it.
  @inline(__always)
  func window(_ side: Side, of i: Int) -> Window {
    switch side {
    case .nearBefore: Window(before: Int(places[i].nearBefore))
    case .nearBehind: Window(behind: Int(places[i].nearBehind))
    case .farBefore: Window(before: Int(places[i].farBefore))
    case .farBehind: Window(behind: Int(places[i].farBehind))
    }
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

  /// Whether the line may say a time: most lines have no word for it.
  var mayTellTime: Bool {
    if tokens.hasNumbers { return true }
    for i in places.indices where word(i).role.contains(.time) || !tokens.all[i].isAsWritten { return true }
    return false
  }

  /// Whether nothing stands between the word and the one before it.
  func isJoined(_ i: Int) -> Bool { tokens.all[i].before == .none }

  /// Whether no other word stands where the phrase wants none.
  func hasRoom(_ hit: Hit) -> Bool {
    let edges = hit.meaning.edges
    if edges.contains(.before), hit.first > 0, isJoined(hit.first) { return false }
    return !edges.contains(.behind) || hit.end == count || !isJoined(hit.end)
  }

  func holds(_ i: Int, _ symbol: Symbol?) -> Bool { symbol.flatMap { rank(of: $0, at: i) } != nil }
}
