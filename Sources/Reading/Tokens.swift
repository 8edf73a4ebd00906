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

struct Token {
  /// In the UTF-8 bytes of the line.
  var start: Int
  var end: Int
  /// In `Tokens.folded`.
  var foldStart: Int
  var foldCount: Int
  var before: Border
  var isCapital = false
  /// U+FFFC.
  var isName = false
  /// The number that the word is, or -1.
  var number = -1
}

/// Splits a line into words. A hyphen inside a word is left out (`e-boks` is `eboks`), an apostrophe divides
/// except in `n't`, a full stop inside an abbreviation divides without ending the sentence, and digits with
/// a point, comma or colon between them are one word that is no number.
struct Tokens {
  /// Folded bytes of a longer word are not kept: it is no word of any vocabulary.
  static let longestWord = 64

  private(set) var all: [Token] = []
  private(set) var folded: [UInt8] = []
  /// What stands after the last word.
  private(set) var last = Border.hard

  mutating func split(_ text: Span<UInt8>) {
    all.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    last = .hard
    var i = 0
    while i < text.count { i = step(text, at: i) }
  }

  private mutating func step(_ text: Span<UInt8>, at i: Int) -> Int {
    switch Folding.character(text, at: i) {
    case .letter: return word(text, from: i)
    case .digit: return number(text, from: i)
    case .name: return name(at: i)
    case .space: if text[i] == 0x0A { last = max(last, .hard) }
    case .picture: last = max(last, .hard)
    case .mark: last = max(last, border(text, at: i))
    }
    return i + Folding.length(text[i])
  }

  private mutating func name(at i: Int) -> Int {
    all.append(
      Token(start: i, end: i + 3, foldStart: folded.count, foldCount: 0, before: last, isName: true))
    last = .none
    return i + 3
  }

  private mutating func word(_ text: Span<UInt8>, from start: Int) -> Int {
    let foldStart = folded.count
    var i = start
    while i < text.count {
      if isLetterOrDigit(text, at: i) {
        Folding.append(text, at: i, to: &folded)
      } else if !isJoint(text, at: i) {
        break
      }
      i += Folding.length(text[i])
    }
    append(text, start..<i, foldStart: foldStart)
    return i
  }

  private func isLetterOrDigit(_ text: Span<UInt8>, at i: Int) -> Bool {
    switch Folding.character(text, at: i) {
    case .letter, .digit: true
    default: false
    }
  }

  /// A hyphen with letters on both sides, or the apostrophe of `n't`.
  private func isJoint(_ text: Span<UInt8>, at i: Int) -> Bool {
    let width = Folding.length(text[i])
    let next = i + width
    guard next < text.count, isLetterOrDigit(text, at: next) else { return false }
    if text[i] == 0x2D { return true }
    let isApostrophe = text[i] == 0x27 || (width == 3 && text[i + 1] == 0x80 && text[i + 2] == 0x99)
    return isApostrophe && text[next] | 0x20 == 0x74 && folded.last == 0x6E
      && (next + 1 == text.count || !isLetterOrDigit(text, at: next + 1))
  }

  private mutating func number(_ text: Span<UInt8>, from start: Int) -> Int {
    let foldStart = folded.count
    var i = start
    var value = 0
    while i < text.count {
      if case .digit = Folding.character(text, at: i), value >= 0 {
        value = min(value * 10 + Int(text[i] - 0x30), 1_000_000)
      } else if isLetterOrDigit(text, at: i) || isPoint(text, at: i) {
        value = -1
      } else {
        break
      }
      if !isPoint(text, at: i) { Folding.append(text, at: i, to: &folded) }
      i += Folding.length(text[i])
    }
    append(text, start..<i, foldStart: foldStart)
    all[all.count - 1].number = value
    return i
  }

  /// A point, comma or colon with a digit after it.
  private func isPoint(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard text[i] == 0x2E || text[i] == 0x2C || text[i] == 0x3A, i + 1 < text.count else { return false }
    return 0x30...0x39 ~= text[i + 1]
  }

  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>, foldStart: Int) {
    var count = folded.count - foldStart
    if count > Tokens.longestWord {
      folded.removeLast(count)
      count = 0
    }
    all.append(
      Token(
        start: range.lowerBound, end: range.upperBound, foldStart: foldStart, foldCount: count,
        before: last, isCapital: Folding.isCapital(text, at: range.lowerBound)))
    last = .none
  }

  private func border(_ text: Span<UInt8>, at i: Int) -> Border {
    switch text[i] {
    case 0x3F: .question
    case 0x21, 0x3B: .hard
    case 0x2E: isFullStop(text, at: i) ? .hard : .none
    case 0xE2: text[i + 1] == 0x80 ? .soft : .hard
    case 0x2F, 0x27, 0x60, 0x25, 0x23, 0x5F: .none
    default: .soft
    }
  }

  /// Ends a sentence: not after `kl.`, `d.` or `14.`, unless a capital or nothing follows.
  private func isFullStop(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i + 1 < text.count else { return true }
    guard case .space = Folding.character(text, at: i + 1) else { return text[i + 1] == 0x2E }
    guard let word = all.last, word.end == i else { return true }
    if word.end - word.start > 4 { return true }
    return i + 2 < text.count && Folding.isCapital(text, at: i + 2) && word.number < 0
  }
}
