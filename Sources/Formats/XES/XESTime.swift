/// A time as XES writes it (xs:dateTime): a civil time with, perhaps, the offset of its zone.
public struct XESTime: Hashable, Sendable {
  public let year, month, day, hour, minute, second: Int
  /// As written, with its point; empty when there is none.
  public let fraction: String
  /// In minutes; nil where no zone was said.
  public let offset: Int?

  /// Nil for anything else.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard let year = rest.number(of: 4), rest.take("-"), let month = rest.number(of: 2), rest.take("-"),
      let day = rest.number(of: 2), rest.take("T"), let hour = rest.number(of: 2), rest.take(":"),
      let minute = rest.number(of: 2), rest.take(":"), let second = rest.number(of: 2),
      let fraction = rest.fraction(), let offset = rest.offset(), rest.isEmpty,
      year > 0, (1...12).contains(month), (1...Self.days(year, month)).contains(day),
      (0...59).contains(minute), (0...59).contains(second),
      hour < 24 || (hour == 24 && minute == 0 && second == 0)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second, self.fraction) = (hour, minute, second, fraction)
    self.offset = offset.minutes
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: byte) else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func number(of digits: Int) -> Int? {
    guard count >= digits, prefix(digits).allSatisfy({ (48...57).contains($0) }) else { return nil }
    let number = prefix(digits).reduce(0) { $0 * 10 + Int($1 - 48) }
    removeFirst(digits)
    return number
  }

  fileprivate mutating func fraction() -> String? {
    guard first == UInt8(ascii: ".") else { return "" }
    let digits = dropFirst().prefix { (48...57).contains($0) }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    removeFirst(digits.count + 1)
    return "." + String(decoding: digits, as: UTF8.self)
  }

  /// Nil when it is written wrongly.
  fileprivate mutating func offset() -> (minutes: Int?, Void)? {
    if isEmpty { return (nil, ()) }
    if take("Z") { return (0, ()) }
    let sign = take("-") ? -1 : take("+") ? 1 : 0
    guard sign != 0, let hours = number(of: 2), take(":"), let minutes = number(of: 2), hours <= 14,
      minutes < 60
    else { return nil }
    return (sign * (hours * 60 + minutes), ())
  }
}
