import Events

/// Dates, weeks, months, seasons and feasts.
extension TimeText {
  /// `d. 14`, `den 14. marts`, `14/3`, `3/12-26`, `14.3.2027`, `2027-03-14`, `March 14th`, `on the 14th`
  func date(_ i: Int) -> TimeFound? {
    let place = self.is(i, ["d", "den", "the"]) ? i + 1 : i
    if place > i, glue(place) >= .comma { return nil }
    if let found = dateOfDigits(i, place) { return found }
    if let found = dateWithMonth(i, place) { return found }
    return place > i ? dateAlone(i, place) : nil
  }

  private func dateOfDigits(_ i: Int, _ place: Int) -> TimeFound? {
    if let year = number(place, 1900...2999), let month = number(place + 1, 1...12),
      let day = number(place + 2, 1...31),
      glue(place + 1) == .hyphen, glue(place + 2) == .hyphen
    {
      return TimeFound(.date(day, month: month, year: year), i..<place + 3)
    }
    guard let day = number(place, 1...31), let month = number(place + 1, 1...12) else { return nil }
    let (isSlash, isPoint) = (glue(place + 1) == .slash, glue(place + 1) == .point)
    let isYear = [.slash, .hyphen, .point].contains(glue(place + 2))
    if isSlash || isPoint, isYear, let year = year(place + 2) {
      return TimeFound(.date(day, month: month, year: year), i..<place + 3)
    }
    guard isSlash, place > i || !isShare(day, month, place) else { return nil }
    return TimeFound(.date(day, month: month, year: nil), i..<place + 2)
  }

  /// `26` and `2026`.
  private func year(_ i: Int) -> Int? {
    guard glue(i + 1) != .slash else { return nil }
    return number(i, 1900...2999) ?? number(i, 20...79).map { 2000 + $0 }
  }

  /// `1/2 time`, `3/4 af`, `24/7`
  private func isShare(_ day: Int, _ month: Int, _ i: Int) -> Bool {
    if day == 24, month == 7 { return true }
    guard day < month, month <= 4 || month == 8 else { return false }
    let next = word(i + 2, after: i)
    let opens: Set<String> = ["d", "på", "inden", "senest", "til", "fra", "by", "on"]
    return !next.isEmpty && !self.is(i - 1, opens) && !self.is(i + 2, ["kl", "at"])
  }

  /// `14. marts 2027`, `14th of March`, `March 14`
  private func dateWithMonth(_ i: Int, _ place: Int) -> TimeFound? {
    if let day = number(place, 1...31) {
      var next = behindOrdinal(place)
      if word(next) == "of" { next += 1 }
      guard glue(next) < .comma, let month = TimeWords.months[word(next)] else { return nil }
      return dated(day, month, i, next + 1)
    }
    guard let month = TimeWords.months[word(place)], glue(place + 1) <= .pointSpace else { return nil }
    let next = word(place + 1) == "the" ? place + 2 : place + 1
    guard let day = number(next, 1...31), glue(next + 1) != .colon, glue(next + 1) != .point else {
      return nil
    }
    return dated(day, month, i, behindOrdinal(next))
  }

  private func dated(_ day: Int, _ month: Int, _ i: Int, _ end: Int) -> TimeFound {
    if glue(end) <= .pointSpace || glue(end) == .comma, let year = number(end, 1900...2999) {
      return TimeFound(.date(day, month: month, year: year), i..<end + 1)
    }
    return TimeFound(.date(day, month: month, year: nil), i..<end)
  }

  private func behindOrdinal(_ i: Int) -> Int {
    glue(i + 1) == .none && self.is(i + 1, ["st", "nd", "rd", "th", "te", "ende"]) ? i + 2 : i + 1
  }

  /// `d. 14` and `the 14th`: not `den 3. samtale`, `the 3rd time`.
  private func dateAlone(_ i: Int, _ place: Int) -> TimeFound? {
    let end = behindOrdinal(place)
    let first = TimeWords.ordinals[word(place)]
    guard let day = first ?? number(place, 1...31), first != nil || word(i) != "the" || end > place + 1,
      ![.slash, .colon, .point, .hyphen].contains(glue(end)) || number(end, 0...9999) == nil
    else { return nil }
    guard endsPhrase(end) || (word(i) == "d" && TimeWords.units[word(end)] == nil) else { return nil }
    return TimeFound(.date(day, month: nil, year: nil), i..<end)
  }

