package import Events

/// A word of a line by itself, as somebody might teach it.
package struct PlainWord {
  /// As it stands, in small letters.
  package let text: String
  /// The same for all inflections.
  package let stem: String
  /// Some phrase of the vocabulary asks for it.
  package let isKnown: Bool
  /// May tell something: no small word, no number, no name.
  package let isTelling: Bool
  /// Written with a capital inside a sentence, or known to be one.
  package let isName: Bool
  /// Nothing but a space between it and the word before.
  package let isJoined: Bool
  /// Of a small word of one language.
  let language: Language?
}

/// Takes lines apart into words, without reading them. One for each thread.
package struct PlainWords: ~Copyable {
  static let shortest = 3

  private var words: Words
  private let stems = Stems()
  /// Of the last line, by its small words.
  package private(set) var language = Language.danish

  package init(_ vocabulary: CompiledVocabulary) { words = Words(vocabulary) }

  /// None of a line that is written in capitals, where names cannot be told from words.
  package mutating func words(of line: String) -> [PlainWord] {
    words.read(line.utf8.span)
    language = .danish
    guard !isShouted else { return [] }
    var found: [PlainWord] = []
    var english = 0
    for i in 0..<words.count {
      let word = word(i, in: line)
      found.append(word)
      if let language = word.language { english += language == .english ? 1 : -1 }
    }
    language = english > 0 ? .english : .danish
    return found
  }

  private var isShouted: Bool {
    let plain = words.tokens.all.indices.filter { !words.tokens.all[$0].isName }
    return plain.count > 1 && plain.allSatisfy { words.tokens.all[$0].isCapital }
  }

  private func word(_ i: Int, in line: String) -> PlainWord {
    let token = words.tokens.all[i]
    let letters = token.letters.all(in: words.tokens.folded)
    let folded = String(decoding: letters, as: UTF8.self)
    let isFirst = token.before == .hard || token.before == .question
    let isName = token.isName || token.isCapital && !isFirst
    return PlainWord(
      text: line.text(token.start..<token.end).lowercased(), stem: stem(letters),
      isKnown: !words.word(i).isNothing,
      isTelling: !isName && token.number < 0 && folded.count >= Self.shortest && !SmallWords.holds(folded)
        && folded.allSatisfy(\.isLetter),
      isName: isName, isJoined: token.before == .none, language: SmallWords.language(of: folded))
  }

  private func stem(_ word: [UInt8]) -> String {
    stems.withStem(of: word.span, .danish) { stem in
      String(decoding: stem.indices.map { stem[$0] }, as: UTF8.self)
    }
  }

  /// The stem of each word of a name.
  package mutating func stems(ofName name: String) -> [String] {
    words.read(name.utf8.span)
    return words.tokens.all.indices.map { i in
      stem(words.tokens.all[i].letters.all(in: words.tokens.folded))
    }
  }
}

extension Word {
  /// The vocabulary does not know it.
  fileprivate var isNothing: Bool { symbols.isEmpty }
}

extension String {
  fileprivate func text(_ bytes: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    return String(decoding: utf8[start...].prefix(bytes.count), as: UTF8.self)
  }
}
