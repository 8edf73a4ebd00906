/// A length of time by which sums stand: a day, a week, a month, or the whole time.
public struct Period: Hashable, Sendable {
  /// What is stored: four times the number of its first day, and its length. Sorts by the first day.
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// The whole time.
  public static let whole = Period(number: 0)

  public init(_ day: Day) { self.init(first: day, .day) }
  public init(_ week: Week) { self.init(first: week.monday, .week) }
  public init(_ month: Month) { self.init(first: month.firstDay, .month) }

  public enum Length: Int32, Sendable { case whole, day, week, month }

  public var length: Length { Length(rawValue: number & 3) ?? .whole }

  /// Its first day; of the whole time there is none, and this is 1 January 1970.
  public var firstDay: Day { Day(number: number >> 2) }

  private init(first: Day, _ length: Length) { number = first.number << 2 | length.rawValue }
}

extension Period: Comparable {
  public static func < (a: Period, b: Period) -> Bool { a.number < b.number }
}

extension Period: CustomStringConvertible {
  /// `2026-03-07`, `2026-W10`, `2026-03`, or nothing for the whole time.
  public var description: String {
    switch length {
    case .whole: ""
    case .day: firstDay.description
    case .week: firstDay.week.description
    case .month: firstDay.month.description
    }
  }
}
