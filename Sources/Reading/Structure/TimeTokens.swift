import Events

/// A word or a number of a line, as the rules of time look at it.
struct TimeToken {
  /// What stands before it. In their order: the further down, the wider apart.
  enum Glue: Comparable { case none, slash, hyphen, colon, point, space, pointSpace, comma, end }

  /// Folded, and put right where it is another way of writing a word of time; digits as they are.
  var text: String
  /// Of digits; nil for words and for more than four of them.
  var number: Int?
  var words: Range<Int>
  var glue: Glue
}

/// Splits a line for the rules of time, which need what the reader throws away: `13.30` is two numbers with a
/// point between them, `14th` a number and its ending.
struct TimeTokens {
  private(set) var all: [TimeToken] = []
  private var glue = TimeToken.Glue.end

  /// - Parameter slips: whether a word that is nothing may be a slip for a word of time.
  init(_ line: String, _ words: TimeWords, slips: Bool = true) {
    let text = line.utf8.span
    all.reserveCapacity(text.count / 4)
    var i = 0
    while i < text.count {
      switch Folding.character(text, at: i) {
      case .letter: i = word(text, from: i, words, slips)
      case .digit: i = number(text, from: i)
      case .name:
        append(TimeToken(text: String(Line.mark), words: i..<i + 3, glue: glue))
        i += 3
      default:
        glue = glue(text, at: i)
        i += Folding.length(text[i])
      }
    }
  }

  private mutating func word(_ text: Span<UInt8>, from start: Int, _ words: TimeWords, _ slips: Bool) -> Int {
    var bytes: [UInt8] = []
    var i = start
    while i < text.count, case .letter = Folding.character(text, at: i) {
      append(text, at: i, to: &bytes)
      i += Folding.length(text[i])
    }
    let folded = bytes.count <= Letters.longestWord ? String(decoding: bytes, as: UTF8.self) : ""
    append(TimeToken(text: words.meant(by: folded, slips: slips), words: start..<i, glue: glue))
    return i
  }

  private func append(_ text: Span<UInt8>, at i: Int, to bytes: inout [UInt8]) {
    guard bytes.count <= Letters.longestWord else { return }
    var folded = Folding.folded(text, at: i)
    if Folding.isMark(text, at: i), let last = bytes.last, let whole = Folding.composed(last, text[i + 1]) {
      bytes.removeLast()
      folded = whole
    }
    while folded != 0 {
      bytes.append(UInt8(truncatingIfNeeded: folded))
      folded >>= 8
    }
  }

  private mutating func number(_ text: Span<UInt8>, from start: Int) -> Int {
    var (i, value) = (start, 0)
    while i < text.count, Folding.isDigit(text[i]) {
      value = min(value * 10 + Int(text[i] - 0x30), 10_000)
      i += 1
    }
    let isShort = i - start <= 4
    let digits = isShort ? String(value) : ""
    append(TimeToken(text: digits, number: isShort ? value : nil, words: start..<i, glue: glue))
    return i
  }

  private mutating func append(_ token: TimeToken) {
    all.append(token)
    glue = .none
  }

  /// The widest of what stands between two words.
  private func glue(_ text: Span<UInt8>, at i: Int) -> TimeToken.Glue {
    switch text[i] {
    case 0x0A, 0x21, 0x3B, 0x3F: .end
    case 0x00...0x20:
      glue == .point ? .pointSpace : glue == .colon || glue == .hyphen ? .comma : max(glue, .space)
    case 0x2E: glue == .none ? .point : max(glue, .pointSpace)
    case 0x2F: glue == .none ? .slash : max(glue, .comma)
    case 0x2D: glue == .none ? .hyphen : max(glue, .comma)
    case 0x3A: glue == .none ? .colon : max(glue, .comma)
    case 0xF0...: .end
    default: max(glue, .comma)
    }
  }
}
