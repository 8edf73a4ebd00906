public import Events
internal import Foundation

/// One look at the clock: the instant, and what clocks on the wall say here.
public struct Now: Sendable {
  public let moment: Moment
  public let civil: When

  public init(moment: Moment, civil: When) {
    self.moment = moment
    self.civil = civil
  }

  /// The system's clock in the system's time zone.
  public static func read() -> Now {
    let date = Date()
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute], from: date)
    let day = Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    return Now(
      moment: Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000)),
      civil: When(day, hour: parts.hour ?? 0, minute: parts.minute ?? 0))
  }

  public var today: Day { civil.day }
}
