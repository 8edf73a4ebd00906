/// What part of the calendar a time means.
enum Extent {
  case day(Day)
  /// A day, give or take.
  case about(Day)
  case days(Day, Day)
  /// From a day on.
  case from(Day)
  case month(Month)
  case season(Int, Int)
  case year(Int)

  static func week(_ monday: Day) -> Extent { .days(monday, monday + 6) }

  var oneDay: Day? {
    switch self {
    case .day(let day), .about(let day): day
    default: nil
    }
  }

  fileprivate var first: Day {
    switch self {
    case .day(let day), .about(let day), .days(let day, _), .from(let day): day
    case .month(let month): month.firstDay
    case .season(let year, let season): Day(year: year, month: 3 * (season - 20), day: 1)
    case .year(let year): Day(year: year, month: 1, day: 1)
    }
  }

  /// The years that EDTF can write, but for the outermost.
  var isInCalendar: Bool { 2...9998 ~= first.civil.year }

  fileprivate var edtf: String {
    switch self {
    case .day(let day): "\(day)"
    case .about(let day): "\(day)~"
    case .days(let first, let last): "\(first)/\(last)"
    case .from(let day): "\(day)/.."
    case .month(let month): "\(month)"
    case .season(let year, let season): "\(padded(year, 4))-\(season)"
    case .year(let year): padded(year, 4)
    }
  }
}

extension When {
  init(_ extent: Extent) { self.init(minute: Int64(extent.first.number) * 1440, vague: extent.edtf) }

  /// The last day that it can mean; nil where it has no end.
  public var lastDay: Day? {
    guard isVaguerThanDay else { return day }
    let ends = vague.split(separator: "/", omittingEmptySubsequences: false)
    if ends.count == 2 {
      return Self.end(of: ends[1])?.lastDay
    }
    let (year, month, _) = day.civil
    if vague.utf8.count < 7 { return Day(year: year, month: 12, day: 31) }
    let isMonth = vague.hasPrefix(Month(year: year, month: month).description)
    return Month(number: day.month.number + (isMonth ? 1 : 3)).firstDay + -1
  }

  /// An open end, `..` or nothing, is no time; and neither is one that a newer version may have written.
  private static func end(of text: Substring) -> When? {
    do throws(EDTFError) { return try When(edtf: String(text)) } catch { return nil }
  }
}
