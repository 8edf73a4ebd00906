package import Events
package import Reading

/// What is asked for: words, and persons whom the lines must be about or name.
package struct Question: Sendable {
  let words: [AskedWord]
  /// Of each, all handles of whoever may be meant.
  let persons: [[Handle]]

  private static let mostWords = 40

  package var isEmpty: Bool { words.isEmpty && persons.isEmpty }

  /// Small words are left out, unless there is nothing else.
  /// - Parameters:
  ///   - line: the words, with each known name as a mention.
  ///   - handles: all handles of whoever a mention means.
  package init(_ line: Line, _ vocabulary: CompiledVocabulary, handles: (Handle) -> [Handle]) {
    let forms = WordForms(vocabulary)
    let words = Self.words(of: line.text)
    let telling = words.filter { !WordForms.isSmall($0) }
    let asked = telling.isEmpty && line.mentions.isEmpty ? words : telling
    self.words = asked.prefix(Self.mostWords).map { AskedWord($0, forms) }
    persons = line.mentions.map(handles)
  }

  private static func words(of line: String) -> [[UInt8]] {
    var words = LineWords()
    words.split(line)
    var (word, all): ([UInt8], [[UInt8]]) = ([], [])
    for i in 0..<words.count where words.copy(i, into: &word) { all.append(word) }
    return all
  }
}

/// A word that is asked for, with what its forms are known by.
struct AskedWord: Sendable {
  let letters: [UInt8]
  let roots: Terms.Roots
  let stems: Terms.Stems
  /// In Danish.
  let stem: [UInt8]
  /// Other ways in which it may have been meant: `gaar` as `går`.
  let respellings: [[UInt8]]

  init(_ letters: [UInt8], _ forms: WordForms) {
    self.init(letters, respellings: WordForms.respellings(of: letters), forms)
  }

  /// One that is itself another way of writing a word.
  init(_ letters: [UInt8], respelled forms: WordForms) { self.init(letters, respellings: [], forms) }

  private init(_ letters: [UInt8], respellings: [[UInt8]], _ forms: WordForms) {
    (self.letters, self.respellings) = (letters, respellings)
    roots = Terms.Roots(of: letters, forms)
    stems = Terms.Stems(of: roots, forms)
    stem = forms.stem(of: letters)
  }
}
