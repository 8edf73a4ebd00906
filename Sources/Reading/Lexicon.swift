import Events

/// A word, a stem, a beginning, an ending or a set that some phrase asks for, as a small number.
typealias Symbol = Int32

/// Every word of a vocabulary by what makes it match. Built once, then only read.
struct Lexicon: ~Copyable, Sendable {
  static let gap: Symbol = 0
  /// Digits, or a number in words from two on.
  static let number: Symbol = 1
  /// A number that may count people or meals: no time, date, age, phone number or price.
  static let count: Symbol = 2
  /// U+FFFC, or a word with a capital that the vocabulary does not know.
  static let name: Symbol = 3
  /// A day in figures: `9/2`, `24.12`.
  static let day: Symbol = 4
  /// In the order of their symbols.
  static let builtIn = ["number", "count", "name", "day"]

  /// What is known of a symbol.
  struct Entry {
    /// Stands for a set, so that it does not claim the word it matches.
    var isSet = false
    /// Stands in a phrase itself; others only make words members of sets.
    var isAsked = false
    /// In `memberships`: the first set that it belongs to, or -1.
    var firstSet: Int32 = -1
  }

  struct Membership {
    var set: Symbol
    /// The next one of the same symbol, or -1.
    var next: Int32 = -1
  }

  private var table = WordTable()
  private var near = NearWords()
  private var symbols = Row<Entry>()
  private var memberships = Row<Membership>()

  init() {
    symbols.append(Entry())
    for name in Lexicon.builtIn { _ = set(name) }
  }

  func write(to stored: inout StoredBytes) {
    table.write(to: &stored)
    near.write(to: &stored)
    symbols.write(to: &stored)
    memberships.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let table = WordTable(&stored), let near = NearWords(&stored), let symbols = Row<Entry>(&stored),
      let memberships = Row<Membership>(&stored)
    else { return nil }
    self.table = table
    self.near = near
    self.symbols = symbols
    self.memberships = memberships
  }

  var symbolCount: Int { symbols.count }

  func isSet(_ symbol: Symbol) -> Bool { symbols[Int(symbol)].isSet }

  /// The symbol of a named set; nil if the vocabulary has none of that name.
  func symbol(ofSet name: String) -> Symbol? {
    let name = name.utf8.span
    let symbol = table.number(of: name, .set)
    return symbol < 0 ? nil : symbol
  }

  // MARK: building

  mutating func symbol(for piece: Piece, _ language: Language, _ stemmer: Stems) -> Symbol {
    switch piece {
    case .gap, .edge: return Lexicon.gap
    case .set(let name): return set(name)
    case .exact(let word):
      know(word.utf8.span)
      return intern(word.utf8.span, .exact)
    case .prefix(let word): return intern(word.utf8.span, .prefix)
    case .suffix(let word): return intern(word.utf8.span, .suffix)
    case .stem(let word):
      know(word.utf8.span)
      return symbol(forStemOf: word.utf8.span, language, stemmer)
    }
  }

  /// Each word has its own, and is one of those with its stem.
  private mutating func symbol(
    forStemOf word: Span<UInt8>, _ language: Language, _ stemmer: Stems
  ) -> Symbol {
    let known = symbols.count
    let symbol = intern(word, .inflected(language))
    guard symbol == known else { return symbol }
    let entry = Int32(table.entry(word, .inflected(language)))
    _ = stemmer.withStem(of: word, language) { table.add($0, .stem(language), entry) }
    return symbol
  }

  mutating func set(_ name: String) -> Symbol {
    let symbol = intern(name.utf8.span, .set)
    symbols[Int(symbol)].isSet = true
    return symbol
  }

  /// Says that a phrase goes on with the symbol.
  mutating func ask(_ symbol: Symbol) { symbols[Int(symbol)].isAsked = true }

  mutating func add(_ member: Symbol, to set: Symbol) {
    var last: Int32 = -1
    var place = symbols[Int(member)].firstSet
    while place >= 0 {
      if memberships[Int(place)].set == set { return }
      (last, place) = (place, memberships[Int(place)].next)
    }
    let new = Int32(memberships.count)
    memberships.append(Membership(set: set))
    if last < 0 { symbols[Int(member)].firstSet = new } else { memberships[Int(last)].next = new }
  }

  mutating func add(variant: String, of word: String) {
    know(word.utf8.span)
    let entry = table.entry(word.utf8.span, .word)
    table.add(variant.utf8.span, .variant, Int32(entry))
  }

  mutating func add(form: String, of word: String, _ language: Language) {
    know(form.utf8.span)
    let entry = table.entry(word.utf8.span, .word)
    table.add(form.utf8.span, .form(language), Int32(entry))
  }

  /// To be called when all is put in.
  mutating func finish() { near.finish() }

