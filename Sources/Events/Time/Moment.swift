/// An instant, in milliseconds since 1970-01-01T00:00:00Z: when something was recorded.
public struct Moment: Hashable, Comparable, Sendable {
  public let milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }
}

extension Moment: CustomStringConvertible {
  /// RFC 3339 in UTC: `2026-03-07T14:30:00.000Z`.
  public var description: String {
    let day = Day(number: Int32(floorDivide(milliseconds, 86_400_000)))
    let rest = Int(milliseconds - Int64(day.number) * 86_400_000)
    let (seconds, thousandths) = (rest / 1000, rest % 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return "\(day)T\(clock.joined(separator: ":")).\(padded(thousandths, 3))Z"
  }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}
