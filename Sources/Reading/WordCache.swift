/// What a word is to the search and to the counts.
struct Word {
  /// In `WordCache.symbols`.
  var symbols = Stretch()
  /// In `WordCache.singles`.
  var singles = Stretch()
  /// In `WordCache.partners`, by side.
  var partners = InlineArray<4, Stretch>(repeating: Stretch())
  /// In `WordCache.letters`: those behind the first eight.
  var tail = Stretch()
  var role: CountRole = []
  /// Is what it is only if it was not written as it was meant; true as well of a word that is nothing.
  var isGuess = false
  /// May stand inside any phrase.
  var isFiller = false
  /// The number that it is in letters, or -1.
  var number: Int8 = -1
}

/// What a word tells by itself.
struct Single {
  /// In `PhraseIndex.told`.
  var told: Stretch
  /// Of the symbol that tells it among those of the word.
  var rank: Int32
  var isSet: Bool
}

/// What each word of the lines so far is, by its letters, so that it is looked up in the vocabulary and stemmed
/// once. It changes how fast a line is read and never what is read.
///
/// A word has a number as long as its line is read. The first few are words of every line: one that is nothing,
/// a name, a number, a number that may count, a day.
struct WordCache: ~Copyable {
  /// Words kept before it begins anew: some three megabytes.
  static let mostWords = 16_384

  /// Partners kept before it begins anew: sixteen megabytes at most.
  private static let mostPartners = 1 << 20

  private static let slotCount = mostWords * 2

  static let nothing: Int32 = 0
  static let name: Int32 = 1
  static let number: Int32 = 2
  static let count: Int32 = 3
  static let day: Int32 = 4

  /// Where a word stands, by its first eight letters; a free place has none.
  struct Slot {
    var head: UInt64 = 0
    var word: Int32 = 0
    /// The word has more than these letters.
    var isLong = false
  }

  private var slots = Row<Slot>()
  private var letters = Row<UInt64>()
  private(set) var words = Row<Word>()
  private(set) var symbols = Row<Symbol>()
  private(set) var singles = Row<Single>()
  /// The partners of all symbols that a word is, side by side.
  private(set) var partners = Row<Symbol>()
  /// By partner.
  private(set) var leads = Row<Lead>()
  private let vocabulary: CompiledVocabulary
  private let stemmer = Stems()

  init(_ vocabulary: CompiledVocabulary) {
    self.vocabulary = vocabulary
    begin()
  }

  /// To be called between lines.
  mutating func makeRoom() {
    if words.count > WordCache.mostWords || partners.count > WordCache.mostPartners { begin() }
  }

  private mutating func begin() {
    slots.fill(Slot(), count: WordCache.slotCount)
    letters.removeAll()
    words.fill(Word(), count: 1)
    symbols.removeAll()
    singles.removeAll()
    partners.removeAll()
    leads.removeAll()
    add(vocabulary.lexicon.symbols(withSetsOf: Lexicon.name))
    add([Lexicon.number])
    add([Lexicon.count, Lexicon.number])
    add([Lexicon.day, Lexicon.number])
  }

  // MARK: looking up

  /// The number of the word with these letters.
  mutating func word(_ letters: Letters, of folded: borrowing Row<UInt64>) -> Int32 {
    let head = letters.head
    if head == 0 { return WordCache.nothing }
    let isLong = !letters.tail.isEmpty
    var slot = WordCache.slot(isLong ? WordCache.hash(letters, of: folded) : head)
    while slots[slot].head != 0 {
      let known = slots[slot]
      if known.head == head, known.isLong == isLong, !isLong || holds(letters, of: folded, known.word) {
        return known.word
      }
      slot = (slot &+ 1) & (WordCache.slotCount - 1)
    }
    return add(letters, of: folded, at: slot)
  }

  /// Whether the letters behind the first eight are the same.
  private func holds(_ word: Letters, of folded: borrowing Row<UInt64>, _ known: Int32) -> Bool {
    let tail = words[Int(known)].tail
    guard tail.count == word.tail.count else { return false }
    for (a, b) in zip(tail.range, word.tail.range) where letters[a] != folded[b] { return false }
    return true
  }

  /// Digits that the vocabulary has as a word, as 112, are that word and a number as well.
  func number(_ word: Int32, mayCount: Bool) -> Int32 {
    if words[Int(word)].symbols.isEmpty { return mayCount ? WordCache.count : WordCache.number }
    return word + (mayCount ? 2 : 1)
  }

  private static func hash(_ letters: Letters, of folded: borrowing Row<UInt64>) -> UInt64 {
    var hash = letters.head
    for i in letters.tail.range { hash = hash &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 ^ folded[i] }
    return hash
  }

  private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slotCount - 1)
  }

  // MARK: adding

  private mutating func add(_ letters: Letters, of folded: borrowing Row<UInt64>, at slot: Int) -> Int32 {
    let text = letters.all(in: folded)
    var found: [Symbol] = []
    let isGuess = vocabulary.lexicon.collect(text, stemmer, into: &found)
    let number = words.count
    add(found)
    words[number].isGuess = isGuess
    words[number].role = role(of: String(decoding: text, as: UTF8.self))
    words[number].number = Int8(Numbers.value(of: text.span))
    if !found.isEmpty, text.allSatisfy(Folding.isDigit) {
      add([Lexicon.number] + found)
      add([Lexicon.count, Lexicon.number] + found)
    }
    // One line may hold more words than fit: what does not fit is looked up anew.
    if words.count <= WordCache.mostWords + 5 {
      slots[slot] = Slot(head: letters.head, word: Int32(number), isLong: !letters.tail.isEmpty)
      let first = self.letters.count
      for i in letters.tail.range { self.letters.append(folded[i]) }
      words[number].tail = Stretch(first..<self.letters.count)
    }
    return Int32(number)
  }

  private func role(of word: String) -> CountRole {
    let role = CountRole.of(word)
    return vocabulary.times.mayBegin(with: word) ? role.union(.time) : role
  }

  private mutating func add(_ found: [Symbol]) {
    var word = Word()
    let (firstSymbol, firstSingle) = (symbols.count, singles.count)
    for (rank, symbol) in found.enumerated() {
      symbols.append(symbol)
      if symbol == vocabulary.filler { word.isFiller = true }
      addSingle(symbol, Int32(rank))
    }
    word.symbols = Stretch(firstSymbol..<symbols.count)
    word.singles = Stretch(firstSingle..<singles.count)
    for side in Side.allCases { word.partners[Int(side.rawValue)] = addPartners(of: found, side) }
    words.append(word)
  }

  private mutating func addSingle(_ symbol: Symbol, _ rank: Int32) {
    let told = vocabulary.index.entries[Int(symbol)].told
    guard !told.isEmpty else { return }
    singles.append(Single(told: told, rank: rank, isSet: vocabulary.lexicon.isSet(symbol)))
  }

  private mutating func addPartners(of found: [Symbol], _ side: Side) -> Stretch {
    let first = partners.count
    for (rank, symbol) in found.enumerated() {
      for place in vocabulary.index.entries[Int(symbol)].partners.range {
        let pair = vocabulary.index.pairs[Int(vocabulary.index.paired[place])]
        let trials = pair.trials[Int(side.rawValue)]
        guard !trials.isEmpty else { continue }
        partners.append(vocabulary.index.partners[place])
        leads.append(Lead(trials: trials, rank: Int32(rank)))
      }
    }
    return Stretch(first..<partners.count)
  }
}