  /// The symbol of a word, new where the table has none.
  private mutating func intern(_ word: Span<UInt8>, _ heading: WordTable.Heading) -> Symbol {
    let entry = table.entry(word, heading)
    let known = table.entries[entry].number
    guard known < 0 else { return known }
    symbols.append(Entry())
    table.setNumber(of: entry, to: Symbol(symbols.count - 1))
    return Symbol(symbols.count - 1)
  }

  /// A word that others may be slips of.
  private mutating func know(_ word: Span<UInt8>) {
    let known = table.entries.count
    if table.entry(word, .near) == known { near.add(word) }
  }

  // MARK: looking up

  /// Adds all that a folded word is, its sets included, each once. A word that is nothing is tried as it would
  /// be written with fewer repeated letters and with å for aa, then as a slip of the thumb.
  /// - Returns: whether the word itself is nothing, so that what was found is a guess.
  func collect(_ word: [UInt8], _ stemmer: Stems, into found: inout [Symbol]) -> Bool {
    add(word.span, stemmer, to: &found)
    guard found.isEmpty else { return false }
    for other in Respelling.others(of: word) where found.isEmpty { add(other.span, stemmer, to: &found) }
    guard found.isEmpty else { return true }
    near.eachWord(like: word.span) { add($0.span, stemmer, to: &found) }
    return true
  }

  /// Whether a folded word is a word of the vocabulary in some form; words that only begin or end like one are not.
  func knows(_ word: String, _ stemmer: Stems) -> Bool {
    var found: [Symbol] = []
    addWhole(word.utf8.span, stemmer, to: &found)
    return !found.isEmpty
  }

  /// Words of the vocabulary of which this is likely a slip.
  func words(like word: Span<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    near.eachWord(like: word) { words.append($0) }
    return words
  }

  /// The word of which a folded word is an irregular form, by whatever spelling; nil where it is none.
  func base(of word: Span<UInt8>, _ language: Language) -> [UInt8]? {
    var base: [UInt8]?
    func look(_ word: Span<UInt8>) {
      table.eachNumber(of: word, .form(language)) { base = base ?? table.word(of: $0) }
    }
    look(word)
    table.eachNumber(of: word, .variant) { look(table.word(of: $0).span) }
    return base
  }

  private func add(_ word: Span<UInt8>, _ stemmer: Stems, to found: inout [Symbol]) {
    addForms(word, stemmer, to: &found)
    table.eachNumber(of: word, .variant) { addForms(table.word(of: $0).span, stemmer, to: &found) }
  }

  private func addForms(_ word: Span<UInt8>, _ stemmer: Stems, to found: inout [Symbol]) {
    addWhole(word, stemmer, to: &found)
    for i in word.indices {
      add(table.number(of: word.extracting(i...), .suffix), to: &found)
      add(table.number(of: word.extracting(...i), .prefix), to: &found)
    }
    if Numbers.value(of: word) > 1 {
      add(Lexicon.number, to: &found)
      add(Lexicon.count, to: &found)
    }
  }

  private func addWhole(_ word: Span<UInt8>, _ stemmer: Stems, to found: inout [Symbol]) {
    add(table.number(of: word, .exact), to: &found)
    for language in Language.allCases {
      addInflected(word, language, stemmer, to: &found)
      table.eachNumber(of: word, .form(language)) {
        addInflected(table.word(of: $0).span, language, stemmer, to: &found)
      }
    }
  }

  private func addInflected(
    _ word: Span<UInt8>, _ language: Language, _ stemmer: Stems, to found: inout [Symbol]
  ) {
    let letters = word.indices.map { word[$0] }
    let isAlone = SmallWords.standsAlone(letters)
    stemmer.withStem(of: word, language) { stem in
      table.eachNumber(of: stem, .stem(language)) { entry in
        let asked = table.word(of: entry)
        guard
          isAlone || SmallWords.standsAlone(asked)
            ? letters == asked : Inflection.joins(letters, asked, language)
        else { return }
        add(table.entries[Int(entry)].number, to: &found)
      }
    }
  }

  func symbols(withSetsOf symbol: Symbol) -> [Symbol] {
    var found: [Symbol] = []
    add(symbol, to: &found)
    return found
  }

  /// A symbol, if it can be asked for, and the sets it belongs to; -1 for none.
  private func add(_ symbol: Symbol, to found: inout [Symbol]) {
    guard symbol >= 0, !found.contains(symbol) else { return }
    let entry = symbols[Int(symbol)]
    if entry.isAsked || entry.isSet { found.append(symbol) }
    var place = entry.firstSet
    while place >= 0 {
      add(memberships[Int(place)].set, to: &found)
      place = memberships[Int(place)].next
    }
  }
}
