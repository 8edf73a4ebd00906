/// Reads the part of the Extended Date/Time Format (ISO 8601-2, level 1 of the Library of Congress
/// specification) that people need to say when something was: `2026-03-07T14:30`, `2026-03-07`, `2026-03`,
/// `2026`, seasons `2026-21` (spring) to `2026-24` (winter), each with `?` uncertain, `~` approximate or
/// `%` both, and intervals `2026-03-01/2026-03-07`, also open ones `2026-03/..`.
extension When {
  public init(edtf text: String) throws(EDTFError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 64 else { throw EDTFError(text: text) }
    if let slash = bytes.firstIndex(of: UInt8(ascii: "/")) {
      guard let start = Self.earliest(bytes[..<slash]), Self.isEnd(bytes[(slash + 1)...]) else {
        throw EDTFError(text: text)
      }
      self.init(minute: start, vague: text)
    } else if bytes.count >= 16, let minute = Self.minute(bytes) {
      self.init(minute: minute)
    } else if let start = Self.earliest(bytes[...]) {
      self.init(minute: start, vague: text)
    } else {
      throw EDTFError(text: text)
    }
  }

  private static func isEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    Array(bytes) == Array("..".utf8) || bytes.isEmpty || earliest(bytes) != nil
  }

  /// `2026-03-07T14:30`, and seconds, which are dropped.
  private static func minute(_ bytes: [UInt8]) -> Int64? {
    guard bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      let day = day(bytes[..<10]), let hour = number(bytes[11..<13], 0...23),
      let minute = number(bytes[14..<16], 0...59)
    else { return nil }
    if bytes.count > 16 {
      guard bytes.count == 19, bytes[16] == UInt8(ascii: ":"), number(bytes[17..<19], 0...60) != nil else {
        return nil
      }
    }
    return Int64(day.number) * 1440 + Int64(hour * 60 + minute)
  }

  private static func earliest(_ text: ArraySlice<UInt8>) -> Int64? {
    var bytes = text
    if let last = bytes.last, "?~%".utf8.contains(last) { bytes = bytes.dropLast() }
    let first: Day? =
      switch bytes.count {
      case 4: number(bytes, 1...9999).map { Day(year: $0, month: 1, day: 1) }
      case 7: month(bytes)
      case 10: day(bytes)
      default: nil
      }
    return first.map { Int64($0.number) * 1440 }
  }

  /// A month, or a season by its number.
  private static func month(_ bytes: ArraySlice<UInt8>) -> Day? {
    let start = bytes.startIndex
    guard bytes[start + 4] == UInt8(ascii: "-"), let year = number(bytes[start..<(start + 4)], 1...9999),
      let part = number(bytes[(start + 5)...], 1...24)
    else { return nil }
    switch part {
    case 1...12: return Day(year: year, month: part, day: 1)
    case 21...24: return Day(year: year, month: [3, 6, 9, 12][part - 21], day: 1)
    default: return nil
    }
  }

  private static func day(_ bytes: ArraySlice<UInt8>) -> Day? {
    let start = bytes.startIndex
    guard let first = month(bytes[..<(start + 7)]), bytes[start + 7] == UInt8(ascii: "-"),
      let number = number(bytes[(start + 8)...], 1...31)
    else { return nil }
    let day = first + (number - 1)
    return day.month == first.month ? day : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return range.contains(value) ? value : nil
  }
}

/// A text that is no time.
public struct EDTFError: Refusal {
  public let text: String
  /// Whether it could also have been said as people say it.
  public let mayBeSaid: Bool

  public init(text: String, mayBeSaid: Bool = false) { (self.text, self.mayBeSaid) = (text, mayBeSaid) }

  public func sentence(_ language: Language) -> String {
    let said = mayBeSaid ? language.say("‘i går’, ‘fredag’, ", "‘yesterday’, ‘Friday’, ") : ""
    let written = said + "2026-03-07T14:30, 2026-03-07, 2026-03, 2026-21"
    return language.say(
      "‘\(text.prefix(64))’ er intet tidspunkt: skriv \(written) for foråret, eller 2026-03-01/2026-03-07",
      "‘\(text.prefix(64))’ is no time: write \(written) for the spring, or 2026-03-01/2026-03-07")
  }
}
