import Events

/// What is told by counting: from the event on, back from it, or a mere length.
extension TimeText {
  /// `om 14 dage`, `for to uger siden`, `in a fortnight`, `two weeks ago`, `within 14 days`, `i tre uger`
  func away(_ i: Int) -> TimeFound? {
    switch word(i) {
    case "om", "in": return ahead(i, i + 1)
    case "inden", "indenfor", "within":
      return ahead(i, self.is(i + 1, ["for"]) ? i + 2 : i + 1)
    case "for":
      if let found = ago(i, i + 1) { return found }
      return length(i + 1).map { TimeFound(.length, i..<$0.end) }
    case "i": return length(i + 1).map { TimeFound(.length, i..<$0.end) }
    case "næste" where word(i + 1) == "år", "next" where word(i + 1) == "year":
      return TimeFound(.away(1, .years), i..<i + 2, .ahead)
    case "sidste" where word(i + 1) == "år", "last" where word(i + 1) == "year":
      return TimeFound(.away(-1, .years), i..<i + 2, .past)
    default: return ago(i, i)
    }
  }

  private func ahead(_ i: Int, _ place: Int) -> TimeFound? {
    guard let (sense, end) = length(place), !self.is(end, ["siden", "ago", "dagen", "ugen", "året"]) else {
      return nil
    }
    return TimeFound(sense, i..<end, .ahead)
  }

  /// With `siden` or `ago` behind it.
  private func ago(_ i: Int, _ place: Int) -> TimeFound? {
    guard case (.away(let count, let unit), let end)? = length(place), self.is(end, ["siden", "ago"]) else {
      return nil
    }
    return TimeFound(.away(-count, unit), i..<end + 1, .past)
  }

  /// A number of days, weeks, months, years or hours. Eight days and fourteen are one and two weeks.
  func length(_ i: Int) -> (sense: SaidTime.Sense, end: Int)? {
    guard let (count, place) = count(i), glue(place) <= .pointSpace else { return nil }
    if self.is(place, ["uges", "måneds", "dags"]), word(place + 1) == "tid" {
      return (
        .away(count, word(place) == "uges" ? .weeks : word(place) == "dags" ? .days : .months), place + 2
      )
    }
    guard let (times, unit) = TimeWords.units[word(place, after: i)] else { return nil }
    let isWeeks = unit == .days && (count == 14 || (count == 8 && tokens[i].number == nil))
    return isWeeks ? (.away(count / 7, .weeks), place + 1) : (.away(count * times, unit), place + 1)
  }

  /// `kl 13.30`, `13:30`, `kl. 9`, `halv to`, `kvart i tre`, `at 1.30 pm`
  func clock(_ i: Int) -> TimeFound? {
    let isLed = self.is(i, ["kl", "klokken", "klok", "at"])
    let place = isLed ? (self.is(i + 1, ["ca"]) ? i + 2 : i + 1) : i
    guard !isLed || glue(place) < .comma, let (minute, isOpen, end) = time(of: place, isLed: isLed) else {
      return nil
    }
    if self.is(end, ["pm"]) {
      return TimeFound(.clock(minute: Self.afternoon(minute, isLate: true), isOpen: false), i..<end + 1)
    }
    if self.is(end, ["am"]) { return TimeFound(.clock(minute: minute, isOpen: false), i..<end + 1) }
    return TimeFound(.clock(minute: minute, isOpen: isOpen), i..<end)
  }

  private func time(of i: Int, isLed: Bool) -> (minute: Int, isOpen: Bool, end: Int)? {
    if let spoken = spokenTime(i) { return spoken }
    guard let hour = number(i, 0...23) else {
      guard isLed, word(i - 1) != "at", let hour = Numbers.value(ofWord: word(i)), 2...12 ~= hour else {
        return nil
      }
      return (hour * 60, true, i + 1)
    }
    let digits = tokens[i].words.count
    if let minute = number(i + 1, 0...59), tokens[i + 1].words.count == 2,
      glue(i + 1) == .colon || (glue(i + 1) == .point && (isLed || self.is(i + 2, ["am", "pm"])))
    {
      return (hour * 60 + minute, digits == 1, i + 2)
    }
    // In Danish at is another word, and a number behind it mostly counts something.
    let isTold = isLed && (word(i - 1) != "at" || endsPhrase(i + 1)) || self.is(i + 1, ["am", "pm"])
    guard isTold, glue(i + 1) != .slash else { return nil }
    return (hour * 60, digits == 1 || hour == 12, i + 1)
  }

  /// `halv to`, `kvart i tre`, `kvart over ni`, `ti minutter over otte`, `half past one`, `quarter to three`
  private func spokenTime(_ i: Int) -> (minute: Int, isOpen: Bool, end: Int)? {
    if word(i) == "halv", let hour = hour(i + 1) { return (hour * 60 - 30, true, i + 2) }
    if word(i) == "half", word(i + 1) == "past", let hour = hour(i + 2) {
      return (hour * 60 + 30, true, i + 3)
    }
    guard self.is(i, ["kvart", "quarter"]), let hour = hour(i + 2) else { return nil }
    if self.is(i + 1, ["i", "to"]) { return (hour * 60 - 15, true, i + 3) }
    return self.is(i + 1, ["over", "past"]) ? (hour * 60 + 15, true, i + 3) : nil
  }

  private func hour(_ i: Int) -> Int? {
    guard glue(i) < .comma else { return nil }
    return number(i, 1...12) ?? Numbers.value(ofWord: word(i)).flatMap { 1...12 ~= $0 ? $0 : nil }
  }

  /// Hours that were told up to twelve: with nothing said, those before seven are in the afternoon, since
  /// nobody is visited at night.
  static func afternoon(_ minute: Int, isLate: Bool) -> Int {
    let isAfternoon = minute < 12 * 60 && (isLate || minute < 6 * 60 + 30)
    return isAfternoon ? minute + 12 * 60 : minute
  }
}
