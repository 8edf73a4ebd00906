package import Events

/// A reading with what made it: the phrase of the vocabulary that its words are, and the signs that decided its
/// mode, none where nothing spoke against its having happened.
package struct Explained {
  package var reading: Reading
  package var phrase: Phrase
  /// The words are bytes of the line.
  package var because: [(sign: Sign, words: Range<Int>)]
}

/// A mode with the signs that decided it.
struct Verdict {
  var mode: Mode
  /// Hits of signs, or -1: the one that decided, and the one that it answers or adds to.
  var sign: Int32 = -1
  var second: Int32 = -1

  init(_ mode: Mode, by sign: Int? = nil, and second: Int? = nil) {
    self.mode = mode
    self.sign = Int32(sign ?? -1)
    self.second = Int32(second ?? -1)
  }
}
