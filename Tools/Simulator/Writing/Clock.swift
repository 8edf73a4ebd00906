import Events

/// Civil time in Denmark, in minutes from 1970-01-01T00:00 as in `When`.
enum Clock {
  static func minute(_ day: Day, _ hour: Int, _ minute: Int = 0) -> Int64 {
    Int64(day.number) * 1440 + Int64(hour * 60 + minute)
  }

  /// The instant of a civil minute: one hour ahead of UTC, two in summer.
  static func moment(_ minute: Int64, milliseconds: Int) -> Moment {
    let hours: Int64 = isSummer(Day(number: Int32(minute / 1440))) ? 2 : 1
    return Moment(milliseconds: (minute - hours * 60) * 60_000 + Int64(milliseconds))
  }

  /// From the last Sunday of March to the last Sunday of October; the hours of the change itself pass unseen.
  static func isSummer(_ day: Day) -> Bool {
    let (year, month, _) = day.civil
    switch month {
    case 3: return lastSunday(year, 3) <= day
    case 4...9: return true
    case 10: return day < lastSunday(year, 10)
    default: return false
    }
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Day {
    let last = Day(year: year, month: month, day: 31)
    return last + -((last.weekday + 1) % 7)
  }

  /// A vague time as someone would give it, for something that happened on this day.
  ///
  /// - Returns: the time, and the words for it.
  static func vague(_ day: Day, _ style: Style, _ chance: inout Chance) -> (When, String) {
    let monday = day.week.monday
    let month = day.civil.month
    let (edtf, danish, english) =
      switch chance.below(12) {
      case 0..<6: ("\(monday)/\(monday + 6)", "sidste uge: ", "last week: ")
      case 6..<8: ("\(day)~", "for en uges tid siden: ", "about a week ago: ")
      case 8: (day.month.description, "tidligere på måneden: ", "earlier this month: ")
      case 9 where (6...8).contains(month): ("\(day.civil.year)-22", "i sommer: ", "this summer: ")
      default: ("\(day)?", "vist nok sidst: ", "last time, I think: ")
      }
    // What is written above is in the format, so the exact time is never needed.
    let when = (try? When(edtf: edtf)) ?? When(day, hour: 12, minute: 0)
    return (when, style == .english ? english : danish)
  }
}
