public import Events

/// A vocabulary made ready for reading. Made once, shared by every reader.
public final class CompiledVocabulary: Sendable {
  /// Without their phrases.
  public let kinds: [KindEntry]
  /// For what is read beside the phrases.
  let spellings: [Spelling]
  /// Those of signs and kinds, by the number that a meaning gives.
  let phrases: PhraseList
  let lexicon: Lexicon
  let index: PhraseIndex
  let countSets: CountSets
  let headcount: Int32?
  /// The kinds that a time may stand with.
  let dated: [Int32]
  /// Finds the times in lines.
  public let times: Times
  /// The set of words that may stand inside any phrase.
  let filler: Symbol?

  /// Phrases that cannot be read are left out: `VocabularyFile` refuses them with a sentence first.
  public convenience init(_ vocabulary: Vocabulary) { self.init(vocabulary, PhraseForms()) }

  /// What was parsed to check the file is not parsed again.
  public convenience init(_ file: VocabularyFile) { self.init(file.vocabulary, file.forms) }

  private convenience init(_ vocabulary: Vocabulary, _ forms: PhraseForms) {
    var maker = Maker(forms)
    maker.add(vocabulary)
    maker.lexicon.finish()
    let often = maker.said.symbols(maker.lexicon, maker.stemmer)
    self.init(
      vocabulary.kinds.map(\.bare), vocabulary.spellings, maker.phrases, maker.lexicon,
      maker.index.finish(often))
  }

  init(
    _ kinds: [KindEntry], _ spellings: [Spelling], _ phrases: consuming PhraseList,
    _ lexicon: consuming Lexicon, _ index: consuming PhraseIndex
  ) {
    self.kinds = kinds
    self.spellings = spellings
    countSets = CountSets(lexicon)
    filler = lexicon.symbol(ofSet: "filler")
    headcount = kinds.firstIndex { $0.kind == "headcount" }.map(Int32.init)
    dated = kinds.indices.filter { Times.dated.contains(kinds[$0].kind) }.map(Int32.init)
    times = Times(Vocabulary(spellings: spellings))
    self.phrases = phrases
    self.lexicon = lexicon
    self.index = index
  }

  /// Whether the word, in lower case, is one of the vocabulary's own: spelled right, in any form.
  public func knows(_ word: String) -> Bool { lexicon.knows(word, Stems()) }

  private struct Maker: ~Copyable {
    var lexicon = Lexicon()
    var index = PhraseIndex.Maker()
    var said = SaidOften()
    var phrases = PhraseList()
    let stemmer = Stems()
    let parsed: PhraseForms

    init(_ parsed: PhraseForms) { self.parsed = parsed }

    mutating func add(_ vocabulary: Vocabulary) {
      for spelling in vocabulary.spellings { eachVariant(spelling) { $0.add(variant: $1, of: $2) } }
      for forms in vocabulary.forms {
        eachVariant(forms) { $0.add(form: $1, of: $2, forms.language) }
      }
      for set in vocabulary.sets { add(set) }
      for sign in vocabulary.signs {
        for phrase in sign.phrases {
          add(phrase) { Meaning(sign: SignSet(sign.sign), mode: $0.mode, language: $0.language) }
        }
      }
      for (index, kind) in vocabulary.kinds.enumerated() {
        for phrase in kind.phrases {
          add(phrase) {
            Meaning(kind: Int32(index), traits: KindTraits(kind), mode: $0.mode, language: $0.language)
          }
        }
      }
    }

    mutating func eachVariant(_ spelling: Spelling, _ add: (inout Lexicon, String, String) -> Void) {
      guard let word = Maker.folded(spelling.word) else { return }
      for variant in spelling.variants.compactMap(Maker.folded) { add(&lexicon, variant, word) }
    }

    static func folded(_ text: String) -> String? {
      // A spelling that cannot be read is refused with its line when the file is checked.
      guard let words = try? Notation.words(text[...]), words.count == 1 else { return nil }
      return words[0]
    }

    mutating func add(_ set: WordSet) {
      let symbol = lexicon.set(set.name)
      for phrase in set.phrases {
        for form in forms(phrase) where form.count == 1 {
          said.add(form)
          for piece in form[0] {
            lexicon.add(lexicon.symbol(for: piece, phrase.language, stemmer), to: symbol)
          }
        }
      }
    }

    mutating func add(_ phrase: Phrase, _ meaning: (Phrase) -> Meaning) {
      var meaning = meaning(phrase)
      meaning.phrase = Int32(phrases.count)
      phrases.append(phrase)
      let forms = forms(phrase)
      if let form = forms.first { said.add(form) }
      if let form = forms.first { meaning.edges = Edges(form) }
      for form in forms {
        var slots: [[Symbol]] = []
        for slot in form where slot != [.edge] { slots.append(symbols(of: slot, phrase.language)) }
        index.insert(slots, meaning, lexicon)
      }
    }

    /// In order, each once.
    private mutating func symbols(of slot: Slot, _ language: Language) -> [Symbol] {
      var symbols: Set<Symbol> = []
      for piece in slot { symbols.insert(lexicon.symbol(for: piece, language, stemmer)) }
      for symbol in symbols { lexicon.ask(symbol) }
      return symbols.sorted()
    }

    private func forms(_ phrase: Phrase) -> [[Slot]] {
      do { return try parsed.wideForms(phrase.text) } catch { return [] }
    }
  }
}

extension KindEntry {
  fileprivate var bare: KindEntry {
    var kind = self
    kind.phrases = []
    return kind
  }
}

/// What the vocabulary says of all readings of a kind.
struct KindTraits: OptionSet, Hashable {
  let rawValue: UInt8

  static let onlyHappened = KindTraits(rawValue: 1 << 0)
  static let ofOthers = KindTraits(rawValue: 1 << 1)
  static let hearsay = KindTraits(rawValue: 1 << 2)
  static let mayLieAhead = KindTraits(rawValue: 1 << 3)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ kind: KindEntry) {
    self = []
    if kind.isAlwaysHappened { insert(.onlyHappened) }
    if kind.concernsOthers { insert(.ofOthers) }
    if kind.isHearsay { insert(.hearsay) }
    if kind.mayLieAhead { insert(.mayLieAhead) }
  }
}
