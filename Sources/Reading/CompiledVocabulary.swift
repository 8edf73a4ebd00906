public import Events

/// A vocabulary made ready for reading. Made once, shared by every reader.
public final class CompiledVocabulary: Sendable {
  public let kinds: [KindEntry]
  let lexicon: Lexicon
  let tree: PhraseTree
  let countSets: CountSets
  let headcount: Int32?
  /// The set of words that may stand inside any phrase.
  let filler: Symbol?

  /// Phrases that cannot be read are left out: `VocabularyFile` refuses them with a sentence first.
  public init(_ vocabulary: Vocabulary) {
    var maker = Maker()
    maker.add(vocabulary)
    kinds = vocabulary.kinds
    lexicon = maker.lexicon
    tree = maker.tree.finish()
    countSets = CountSets(maker.lexicon)
    filler = maker.lexicon.symbol(ofSet: "filler")
    headcount = vocabulary.kinds.firstIndex { $0.kind == "headcount" }.map(Int32.init)
  }

  private struct Maker {
    var lexicon = Lexicon()
    var tree = PhraseTree.Maker()
    let stemmer = Stems()

    mutating func add(_ vocabulary: Vocabulary) {
      for spelling in vocabulary.spellings { eachVariant(spelling) { $0.add(variant: $1, of: $2) } }
      for forms in vocabulary.forms {
        let stemmer = stemmer
        eachVariant(forms) { $0.add(form: $1, of: $2, forms.language, stemmer) }
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
      guard let word = folded(spelling.word) else { return }
      for variant in spelling.variants.compactMap(folded) { add(&lexicon, variant, word) }
    }

    func folded(_ text: String) -> String? {
      // A spelling that cannot be read is refused with its line when the file is checked.
      guard let words = try? Notation.words(text[...]), words.count == 1 else { return nil }
      return words[0]
    }

    mutating func add(_ set: WordSet) {
      let symbol = lexicon.set(set.name)
      for phrase in set.phrases {
        for form in forms(phrase) where form.count == 1 {
          lexicon.add(lexicon.symbol(for: form[0], phrase.language, stemmer), to: symbol)
        }
      }
    }

    mutating func add(_ phrase: Phrase, _ meaning: (Phrase) -> Meaning) {
      let meaning = meaning(phrase)
      for form in forms(phrase) {
        var symbols: [Symbol] = []
        for piece in form { symbols.append(lexicon.symbol(for: piece, phrase.language, stemmer)) }
        tree.insert(symbols, meaning)
      }
    }

    private func forms(_ phrase: Phrase) -> [[Piece]] {
      do { return try Notation.forms(phrase.text) } catch { return [] }
    }
  }
}

/// What the vocabulary says of all readings of a kind.
struct KindTraits: OptionSet, Hashable {
  let rawValue: UInt8

  static let onlyHappened = KindTraits(rawValue: 1 << 0)
  static let ofOthers = KindTraits(rawValue: 1 << 1)
  static let hearsay = KindTraits(rawValue: 1 << 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ kind: KindEntry) {
    self = []
    if kind.isAlwaysHappened { insert(.onlyHappened) }
    if kind.concernsOthers { insert(.ofOthers) }
    if kind.isHearsay { insert(.hearsay) }
  }
}