  /// Whether no noun follows that the number would count.
  func endsPhrase(_ i: Int) -> Bool {
    i >= count || glue(i) >= .comma || TimeWords.behindDates.contains(word(i))
  }

  /// `uge 42`, `næste uge`, `i weekenden`
  func week(_ i: Int) -> TimeFound? {
    if self.is(i, ["i", "in"]), let found = week(i + 1), found.first > 0, glue(i + 1) < .comma {
      return TimeFound(found.meaning, i..<found.end, found.tense)
    }
    if self.is(i, ["uge", "week"]), glue(i + 1) <= .pointSpace, let week = number(i + 1, 1...53) {
      return TimeFound(.week(week), i..<i + 2)
    }
    if self.is(i, ["weekenden"]) { return TimeFound(.weekend(0), i..<i + 1) }
    let place = self.is(i, ["den", "the", "til", "over"]) ? i + 1 : i
    guard let (offset, tense) = TimeWords.offsets[word(place)] else {
      return place > i && self.is(place, ["weekend", "weekenden"])
        ? TimeFound(.weekend(0), i..<place + 1) : nil
    }
    if self.is(place + 1, ["weekend", "weekenden"]) {
      return TimeFound(.weekend(offset), i..<place + 2, tense)
    }
    guard self.is(place + 1, ["uge", "week"]), glue(place + 1) < .comma else { return nil }
    return TimeFound(.weeks(offset), i..<place + 2, tense)
  }

  /// `i november`, `næste måned`, `sidst på måneden`, `ultimo marts`
  func month(_ i: Int) -> TimeFound? {
    if let found = third(i) { return found }
    if let (offset, tense) = TimeWords.offsets[word(i)], self.is(i + 1, ["måned", "month"]) {
      return TimeFound(.months(offset), i..<i + 2, tense)
    }
    if self.is(i, ["i", "in"]), let found = month(i + 1), glue(i + 1) < .comma {
      return TimeFound(found.meaning, i..<found.end, found.tense)
    }
    guard let tense = TimeWords.beforeMonths[word(i)], let month = TimeWords.months[word(i + 1, after: i)]
    else { return nil }
    let isYear = glue(i + 2) == .space && number(i + 2, 1900...2999) != nil
    let year = isYear ? number(i + 2, 1900...2999) : nil
    return TimeFound(.month(month, year: year), i..<i + (isYear ? 3 : 2), tense)
  }

  private func third(_ i: Int) -> TimeFound? {
    if let part = TimeWords.thirds[word(i)], let month = TimeWords.months[word(i + 1, after: i)] {
      return TimeFound(.third(part, month: month), i..<i + 2)
    }
    let start = self.is(i, ["i", "in", "at", "by"]) ? i + 1 : i
    let place = word(start) == "the" ? start + 1 : start
    guard let part = TimeWords.partsOfMonth[word(place)], self.is(place + 1, ["på", "i", "af", "of"]) else {
      return nil
    }
    let month = word(place + 2) == "the" ? place + 3 : place + 2
    if self.is(month, ["måneden", "month"]) { return TimeFound(.third(part, month: nil), i..<month + 1) }
    return TimeWords.months[word(month)].map { TimeFound(.third(part, month: $0), i..<month + 1) }
  }

  /// `til foråret`, `i sommer`, `efter jul`, `before Christmas`
  func season(_ i: Int) -> TimeFound? {
    let lead = word(i)
    guard let tense = TimeWords.beforeSeasons[lead] else { return nil }
    let place = self.is(i + 1, ["the", "til", "den", "næste", "sidste", "next", "last"]) ? i + 2 : i + 1
    let word = word(place, after: i)
    let isLast = self.is(i + 1, ["sidste", "last"])
    if let season = TimeWords.seasons[word], !["efter", "after"].contains(lead) {
      return TimeFound(.season(season), i..<place + 1, isLast ? .past : tense)
    }
    guard let feast = TimeWords.feasts[word] else { return nil }
    let side: SaidTime.Side =
      ["efter", "after"].contains(lead)
      ? .after
      : ["før", "inden", "before", "by"].contains(lead) ? .before : .at
    return TimeFound(.feast(feast, side), i..<place + 1, isLast ? .past : side == .at ? tense : nil)
  }
}
