/// When something happened, as it was told: a civil time without a zone, as vague as it was.
///
/// An exact time is a minute. A vague one keeps the text as given, in the Extended Date/Time Format of
/// ISO 8601-2, and sorts by its earliest minute.
public struct When: Hashable, Sendable {
  /// Minutes from 1970-01-01T00:00, civil: the time itself, or the earliest that a vague one can mean.
  public let minute: Int64
  /// The vague time as given (`2026-03`, `2026-22`, `2026-03-07~`); empty when the time is exact to the minute.
  public let vague: String

  /// Beyond them nothing can be meant, and calendars and sums would overflow: nine thousand years either way.
  static let all: ClosedRange<Int64> = -4_733_000_000...4_733_000_000

  public init(minute: Int64) {
    self.minute = minute
    vague = ""
  }

  public init(_ day: Day, hour: Int, minute: Int) {
    self.init(minute: Int64(day.number) * 1440 + Int64(hour * 60 + minute))
  }

  init(minute: Int64, vague: String) {
    self.minute = minute
    self.vague = vague
  }

  /// The day on which it happened, or the first day that a vague time can mean.
  public var day: Day { Day(number: Int32(truncatingIfNeeded: floorDivide(minute, 1440))) }

  /// Hour and minute; nil when the time is vague.
  public var clock: (hour: Int, minute: Int)? {
    guard vague.isEmpty else { return nil }
    let rest = Int(minute - Int64(day.number) * 1440)
    return (rest / 60, rest % 60)
  }

  /// True when even the day is not known.
  public var isVaguerThanDay: Bool {
    !vague.isEmpty && (vague.utf8.count < 10 || vague.utf8.contains(UInt8(ascii: "/")))
  }
}

extension When: CustomStringConvertible {
  /// In EDTF: `2026-03-07T14:30`, or the vague time as given.
  public var description: String {
    guard let clock else { return vague }
    return "\(day)T\(padded(clock.hour, 2)):\(padded(clock.minute, 2))"
  }
}
