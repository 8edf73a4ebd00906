/// Ways in which a word that nobody knows may have been meant: `jaaaa` as `ja`, `gaar` as `går`.
enum Respelling {
  static func others(of word: [UInt8]) -> [[UInt8]] {
    let nordic = withNordicLetters(word)
    return (nordic == word ? [] : [nordic])
      + (shortened(word, to: 2) == word ? [] : [shortened(word, to: 1), shortened(word, to: 2)])
  }

  /// å for aa, æ for ae, ø for oe, as on a keyboard without them.
  private static func withNordicLetters(_ word: [UInt8]) -> [UInt8] {
    var other: [UInt8] = []
    for letter in word {
      switch (other.last, letter) {
      case (0x61, 0x61): other.replaceSubrange(other.count - 1..<other.count, with: [0xC3, 0xA5])
      case (0x61, 0x65): other.replaceSubrange(other.count - 1..<other.count, with: [0xC3, 0xA6])
      case (0x6F, 0x65): other.replaceSubrange(other.count - 1..<other.count, with: [0xC3, 0xB8])
      default: other.append(letter)
      }
    }
    return other
  }

  /// Letters that stand three times or more are written so many times.
  private static func shortened(_ word: [UInt8], to times: Int) -> [UInt8] {
    var other: [UInt8] = []
    var i = 0
    while i < word.count {
      let letter = word[i..<min(word.count, i + Folding.length(word[i]))]
      var end = i
      while word[end...].starts(with: letter) { end += letter.count }
      let stands = (end - i) / letter.count
      for _ in 0..<(stands > 2 ? times : stands) { other += letter }
      i = end
    }
    return other
  }
}
