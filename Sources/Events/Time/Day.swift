/// A civil day, counted from 1 January 1970 in the proleptic Gregorian calendar. No zone and no clock.
public struct Day: Hashable, Comparable, Sendable {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// Those of all times that can be meant.
  static let all = When.all.lowerBound / 1440...When.all.upperBound / 1440

  /// Algorithm: Howard Hinnant, `days_from_civil`.
  public init(year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Algorithm: Howard Hinnant, `civil_from_days`.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 0 is Monday, 6 is Sunday.
  public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }

  /// Days from `b` to `a`.
  public static func - (a: Day, b: Day) -> Days { Days(Int(a.number - b.number)) }

  public var month: Month { Month(year: civil.year, month: civil.month) }

  public var week: Week { Week(containing: self) }
}

extension Day: CustomStringConvertible {
  /// `2026-03-07`.
  public var description: String {
    let (y, m, d) = civil
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }
}

/// A length of time in whole days.
public struct Days: Hashable, Comparable, Sendable {
  public let count: Int
  public init(_ count: Int) { self.count = count }
  public static func < (a: Days, b: Days) -> Bool { a.count < b.count }
}

/// A calendar month; its number counts months from year 0.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: Int32
  public init(number: Int32) { self.number = number }
  public init(year: Int, month: Int) { number = Int32(year * 12 + month - 1) }
  public var year: Int { Int(number) / 12 }
  public var month: Int { Int(number) % 12 + 1 }
  public static func < (a: Month, b: Month) -> Bool { a.number < b.number }
  public var next: Month { Month(number: number + 1) }
  public var firstDay: Day { Day(year: year, month: month, day: 1) }
  /// `2026-03`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

/// A week of ISO 8601: from Monday, named by the year that holds its Thursday.
public struct Week: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The week's Monday.
  public let monday: Day
  public init(containing day: Day) { monday = day + -day.weekday }
  public static func < (a: Week, b: Week) -> Bool { a.monday < b.monday }
  /// `2026-W03`.
  public var description: String {
    let year = (monday + 3).civil.year
    let first = Week(containing: Day(year: year, month: 1, day: 4))
    return "\(padded(year, 4))-W\(padded((monday - first.monday).count / 7 + 1, 2))"
  }
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
