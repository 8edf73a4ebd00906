package import Events

/// Takes lines apart into folded words, without reading them. One for each thread.
package struct LineWords: ~Copyable {
  private var tokens = Tokens()

  package init() {}

  package mutating func split(_ line: String) { tokens.split(line.utf8.span) }

  package var count: Int { tokens.all.count }

  /// Puts the letters of a word in place of what was there.
  /// - Returns: false for a mention, and for a word of more than 64 bytes.
  package func copy(_ i: Int, into word: inout [UInt8]) -> Bool {
    let letters = tokens.all[i].letters
    guard letters.head != 0 else { return false }
    word.removeAll(keepingCapacity: true)
    word.append(folded: letters.head)
    for place in letters.tail.range { word.append(folded: tokens.folded[place]) }
    return true
  }
}

extension [UInt8] {
  /// Eight letters or fewer, as `Letters` has them.
  fileprivate mutating func append(folded part: UInt64) {
    for k in 0..<(71 - part.leadingZeroBitCount) / 8 {
      append(UInt8(truncatingIfNeeded: part >> UInt64(8 * k)))
    }
  }
}

/// Says which folded words are forms of one, for whoever compares words. One for each thread.
package final class WordForms {
  private let stems = Stems()
  private let vocabulary: CompiledVocabulary

  package init(_ vocabulary: CompiledVocabulary) { self.vocabulary = vocabulary }

  /// What the word is a form of: itself, or the word of which the vocabulary has it as an irregular one.
  package func root(of word: [UInt8], _ language: Language) -> [UInt8] {
    vocabulary.lexicon.base(of: word.span, language) ?? word
  }

  /// Whether it is a word of the vocabulary, in any form.
  package func knows(_ word: [UInt8]) -> Bool {
    vocabulary.lexicon.knows(String(decoding: word, as: UTF8.self), stems)
  }

  /// Words of the vocabulary for which this one may be a slip.
  package func meant(by word: [UInt8]) -> [[UInt8]] { vocabulary.lexicon.words(like: word.span) }

  /// Lends the stem that all forms of a root have, and some other words.
  package func withStem<Answer>(
    of root: [UInt8], _ language: Language, _ body: (Span<UInt8>) -> Answer
  ) -> Answer {
    stems.withStem(of: root.span, language, body)
  }

  /// The Danish stem of a word as it stands.
  package func stem(of word: [UInt8]) -> [UInt8] {
    withStem(of: word, .danish) { stem in stem.indices.map { stem[$0] } }
  }

  /// Whether two roots with the same stem are one word in two forms.
  package static func joins(_ a: [UInt8], _ b: [UInt8], _ language: Language) -> Bool {
    Inflection.joins(a, b, language)
  }

  /// Whether one is likely written for the other by one slip.
  package static func isSlip(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (a, b) = (String(decoding: a, as: UTF8.self), String(decoding: b, as: UTF8.self))
    return NearWords.isSlip(a, of: b) || NearWords.isSlip(b, of: a)
  }

  /// How the word may have been meant: `gaar` as `går`.
  package static func respellings(of word: [UInt8]) -> [[UInt8]] { Respelling.others(of: word) }

  /// Whether the word holds sentences together and tells nothing by itself.
  package static func isSmall(_ word: [UInt8]) -> Bool {
    SmallWords.holds(String(decoding: word, as: UTF8.self))
  }
}
