/// A word of a line or of a name, as the two are compared.
struct NameWord {
  /// Where, in Unicode scalars.
  let place: Range<Int>
  /// In lower case; han and ham, she and her are one word, so that `han med hunden` is `ham med hunden`.
  let text: String
  let isCapital: Bool
  /// The first of the line, or behind a full stop: its capital says nothing.
  let isFirst: Bool
}

extension NameWord {
  /// The words of a text; apart from letters and digits only an inner hyphen belongs to a word.
  static func words(of text: String) -> [NameWord] {
    var words: [NameWord] = []
    var word = String.UnicodeScalarView()
    var (index, isFirst) = (0, true)
    func close(_ next: Unicode.Scalar?) {
      if !word.isEmpty {
        words.append(NameWord(word, before: index, isFirst))
        (word, isFirst) = (String.UnicodeScalarView(), false)
      }
      if let next, ".!?:\n".unicodeScalars.contains(next) { isFirst = true }
    }
    for scalar in text.unicodeScalars {
      if scalar.belongsToWord || scalar == "-" && !word.isEmpty { word.append(scalar) } else { close(scalar) }
      index += 1
    }
    close(nil)
    return words
  }

  private init(_ word: String.UnicodeScalarView, before end: Int, _ isFirst: Bool) {
    let text = String(word)
    let lower = text.lowercased()
    self.init(
      place: (end - word.count)..<end, text: Self.cases[lower] ?? lower, isCapital: text.first != lower.first,
      isFirst: isFirst)
  }

  private static let cases = ["han": "ham", "hun": "hende", "he": "him", "she": "her"]

  /// Whether this is `part` with one slip: a letter left out, put in, wrong, or two changed about. Of shorter
  /// names too many are one slip apart, and the first letter is right mostly.
  func isSlip(of part: String) -> Bool {
    let (a, b) = (Array(text), Array(part))
    guard a.first == b.first, a != b, min(a.count, b.count) >= 4, abs(a.count - b.count) <= 1 else {
      return false
    }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let (leftA, leftB) = (a.count - start - end, b.count - start - end)
    if leftA <= 1, leftB <= 1 { return true }
    return leftA == 2 && leftB == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
  }
}

extension Unicode.Scalar {
  /// Letters and digits; the Latin ones at a glance.
  fileprivate var belongsToWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0xC0: false
    case 0xC0...0x24F: value != 0xD7 && value != 0xF7
    default:
      properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
    }
  }
}
