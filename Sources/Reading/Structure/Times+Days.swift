import Events

/// Days that are told from the event's own, weekdays, and what recurs.
extension TimeText {
  /// `i går`, `imorgen`, `today`, `the day after tomorrow`, `i nat`, `this morning`
  func day(_ i: Int) -> TimeFound? {
    let word = word(i)
    if word == "i", let found = dayBehindI(i) { return found }
    if TimeWords.wholeDays.contains(word), let days = TimeWords.days[word] {
      return TimeFound(.day(days), i..<i + 1)
    }
    if word == "inat" { return TimeFound(.night, i..<i + 1) }
    if word.first == "i", let days = TimeWords.days[String(word.dropFirst())],
      !TimeWords.wholeDays.contains(String(word.dropFirst()))
    {
      return TimeFound(.day(days), i..<i + 1)
    }
    return dayInEnglish(i)
  }

  private func dayBehindI(_ i: Int) -> TimeFound? {
    let next = word(i + 1, after: i)
    if next == "nat" { return TimeFound(.night, i..<i + 2) }
    guard !TimeWords.wholeDays.contains(next), let days = TimeWords.days[next] else { return nil }
    return TimeFound(.day(days), i..<i + 2)
  }

  private func dayInEnglish(_ i: Int) -> TimeFound? {
    if word(i) == "last", word(i + 1, after: i) == "night" { return TimeFound(.day(-1), i..<i + 2) }
    if word(i) == "this", self.is(i + 1, ["morning", "afternoon", "evening"]) {
      return TimeFound(.day(0), i..<i + 2)
    }
    if word(i) == "til", word(i + 1, after: i) == "aften" { return TimeFound(.day(0), i..<i + 2, .ahead) }
    let start = word(i) == "the" ? i + 1 : i
    guard word(start) == "day" else { return nil }
    switch (word(start + 1, after: i), word(start + 2, after: i)) {
    case ("before", "yesterday"): return TimeFound(.day(-2), i..<start + 3)
    case ("after", "tomorrow"): return TimeFound(.day(2), i..<start + 3)
    default: return nil
    }
  }

  /// `tirsdag`, `i tirsdags`, `på tirsdag`, `sidste tirsdag`, `tirsdag i næste uge`, `tirsdag om en uge`
  func weekday(_ i: Int) -> TimeFound? {
    if word(i) == "i", let weekday = TimeWords.lastWeekdays[word(i + 1, after: i)] {
      return TimeFound(.weekday(weekday, .last), i..<i + 2, .past)
    }
    var (which, tense, place) = leading(i)
    if which != .near, word(place) == "" { return nil }
    guard let weekday = TimeWords.weekdays[word(place)], place == i || glue(place) < .comma else {
      return nil
    }
    place += 1
    if let (week, end) = week(behind: place) { (which, place) = (week, end) }
    return TimeFound(.weekday(weekday, which), i..<place, tense)
  }

  private func leading(_ i: Int) -> (SaidTime.Weekday, SaidTime.Tense?, Int) {
    switch word(i) {
    case "på", "til", "inden", "før", "senest", "by", "before", "until", "till":
      self.is(i + 1, ["på", "nu", "this", "den"]) ? (.coming, .ahead, i + 2) : (.coming, .ahead, i + 1)
    case "nu" where word(i + 1) == "på": (.coming, .ahead, i + 2)
    case "sidste", "seneste", "last": (.last, .past, i + 1)
    case "i" where word(i + 1) == "sidste": (.last, .past, i + 2)
    case "forrige": (.week(-1), .past, i + 1)
    case "kommende", "førstkommende", "coming": (.coming, .ahead, i + 1)
    case "this": (.near, nil, i + 1)
    case "næste", "next": (.week(1), .ahead, i + 1)
    default: (.near, nil, i)
    }
  }

  /// `i næste uge`, `next week`, `om en uge`, `om 14 dage`
  private func week(behind i: Int) -> (SaidTime.Weekday, Int)? {
    guard i < count, glue(i) < .comma else { return nil }
    if self.is(i, ["om"]), let (weeks, end) = weeks(i + 1) { return (.later(weeks), end) }
    let place = self.is(i, ["i", "in"]) ? i + 1 : i
    guard self.is(place + 1, ["uge", "week"]) else { return nil }
    if self.is(place, ["næste", "next"]) { return (.week(1), place + 2) }
    return self.is(place, ["sidste", "forrige", "last"]) ? (.week(-1), place + 2) : nil
  }

  private func weeks(_ i: Int) -> (Int, Int)? {
    guard case .away(let count, .weeks)? = length(i)?.sense, let end = length(i)?.end else { return nil }
    return (count, end)
  }

  /// `hver torsdag`, `hver anden uge`, `om torsdagen`, `every Thursday`: named, and no date.
  func rhythm(_ i: Int) -> TimeFound? {
    if TimeWords.everyWeekday[word(i)] != nil { return TimeFound(.rhythm, i..<i + 1) }
    if word(i) == "om", TimeWords.everyWeekday[word(i + 1, after: i)] != nil {
      return TimeFound(.rhythm, i..<i + 2)
    }
    guard self.is(i, ["hver", "hvert", "every", "each"]) else { return nil }
    let place =
      self.is(i + 1, ["anden", "andet", "tredje", "eneste", "other", "second", "single"]) ? i + 2 : i + 1
    let word = word(place, after: i)
    guard TimeWords.weekdays[word] != nil || TimeWords.units[word] != nil || TimeWords.parts[word] != nil
    else { return nil }
    return TimeFound(.rhythm, i..<place + 1)
  }

  /// `formiddag`, which only tells more of the day beside it.
  func part(_ i: Int) -> TimeFound? {
    guard let isLate = TimeWords.parts[word(i)] else { return nil }
    return TimeFound(.part(isLate: isLate), i..<i + 1)
  }
}
