/// What stands between a word and the one before it.
enum Border: UInt8, Comparable {
  case none
  /// A comma, a dash, a quotation mark, a bracket.
  case soft
  /// The end of a sentence, a new line, an emoji.
  case hard
  /// A question mark: the sentence before it asked.
  case question

  static func < (a: Border, b: Border) -> Bool { a.rawValue < b.rawValue }
}

extension Tokens {
  /// What stands at this place of the line, behind the words so far.
  func border(_ text: Span<UInt8>, at i: Int) -> Border {
    switch text[i] {
    case 0x3F: .question
    case 0x21, 0x3B: .hard
    case 0x2D: isInside(text, at: i) ? .none : .soft
    case 0x2E: isFullStop(text, at: i) ? .hard : .none
    case 0xE2: text[i + 1] == 0x80 && text[i + 2] != 0xA6 ? .soft : .hard
    case 0x2F, 0x27, 0x60, 0x25, 0x23, 0x5F: .none
    default: .soft
    }
  }

  /// A hyphen between the parts of a word, as in `MitID-kode` and `2-værelses`; that of `18-20` and `kl 10-Hals`
  /// divides.
  private func isInside(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i + 1 < text.count, Folding.isLetterOrDigit(text, at: i + 1), !all.isEmpty else { return false }
    let word = all[all.count - 1]
    guard word.end == i, !Folding.isDigit(text[i + 1]) else { return false }
    return word.number < 0 || !Folding.isCapital(text, at: i + 1)
  }

  /// Ends a sentence: not after `kl.`, `d.` or `14.`, unless a capital or nothing follows, nor before the name of
  /// `dr. Madsen`.
  private func isFullStop(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i + 1 < text.count else { return true }
    guard case .space = Folding.character(text, at: i + 1) else {
      return text[i + 1] == 0x2E || isSentence(before: i, text)
    }
    guard !all.isEmpty, all[all.count - 1].end == i else { return true }
    let word = all[all.count - 1]
    if word.isName || word.end - word.start > 4 && !isCutOff(text, before: i) { return true }
    guard i + 2 < text.count, Folding.isCapital(text, at: i + 2), word.number < 0 else { return false }
    return !isTitle(text, word)
  }

  /// `dr`, `hr`, `mr`: behind the full stop of these stands a name.
  private func isTitle(_ text: Span<UInt8>, _ word: Token) -> Bool {
    guard word.end - word.start == 2, text[word.start + 1] | 0x20 == UInt8(ascii: "r") else { return false }
    return Tokens.titles.contains(text[word.start] | 0x20)
  }

  private static let titles = Array("dhm".utf8)

  /// A word that ends as none does, `gældsrådg.`, `sagsb.`, `tandl.`: it is cut off.
  private func isCutOff(_ text: Span<UInt8>, before i: Int) -> Bool {
    let (last, other) = (text[i - 1], text[i - 2])
    switch last {
    case UInt8(ascii: "c"): return true
    case UInt8(ascii: "l"), UInt8(ascii: "r"), UInt8(ascii: "b"): return Tokens.hard.contains(other)
    case UInt8(ascii: "g"): return other == UInt8(ascii: "d")
    case UInt8(ascii: "j"): return other == UInt8(ascii: "h")
    case UInt8(ascii: "m"): return other == UInt8(ascii: "v")
    default: return false
    }
  }

  /// Behind these no word ends with l, r or b; `fugl` does.
  private static let hard = Array("bdfkpst".utf8)

  /// Without a space behind it: a longer word before the full stop and a capital after it.
  private func isSentence(before i: Int, _ text: Span<UInt8>) -> Bool {
    guard !all.isEmpty, all[all.count - 1].end == i, Folding.isCapital(text, at: i + 1) else { return false }
    return i - all[all.count - 1].start > 3
  }
}
