extension SaidTime {
  /// The time that is meant when it is said at `event`, as vague as it was said. Nil for rhythms and lengths,
  /// for a day that the calendar has not, and where the event's own time is vaguer than a day while the words
  /// lean on it.
  public func resolved(at event: When) -> When? {
    if event.isVaguerThanDay, !isAbsolute { return nil }
    guard let extent = extent(from: event.day), extent.isInCalendar else { return nil }
    if case .away(let count, .minutes) = sense, event.clock != nil {
      return When(minute: event.minute + Int64(count))
    }
    if let clock, let day = extent.oneDay { return When(day, hour: clock / 60, minute: clock % 60) }
    return When(extent)
  }

  private var isAbsolute: Bool {
    switch sense {
    case .date(_, .some, .some), .month(_, .some), .year: true
    default: false
    }
  }

  private func extent(from day: Day) -> Extent? {
    switch sense {
    case .day(let days): .day(day + days)
    case .night: tense == .ahead ? .days(day, day + 1) : .days(day + -1, day)
    case .weekday(let weekday, let which): .day(day + Self.days(from: day, to: weekday, which, tense))
    case .date(let number, let month, let year): date(number, month, year, from: day).map(Extent.day)
    case .week(let number): week(number, from: day)
    case .weeks(let weeks): .week(day.week.monday + 7 * weeks)
    case .weekend(let weeks): weekend(weeks, from: day)
    case .month(let number, let year): month(number, year, from: day)
    case .months(let months): .month(Month(number: day.month.number + Int32(months)))
    case .third(let part, let month): third(part, month, from: day)
    case .season(let season): self.season(season, from: day)
    case .feast(let feast, let side): self.feast(feast, side, from: day)
    case .away(let count, let unit): Self.away(count, unit, from: day)
    case .year(let year): .year(year)
    case .rhythm, .length: nil
    }
  }

  private static func days(from day: Day, to weekday: Int, _ which: Weekday, _ tense: Tense) -> Int {
    let ahead = (weekday - day.weekday + 7) % 7
    switch which {
    case .near where tense == .past: return ahead == 0 ? 0 : ahead - 7
    case .near where tense == .open: return ahead
    case .near, .coming: return ahead == 0 ? 7 : ahead
    case .last: return ahead - 7
    case .week(let weeks): return 7 * weeks + weekday - day.weekday
    case .later(let weeks): return 7 * weeks + (ahead == 0 ? 7 : ahead)
    }
  }

  private static func away(_ count: Int, _ unit: Unit, from day: Day) -> Extent {
    switch unit {
    case .minutes: .day(day)
    case .days: .day(day + count)
    case .weeks: .about(day + 7 * count)
    case .months: .month(Month(number: day.month.number + Int32(count)))
    case .years: .year(day.civil.year + count)
    }
  }

  /// The 14th of the month, or of a named month, that the tense asks for.
  private func date(_ number: Int, _ month: Int?, _ year: Int?, from day: Day) -> Day? {
    let (thisYear, thisMonth, _) = day.civil
    let months: [Month] =
      switch (month, year) {
      case (let month?, let year?): [Month(year: year, month: month)]
      case (let month?, nil): (-1...1).map { Month(year: thisYear + $0, month: month) }
      case (nil, _): (-2...2).map { Month(number: Month(year: thisYear, month: thisMonth).number + $0) }
      }
    let days = months.compactMap { month -> Day? in
      let day = month.firstDay + (number - 1)
      return day.month == month ? day : nil
    }
    if month == nil, tense == .open { return days.first { $0 >= day } }
    // Who tells on the 22nd of a term that ran out on the 20th does not mean next year's.
    if month != nil, tense == .ahead, let passed = days.last(where: { $0 < day }),
      (day - passed).count <= Self.daysLate
    {
      return passed
    }
    return chosen(days, from: day)
  }

  /// How long a term may have run out while it is still spoken of as one.
  private static var daysLate: Int { 45 }

