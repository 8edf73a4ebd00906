/// Finds the words of the vocabulary that are one slip away from a word that is none of them: a letter left out,
/// put in, doubled or wrong, or two changed about. The first letter must be right, and the shorter the word, the
/// fewer slips are thought of, since short words have many neighbours. At the end of a word another letter is
/// mostly another inflection or another word, and no slip.
struct NearWords: ~Copyable, Sendable {
  static let shortest = 5

  /// A letter a byte.
  private var letters = Row<UInt8>()
  private var words = Row<Word>()

  struct Word {
    /// The first letter and how many there are.
    var shape: UInt16
    /// In `letters`.
    var first: Int32
  }

  init() {}

  /// Each word once.
  mutating func add(_ word: Span<UInt8>) {
    guard let slim = NearWords.slim(word), slim.count >= NearWords.shortest else { return }
    words.append(Word(shape: NearWords.shape(slim[0], slim.count), first: Int32(letters.count)))
    for letter in slim { letters.append(letter) }
  }

  /// To be called before words are looked for.
  mutating func finish() {
    let sorted = words.indices.map { words[$0] }.sorted { $0.shape < $1.shape }
    words.removeAll()
    for word in sorted { words.append(word) }
  }

  func write(to stored: inout StoredBytes) {
    letters.write(to: &stored)
    words.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let letters = Row<UInt8>(&stored), let words = Row<Word>(&stored) else { return nil }
    self.letters = letters
    self.words = words
  }

  /// Calls `body` with each word of the vocabulary, as folded bytes.
  func eachWord(like word: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    guard let typed = NearWords.slim(word), typed.count >= NearWords.shortest, typed.count <= 40 else {
      return
    }
    for count in typed.count - 1...typed.count + 1 {
      let shape = NearWords.shape(typed[0], count)
      var i = firstWord(from: shape)
      while i < words.count, words[i].shape == shape {
        let first = Int(words[i].first)
        if Slip(typed, letters, first, count)?.isLikely == true { body(wide(first..<first + count)) }
        i += 1
      }
    }
  }

  /// Whether one word is a likely slip for another.
  static func isSlip(_ typed: String, of word: String) -> Bool {
    guard let typed = slim(typed.utf8.span), let word = slim(word.utf8.span), typed.first == word.first,
      abs(typed.count - word.count) <= 1
    else { return false }
    var letters = Row<UInt8>()
    for letter in word { letters.append(letter) }
    return Slip(typed, letters, 0, word.count)?.isLikely == true
  }

  private func firstWord(from shape: UInt16) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].shape < shape { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func shape(_ letter: UInt8, _ count: Int) -> UInt16 {
    UInt16(letter) << 8 | UInt16(min(count, 255))
  }

  /// æ, ø and å as the signs that stand behind z in ASCII; nil for words with other letters.
  private static func slim(_ word: Span<UInt8>) -> [UInt8]? {
    var slim: [UInt8] = []
    var i = 0
    while i < word.count {
      if word[i] < 0x80 {
        slim.append(word[i])
      } else {
        guard word[i] == 0xC3, i + 1 < word.count, let letter = nordic.firstIndex(of: word[i + 1]) else {
          return nil
        }
        slim.append(UInt8(0x7B + letter))
        i += 1
      }
      i += 1
    }
    return slim
  }

  private func wide(_ places: Range<Int>) -> [UInt8] {
    places.flatMap { letters[$0] < 0x7B ? [letters[$0]] : [0xC3, NearWords.nordic[Int(letters[$0]) - 0x7B]] }
  }

  private static let nordic: [UInt8] = [0xA6, 0xB8, 0xA5]
}

/// The one step between a word as it was typed and another: nil where there are more. Both lose their common
/// beginning and end, and what is left tells the step.
private struct Slip {
  private enum Step { case swapped, wrong, putIn, leftOut }

  private let step: Step
  private let isDoubled: Bool
  /// Letters behind the step, of those that were typed.
  private let behind: Int
  /// Letters of the shorter word.
  private let count: Int

  /// The other word has so many letters from a place of the row on.
  init?(_ typed: [UInt8], _ letters: borrowing Row<UInt8>, _ place: Int, _ known: Int) {
    var first = 0
    while first < min(typed.count, known), typed[first] == letters[place + first] { first += 1 }
    var (end, knownEnd) = (typed.count, known)
    while end > first, knownEnd > first, typed[end - 1] == letters[place + knownEnd - 1] {
      (end, knownEnd) = (end - 1, knownEnd - 1)
    }
    (behind, count) = (typed.count - end, min(typed.count, known))
    let left = place + first
    switch (end - first, knownEnd - first) {
    case (2, 2) where typed[first] == letters[left + 1] && typed[first + 1] == letters[left]:
      (step, isDoubled) = (.swapped, false)
    case (1, 1): (step, isDoubled) = (.wrong, false)
    case (1, 0): (step, isDoubled) = (.putIn, first > 0 && typed[first] == typed[first - 1])
    case (0, 1): (step, isDoubled) = (.leftOut, first > 0 && letters[left] == letters[left - 1])
    default: return nil
    }
  }

  var isLikely: Bool {
    switch step {
    case .swapped: true
    case .wrong: count > 6 && behind > 1
    case .putIn: isDoubled || behind > (count > 5 ? 0 : 1)
    case .leftOut: isDoubled || (count > 5 && behind > 0)
    }
  }
}
