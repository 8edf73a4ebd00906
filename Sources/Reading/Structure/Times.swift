public import Events

/// Finds the times that a line says, in Danish and English. It looks at the line alone; `SaidTime.resolved`
/// makes dates of them.
///
/// At each word every rule is tried, and the one that takes most words holds. Then what belongs together is
/// joined: `fredag` and `den 22.`, `i morgen` and `kl 9`.
public struct Times: Sendable {
  let words: TimeWords

  /// - Parameter vocabulary: its spellings hold for words of time as well.
  public init(_ vocabulary: Vocabulary) { words = TimeWords(vocabulary) }

  /// The times of a line, from left to right.
  public func read(_ line: String) -> [TimeTold] {
    let text = text(line)
    return found(in: text).compactMap(text.told)
  }

  /// Whether a time may begin with a folded word: one with digits may hold several.
  func mayBegin(with word: String) -> Bool {
    word.utf8.contains(where: Folding.isDigit) || TimeWords.mayBegin(words.meant(by: word, slips: true))
  }

  func text(_ line: String) -> TimeText { TimeText(TimeTokens(line, words).all) }

  func found(in text: TimeText) -> [TimeFound] {
    var found: [TimeFound] = []
    var i = 0
    while i < text.count {
      if let time = text.time(at: i) {
        found.append(time)
        i = time.end
      } else {
        i += 1
      }
    }
    return text.joined(found)
  }

  /// The times of a line that are dates when it is said at `event`.
  public func read(_ line: String, at event: When) -> [(told: TimeTold, when: When)] {
    read(line).compactMap { told in told.said.resolved(at: event).map { (told, $0) } }
  }
}

/// What a rule has found: from one token to before another.
struct TimeFound {
  enum Meaning: Equatable {
    case time(SaidTime.Sense)
    /// A time of day, which takes a day from beside it.
    case clock(minute: Int, isOpen: Bool)
    /// `formiddag`; true from noon on.
    case part(isLate: Bool)
  }

  var meaning: Meaning
  var first: Int
  var end: Int
  /// Nil leaves it to the words around.
  var tense: SaidTime.Tense?
  var clock: Int?
  /// Before noon or after, where only twelve hours were told.
  var isOpenClock = false

  init(_ meaning: Meaning, _ words: Range<Int>, _ tense: SaidTime.Tense? = nil) {
    (self.meaning, first, end, self.tense) = (meaning, words.lowerBound, words.upperBound, tense)
  }

  init(_ sense: SaidTime.Sense, _ words: Range<Int>, _ tense: SaidTime.Tense? = nil) {
    self.init(.time(sense), words, tense)
  }
}

/// The words of a line as the rules ask for them.
struct TimeText {
  let tokens: [TimeToken]

  init(_ tokens: [TimeToken]) { self.tokens = tokens }

  var count: Int { tokens.count }

  /// The word; empty outside the line and behind the end of a sentence.
  func word(_ i: Int, after first: Int? = nil) -> String {
    guard tokens.indices.contains(i) else { return "" }
    if let first, i > first, (first + 1...i).contains(where: { tokens[$0].glue >= .comma }) { return "" }
    return tokens[i].text
  }

  func `is`(_ i: Int, _ words: Set<String>) -> Bool { words.contains(word(i)) }
  func `is`(_ i: Int, _ words: [String]) -> Bool { words.contains(word(i)) }

  func number(_ i: Int, _ range: ClosedRange<Int>) -> Int? {
    guard tokens.indices.contains(i), let number = tokens[i].number, range.contains(number) else {
      return nil
    }
    return number
  }

  func glue(_ i: Int) -> TimeToken.Glue { tokens.indices.contains(i) ? tokens[i].glue : .end }

  /// How many: digits, or a word for a number, `et par` for two.
  func count(_ i: Int) -> (value: Int, end: Int)? {
    if let number = number(i, 1...2000) { return (number, i + 1) }
    if self.is(i, ["et", "a", "en"]), self.is(i + 1, ["par", "couple"]) {
      return (2, word(i + 2) == "of" ? i + 3 : i + 2)
    }
    if word(i) == "an" { return (1, i + 1) }
    return Numbers.value(ofWord: word(i)).flatMap { $0 > 0 ? ($0, i + 1) : nil }
  }

  /// The time that begins with this word: of all rules the one that takes most words.
  func time(at i: Int) -> TimeFound? {
    guard tokens[i].number != nil || TimeWords.mayBegin(tokens[i].text) else { return nil }
    var best: TimeFound?
    for rule in TimeText.rules {
      if let found = rule(self, i), found.end > best?.end ?? 0 { best = found }
    }
    return best
  }

  private static let rules: [@Sendable (TimeText, Int) -> TimeFound?] = [
    { $0.day($1) }, { $0.weekday($1) }, { $0.date($1) }, { $0.clock($1) }, { $0.week($1) },
    { $0.month($1) }, { $0.season($1) }, { $0.away($1) }, { $0.rhythm($1) }, { $0.part($1) },
  ]

  func told(_ found: TimeFound) -> TimeTold? {
    let words = tokens[found.first].words.lowerBound..<tokens[found.end - 1].words.upperBound
    let tense = found.tense ?? tense(around: found)
    switch found.meaning {
    case .time(let sense): return TimeTold(SaidTime(sense, clock: found.clock, tense: tense), words: words)
    case .clock(let minute, let isOpen):
      let clock = isOpen ? Self.afternoon(minute, isLate: false) : minute
      return TimeTold(SaidTime(.day(0), clock: clock, tense: tense), words: words)
    case .part: return nil
    }
  }
}