  /// Of things in their order the last begun, the first not over, or the nearest.
  private func chosen(_ days: [Day], from day: Day) -> Day? {
    switch tense {
    case .past: days.last { $0 <= day } ?? days.first
    case .ahead: days.first { $0 >= day } ?? days.last
    case .open: days.min { distance($0, day) < distance($1, day) }
    }
  }

  /// As far apart in both directions, what is ahead is nearer.
  private func distance(_ a: Day, _ day: Day) -> Int {
    let days = (a - day).count
    return days < 0 ? -2 * days + 1 : 2 * days
  }

  private func week(_ number: Int, from day: Day) -> Extent? {
    let year = day.week.monday.civil.year
    let mondays = (-1...1).compactMap { offset -> Day? in
      let first = Week(containing: Day(year: year + offset, month: 1, day: 4)).monday
      let monday = first + 7 * (number - 1)
      return number < 53 || (monday + 3).civil.year == year + offset ? monday : nil
    }
    return chosen(mondays, from: day.week.monday).map(Extent.week)
  }

  private func weekend(_ weeks: Int, from day: Day) -> Extent {
    let saturday = day.week.monday + 5 + 7 * weeks
    let isBefore = weeks == 0 && tense == .past && day < saturday
    let first = isBefore ? saturday + -7 : saturday
    return .days(first, first + 1)
  }

  private func month(_ number: Int, _ year: Int?, from day: Day) -> Extent? {
    if let year { return .month(Month(year: year, month: number)) }
    let firsts = (-1...1).map { Month(year: day.civil.year + $0, month: number).firstDay }
    return chosen(firsts, from: day.month.firstDay).map { .month($0.month) }
  }

  private func third(_ part: Int, _ month: Int?, from day: Day) -> Extent? {
    let months = (-12...12).map { Month(number: day.month.number + Int32($0)) }
    let parts = months.filter { month == nil || $0.month == month }.map { month in
      let first = month.firstDay + 10 * part
      return (first: first, last: part == 2 ? month.next.firstDay + -1 : first + 9)
    }
    let part = tense == .past ? parts.last { $0.first <= day } : parts.first { $0.last >= day }
    return part.map { .days($0.first, $0.last) }
  }

  private func season(_ number: Int, from day: Day) -> Extent? {
    let starts = (-1...1).map { Day(year: day.civil.year + $0, month: 3 * (number - 20), day: 1) }
    let start =
      switch tense {
      case .past: starts.last { $0 <= day }
      case .ahead: starts.first { $0 > day }
      case .open: starts.first { $0 + 91 >= day }
      }
    return start.map { .season($0.civil.year, number) }
  }

  private func feast(_ feast: Feast, _ side: Side, from day: Day) -> Extent? {
    let feasts = (-1...2).map { feast.days(in: day.civil.year + $0) }
    let found = tense == .past ? feasts.last { $0.first <= day } : feasts.first { $0.last >= day }
    guard let (first, last) = found else { return nil }
    switch side {
    case .before: return .about(first + -1)
    case .at: return .days(first, last)
    case .after: return .from(last + 1)
    }
  }
}

extension SaidTime.Feast {
  fileprivate func days(in year: Int) -> (first: Day, last: Day) {
    let easter = Day.easter(in: year)
    return switch self {
    case .christmas: (Day(year: year, month: 12, day: 24), Day(year: year, month: 12, day: 26))
    case .newYear: (Day(year: year, month: 12, day: 31), Day(year: year + 1, month: 1, day: 1))
    case .easter: (easter + -3, easter + 1)
    case .whitsun: (easter + 49, easter + 50)
    }
  }
}

extension Day {
  /// Easter Sunday. Algorithm: anonymous Gregorian (Meeus, Jones, Butcher).
  fileprivate static func easter(in year: Int) -> Day {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return Day(year: year, month: n / 31, day: n % 31 + 1)
  }
}
