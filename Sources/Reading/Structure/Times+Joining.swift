import Events

extension TimeText {
  /// What stands side by side and is one time: a day and its clock, a weekday and its date or week.
  func joined(_ found: [TimeFound]) -> [TimeFound] {
    var joined: [TimeFound] = []
    for next in found {
      if let last = joined.last, areBeside(last, next), let both = self.joined(last, next) {
        joined[joined.count - 1] = both
      } else {
        joined.append(next)
      }
    }
    return joined
  }

  private func areBeside(_ a: TimeFound, _ b: TimeFound) -> Bool {
    guard b.first - a.end <= 1, (a.end...b.first).allSatisfy({ glue($0) <= .comma }) else { return false }
    return b.first == a.end
      || self.is(a.end, ["om", "den", "d", "ca", "the", "in", "on", "i", "på", "fra", "from"])
  }

  private func joined(_ a: TimeFound, _ b: TimeFound) -> TimeFound? {
    var both = a
    both.end = b.end
    switch (a.meaning, b.meaning) {
    case (.time(let sense), .clock(let minute, let isOpen)) where a.clock == nil && sense.isDay:
      (both.clock, both.isOpenClock) = (isOpen ? Self.afternoon(minute, isLate: isLate(a)) : minute, isOpen)
    case (.clock(let minute, let isOpen), .time(let sense)) where sense.isDay:
      (both.meaning, both.tense) = (b.meaning, b.tense)
      (both.clock, both.isOpenClock) = (isOpen ? Self.afternoon(minute, isLate: isLate(b)) : minute, isOpen)
    case (.time(let sense), .part(let isLate)) where sense.isDay:
      if let clock = a.clock, a.isOpenClock { both.clock = Self.afternoon(clock, isLate: isLate) }
    case (.clock(let minute, true), .part(let isLate)):
      both.meaning = .clock(minute: isLate ? Self.afternoon(minute, isLate: true) : minute, isOpen: false)
    case (.time(.weekday(let weekday, _)), .time(.weeks(let weeks))):
      (both.meaning, both.tense) = (.time(.weekday(weekday, .week(weeks))), b.tense)
    case (.time(.weekday), .time(.date)): (both.meaning, both.tense) = (b.meaning, b.tense ?? a.tense)
    default: return nil
    }
    return both
  }

  /// `i aften`, `tonight`
  private func isLate(_ found: TimeFound) -> Bool {
    word(found.end - 1) == "tonight" || TimeWords.parts[word(found.end - 1)] == true
  }

  /// Words to either side that are looked at, so that a line without an end costs no more than its length.
  private static let clause = 30

  /// Which way the clause around looks; what is still to come wins over what has been, as in `lovede at ringe
  /// tirsdag`.
  func tense(around found: TimeFound) -> SaidTime.Tense {
    var (first, end) = (found.first, found.end)
    let (mostFirst, mostEnd) = (max(0, first - Self.clause), min(count, end + Self.clause))
    while first > mostFirst, !beginsClause(first) { first -= 1 }
    while end < mostEnd, !beginsClause(end) { end += 1 }
    let clause = Set(tokens[first..<end].map(\.text))
    if !clause.isDisjoint(with: TimeWords.ahead) { return .ahead }
    let isPast =
      !clause.isDisjoint(with: TimeWords.past) || clause.contains { $0.count > 5 && $0.hasSuffix("ede") }
    return isPast ? .past : .open
  }

  /// Whether a sentence ends before the word: a full stop behind an abbreviation or a date ends none.
  func endsSentence(_ i: Int) -> Bool {
    if glue(i) == .end { return true }
    return glue(i) == .pointSpace && tokens[i - 1].number == nil && !self.is(i - 1, TimeWords.abbreviations)
  }

  func beginsClause(_ i: Int) -> Bool { i == 0 || glue(i) == .comma || endsSentence(i) }
}

extension SaidTime.Sense {
  /// Means one day.
  fileprivate var isDay: Bool {
    switch self {
    case .day, .weekday, .date: true
    case .away(_, .days), .away(_, .weeks): true
    default: false
    }
  }
}
