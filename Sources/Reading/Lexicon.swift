import Events

/// A word, a stem, a beginning, an ending or a set that some phrase asks for, as a small number.
typealias Symbol = Int32

/// Every word of a vocabulary by what makes it match. Built once, then only read.
struct Lexicon: Sendable {
  static let gap: Symbol = 0
  /// Digits, or a number in words from two on.
  static let number: Symbol = 1
  /// A number that may count people or meals: no time, date, age, phone number or price.
  static let count: Symbol = 2
  /// U+FFFC, or a word with a capital that the vocabulary does not know.
  static let name: Symbol = 3
  static let builtIn = ["number": number, "count": count, "name": name]

  private var exact: [String: Symbol] = [:]
  private var stems: [[String: Symbol]] = [[:], [:]]
  private var prefixes: [String: Symbol] = [:]
  private var suffixes: [String: Symbol] = [:]
  private var sets: [String: Symbol] = Lexicon.builtIn
  /// By symbol: the sets that it belongs to.
  private var memberships: [[Symbol]] = [[], [], [], []]
  /// By symbol: whether it stands for a set, so that it does not claim the word it matches.
  private(set) var isSet = [false, true, true, true]
  /// By folded variant: the words that it is another way of writing.
  private var variants: [String: [String]] = [:]
  /// By folded form: the stems of the words that it is a form of.
  private var forms: [[String: [String]]] = [[:], [:]]
  private var near = NearWords()

  // MARK: building

  mutating func symbol(for piece: Piece, _ language: Language, _ stemmer: Stems) -> Symbol {
    switch piece {
    case .gap: return Lexicon.gap
    case .set(let name): return set(name)
    case .exact(let word):
      near.add(word)
      let symbol = intern(exact[word])
      exact[word] = symbol
      return symbol
    case .prefix(let word):
      let symbol = intern(prefixes[word])
      prefixes[word] = symbol
      return symbol
    case .suffix(let word):
      let symbol = intern(suffixes[word])
      suffixes[word] = symbol
      return symbol
    case .stem(let word):
      near.add(word)
      let stem = stemmer.stem(word, language)
      let symbol = intern(stems[language.index][stem])
      stems[language.index][stem] = symbol
      return symbol
    }
  }

  mutating func set(_ name: String) -> Symbol {
    let symbol = intern(sets[name])
    sets[name] = symbol
    isSet[Int(symbol)] = true
    return symbol
  }

  mutating func add(_ member: Symbol, to set: Symbol) {
    if !memberships[Int(member)].contains(set) { memberships[Int(member)].append(set) }
  }

  mutating func add(variant: String, of word: String) {
    near.add(word)
    variants[variant, default: []].append(word)
  }

  mutating func add(form: String, of word: String, _ language: Language, _ stemmer: Stems) {
    near.add(form)
    forms[language.index][form, default: []].append(stemmer.stem(word, language))
  }

  /// The symbol of a word, new where the table has none.
  private mutating func intern(_ known: Symbol?) -> Symbol {
    if let known { return known }
    memberships.append([])
    isSet.append(false)
    return Symbol(memberships.count - 1)
  }

  // MARK: looking up

  /// All that a folded word is, its sets included: in order, each once. A word that is nothing is tried as a
  /// slip of the thumb for each word that it is one letter away from.
  func symbols(of word: String, _ stemmer: Stems) -> [Symbol] {
    var found: [Symbol] = []
    collect(word, stemmer, into: &found)
    if found.isEmpty {
      for word in near.words(like: word) { collect(word, stemmer, into: &found) }
    }
    return found
  }

  private func collect(_ word: String, _ stemmer: Stems, into found: inout [Symbol]) {
    collectForms(word, stemmer, into: &found)
    for word in variants[word] ?? [] { collectForms(word, stemmer, into: &found) }
  }

  private func collectForms(_ word: String, _ stemmer: Stems, into found: inout [Symbol]) {
    add(exact[word], to: &found)
    for language in Language.allCases {
      add(stems[language.index][stemmer.stem(word, language)], to: &found)
      for stem in forms[language.index][word] ?? [] { add(stems[language.index][stem], to: &found) }
    }
    var index = word.startIndex
    while index < word.endIndex {
      add(suffixes[String(word[index...])], to: &found)
      index = word.index(after: index)
      add(prefixes[String(word[..<index])], to: &found)
    }
    if Numbers.value(ofWord: word).map({ $0 > 1 }) == true {
      add(Lexicon.number, to: &found)
      add(Lexicon.count, to: &found)
    }
  }

  /// A symbol and the sets it belongs to.
  private func add(_ symbol: Symbol?, to found: inout [Symbol]) {
    guard let symbol, !found.contains(symbol) else { return }
    found.append(symbol)
    for set in memberships[Int(symbol)] { add(set, to: &found) }
  }

  func symbols(withSetsOf symbol: Symbol) -> [Symbol] {
    var found: [Symbol] = []
    add(symbol, to: &found)
    return found
  }

  /// The symbol of a named set; nil if the vocabulary has none of that name.
  func symbol(ofSet name: String) -> Symbol? { sets[name] }
}
