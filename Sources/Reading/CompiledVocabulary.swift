public import Events

/// A vocabulary made ready for reading. Made once, shared by every reader.
public struct CompiledVocabulary: Sendable {
  public let kinds: [KindEntry]
  let lexicon: Lexicon
  let tree: PhraseTree
  let countSets: CountSets
  let nameSymbols: [Symbol]
  let numberSymbols: [Symbol]
  let headcount: Int?

  /// Phrases that cannot be read are left out: `VocabularyFile` refuses them with a sentence first.
  public init(_ vocabulary: Vocabulary) {
    var maker = Maker()
    maker.add(vocabulary)
    kinds = vocabulary.kinds
    lexicon = maker.lexicon
    tree = maker.tree
    countSets = CountSets(maker.lexicon)
    nameSymbols = maker.lexicon.symbols(withSetsOf: Lexicon.name)
    numberSymbols = [Lexicon.number, Lexicon.count]
    headcount = vocabulary.kinds.firstIndex { $0.kind == "headcount" }
  }

  private struct Maker {
    var lexicon = Lexicon()
    var tree = PhraseTree()
    let stemmer = Stems()

    mutating func add(_ vocabulary: Vocabulary) {
      for spelling in vocabulary.spellings { add(spelling) }
      for set in vocabulary.sets { add(set) }
      for sign in vocabulary.signs {
        for phrase in sign.phrases { add(phrase, .sign(sign.sign)) }
      }
      for (index, kind) in vocabulary.kinds.enumerated() {
        for phrase in kind.phrases { add(phrase, .kind(index)) }
      }
      tree.seal()
    }

    mutating func add(_ spelling: Spelling) {
      guard let word = folded(spelling.word) else { return }
      for variant in spelling.variants.compactMap(folded) { lexicon.add(variant: variant, of: word) }
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

    mutating func add(_ phrase: Phrase, _ target: Meaning.Target) {
      let meaning = Meaning(target: target, mode: phrase.mode, language: phrase.language)
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
