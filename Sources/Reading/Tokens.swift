struct Token {
  /// In the UTF-8 bytes of the line.
  var start: Int
  var end: Int
  /// Behind the first eight they are in `Tokens.folded`. Empty for a name.
  var letters: Letters
  /// The number that the word is, or -1.
  var number = -1
  /// A day in figures.
  var isDay = false
  var before: Border
  var isCapital = false
  /// U+FFFC.
  var isName = false

  init(start: Int, end: Int, letters: Letters, before: Border, isCapital: Bool = false, isName: Bool = false)
  {
    (self.start, self.end, self.letters, self.before) = (start, end, letters, before)
    (self.isCapital, self.isName) = (isCapital, isName)
  }

  /// A word of seven letters of ASCII or fewer, as most are.
  @inline(__always)
  init(short run: Run, at start: Int, isCapital: Bool, before: Border) {
    (self.start, end, letters) = (start, start &+ run.count, Letters(short: run))
    (self.before, self.isCapital) = (before, isCapital)
  }

  /// Every byte of the line is one of its letters: nothing was left out.
  var isAsWritten: Bool { end - start == letters.count }
}

/// Splits a line into words. A hyphen beside a letter or two is left out (`e-boks` is `eboks`), as is that of
/// `twenty-two`, and divides longer ones (`MitID-kode` is `mitid kode`), an apostrophe divides except in `n't`, a full stop inside an abbreviation
/// divides without ending the sentence, and digits with a point, comma, colon or stroke between them are one word that is
/// no number. What is not seen on a screen is passed over.
struct Tokens: ~Copyable {
  private(set) var all = Row<Token>()
  /// Letters of all words behind their first eight.
  private(set) var folded = Row<UInt64>()
  /// What stands after the last word.
  private(set) var last = Border.hard
  /// Words with something else than a space before them: the first, and those behind a sign.
  private(set) var borders = Row<Int>()
  /// The names of known people.
  private(set) var names = Row<Int>()
  private(set) var hasNumbers = false

  mutating func split(_ text: Span<UInt8>) {
    all.removeAll()
    folded.removeAll()
    borders.removeAll()
    names.removeAll()
    (last, hasNumbers) = (.hard, false)
    var i = 0
    while i < text.count {
      guard text[i] != 0x20 else {
        i += 1
        continue
      }
      let run = Run(text, at: i)
      let end = i &+ run.count
      if 1...7 ~= run.count, end == text.count || text[end] == 0x20 {
        append(Token(short: run, at: i, isCapital: text[i] & 0x20 == 0, before: last))
        i = end
      } else {
        i = step(text, at: i)
      }
    }
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
    names.append(all.count)
    append(Token(start: i, end: i + 3, letters: Letters(), before: last, isName: true))
    return i + 3
  }

  private mutating func word(_ text: Span<UInt8>, from start: Int) -> Int {
    var letters = Letters(before: folded)
    var i = start
    while i < text.count {
      let run = Run(text, at: i)
      if run.count > 0 { letters.append(run.letters, count: run.count, to: &folded) }
      i &+= run.count
      if run.count == 8 { continue }
      guard i < text.count, text[i] != 0x20, let next = goOn(text, at: i, &letters) else { break }
      i = next
    }
    append(text, start..<i, letters)
    return i
  }

  /// Behind a digit, a letter that is none of ASCII, or the joint between two; nil where the word ends.
  private mutating func goOn(_ text: Span<UInt8>, at i: Int, _ letters: inout Letters) -> Int? {
    if text[i] == Folding.latin {
      letters.append(folded: Folding.folded(latin: text[i + 1]), to: &folded)
      return i + 2
    }
    if Folding.isLetterOrDigit(text, at: i) {
      append(text, at: i, &letters)
    } else if !isJoint(text, at: i, after: letters), !Folding.isUnseen(text, at: i) {
      return nil
    }
    return i + Folding.length(text[i])
  }

  private mutating func append(_ text: Span<UInt8>, at i: Int, _ letters: inout Letters) {
    if Folding.isMark(text, at: i) {
      letters.append(mark: text[i + 1], to: &folded)
    } else {
      letters.append(folded: Folding.folded(text, at: i), to: &folded)
    }
  }

  /// A hyphen beside a short part of a word, or the apostrophe of `n't`.
  private func isJoint(_ text: Span<UInt8>, at i: Int, after letters: Letters) -> Bool {
    let width = Folding.length(text[i])
    let next = i + width
    guard next < text.count, Folding.isLetterOrDigit(text, at: next) else { return false }
    if text[i] == 0x2D {
      return letters.count < Tokens.shortestPart || !isPart(text, at: next) || isNumber(text, at: i)
    }
    let isApostrophe = text[i] == 0x27 || (width == 3 && text[i + 1] == 0x80 && text[i + 2] == 0x99)
    return isApostrophe && text[next] | 0x20 == 0x74 && letters.last(in: folded) == 0x6E
      && (next + 1 == text.count || !Folding.isLetterOrDigit(text, at: next + 1))
  }

  /// The hyphen of `twenty-two`: `ty` before it, and behind it a number under ten.
  private func isNumber(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i > 2, text[i - 1] | 0x20 == 0x79, text[i - 2] | 0x20 == 0x74 else { return false }
    var ones: [UInt8] = []
    var end = i + 1
    while end < text.count, Folding.isLetterOrDigit(text, at: end), ones.count < 6 {
      ones.append(text[end] | 0x20)
      end += 1
    }
    return 1...9 ~= Numbers.value(of: ones.span)
  }

  /// Letters of a part that stands as a word by itself.
  private static var shortestPart: Int { 3 }

  private func isPart(_ text: Span<UInt8>, at start: Int) -> Bool {
    var i = start
    for _ in 0..<Tokens.shortestPart {
      guard i < text.count, Folding.isLetterOrDigit(text, at: i) else { return false }
      i += Folding.length(text[i])
    }
    return true
  }

  private mutating func number(_ text: Span<UInt8>, from start: Int) -> Int {
    var letters = Letters(before: folded)
    var i = start
    var value = 0
    while i < text.count {
      let isPoint = isPoint(text, at: i)
      if Folding.isDigit(text[i]), value >= 0 {
        value = min(value * 10 + Int(text[i] - 0x30), 1_000_000)
      } else if isPoint || Folding.isLetterOrDigit(text, at: i) {
        value = -1
      } else {
        break
      }
      if !isPoint { append(text, at: i, &letters) }
      i += Folding.length(text[i])
    }
    append(text, start..<i, letters)
    all[all.count - 1].number = value
    all[all.count - 1].isDay = value < 0 && Figures.areDay(text, start..<i)
    hasNumbers = true
    return i
  }

  /// A point, comma, colon or stroke with a digit after it.
  private func isPoint(_ text: Span<UInt8>, at i: Int) -> Bool {
    switch text[i] {
    case 0x2C, 0x2E, 0x2F, 0x3A: i + 1 < text.count && Folding.isDigit(text[i + 1])
    default: false
    }
  }

  @inline(__always)
  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>, _ letters: Letters) {
    var letters = letters
    letters.finish(in: &folded)
    append(
      Token(
        start: range.lowerBound, end: range.upperBound, letters: letters, before: last,
        isCapital: Folding.isCapital(text, at: range.lowerBound)))
  }

  @inline(__always)
  private mutating func append(_ token: Token) {
    if last != .none { borders.append(all.count) }
    all.append(token)
    last = .none
  }
}
