internal import Releases

/// Moments for formats that cannot do without. A release tells days, weeks, quarters or days since the first event;
/// here each becomes the midnight (UTC) that it begins with, and the number of the event within its case is put into the
/// seconds, so that events of one day keep their order. The seconds are invented; the day may be. A moment that is
/// told in full stays as it is.
struct Clock: Sendable {
  private let codes: [UInt32]
  private let words: [Moment]

  private enum Moment: Sendable {
    /// The number of the day, and its text up to the `T`.
    case day(Int, [UInt8])
    case exact([UInt8])
  }

  init(_ table: EventTable, _ shape: TableShape) {
    let zero = Day(shape.dayZero)?.number ?? 10957
    let column =
      table[shape.time] ?? Column("", words: [""], codes: [UInt32](repeating: 0, count: table.rows))
    codes = column.codes
    words = column.words.map { Clock.moment($0, zero) }
  }

  /// - Parameters:
  ///   - number: of the event within its case, from 1.
  ///   - last: the second given to the event before, which this one comes after; `Int.min` before the first.
  func put(_ row: Int, number: Int, last: inout Int, to file: OutputFile) {
    switch words[Int(codes[row])] {
    case .exact(let text): file.put(text)
    case .day(let day, let text):
      last = max(day * 86400 + number, last &+ 1)
      let second = last - day * 86400
      if second < 86400 { Clock.put(text, second, to: file) } else { Clock.put(last, to: file) }
    }
  }

  /// Where the day or bucket begins, without an order.
  func putStart(_ row: Int, to file: OutputFile) {
    switch words[Int(codes[row])] {
    case .exact(let text): file.put(text)
    case .day(_, let text): Clock.put(text, 0, to: file)
    }
  }

  /// As `put` writes it.
  func text(_ row: Int, number: Int, last: inout Int) -> String {
    switch words[Int(codes[row])] {
    case .exact(let text): return String(decoding: text, as: UTF8.self)
    case .day(let day, _):
      last = max(day * 86400 + number, last &+ 1)
      let second = last - last.flooredDivision(by: 86400) * 86400
      var bytes = Clock.letters(Day(number: last.flooredDivision(by: 86400)))
      bytes.append(padded: second / 3600, 2)
      bytes.append(":")
      bytes.append(padded: second / 60 % 60, 2)
      bytes.append(":")
      bytes.append(padded: second % 60, 2)
      bytes.append("+00:00")
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// More events than a day has seconds push into the next.
  private static func put(_ seconds: Int, to file: OutputFile) {
    let day = seconds.flooredDivision(by: 86400)
    put(letters(Day(number: day)), seconds - day * 86400, to: file)
  }

  private static func put(_ day: [UInt8], _ second: Int, to file: OutputFile) {
    file.put(day)
    file.put(twoDigits: second / 3600)
    file.put(":")
    file.put(twoDigits: second / 60 % 60)
    file.put(":")
    file.put(twoDigits: second % 60)
    file.put("+00:00")
  }

  private static func letters(_ day: Day) -> [UInt8] { Array((day.text + "T").utf8) }

  private static func moment(_ word: String, _ zero: Int) -> Moment {
    if word.utf8.count > 10, word.utf8.contains(UInt8(ascii: "T")) { return .exact(Array(word.utf8)) }
    let day = Day(word) ?? Day(number: zero + (elapsed(word) ?? 0))
    return .day(day.number, letters(day))
  }

  /// The first day of `8-30` or `366-`.
  private static func elapsed(_ word: String) -> Int? {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Int(ends[0]), first >= 0,
      ends[1].isEmpty || Int(ends[1]) ?? -1 >= first
    else { return nil }
    return first
  }
}

/// A day of the Gregorian calendar by its number, 0 being 1970-01-01.
struct Day: Sendable {
  let number: Int

  init(number: Int) { self.number = number }

  /// Reads `2025-03-07`, `2025-W10` (its Monday), `2025-Q1`, `2025-03` and `2025` (their first day).
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4, let year = Int(first), year > 0 else { return nil }
    switch parts.count {
    case 1: self = Day(year: year, month: 1, day: 1)
    case 2: self.init(year, parts[1])
    case 3:
      guard let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month),
        (1...31).contains(day)
      else { return nil }
      self = Day(year: year, month: month, day: day)
    default: return nil
    }
  }

  private init?(_ year: Int, _ part: Substring) {
    guard part.utf8.count == 2 || part.utf8.count == 3, let digits = Int(part.drop { "WQ".contains($0) })
    else { return nil }
    switch part.first {
    case "W" where (1...53).contains(digits):
      // The fourth of January lies in the first week; 1970-01-01 was a Thursday.
      let fourth = Day(year: year, month: 1, day: 4).number
      number = fourth - (fourth + 3) % 7 + (digits - 1) * 7
    case "Q" where (1...4).contains(digits): self = Day(year: year, month: digits * 3 - 2, day: 1)
    case _ where part.utf8.count == 2 && (1...12).contains(digits):
      self = Day(year: year, month: digits, day: 1)
    default: return nil
    }
  }

  /// H. Hinnant, chrono-compatible low-level date algorithms: days_from_civil.
  init(year: Int, month: Int, day: Int) {
    let year = month <= 2 ? year - 1 : year
    let era = year.flooredDivision(by: 400)
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468
  }

  /// `yyyy-mm-dd`; civil_from_days of the same source.
  var text: String {
    let shifted = number + 719468
    let era = shifted.flooredDivision(by: 146097)
    let ofEra = shifted - era * 146097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * ofYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    var bytes: [UInt8] = []
    bytes.append(padded: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)
    bytes.append("-")
    bytes.append(padded: month, 2)
    bytes.append("-")
    bytes.append(padded: ofYear - (153 * march + 2) / 5 + 1, 2)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Int {
  func flooredDivision(by divisor: Int) -> Int { (self >= 0 ? self : self - divisor + 1) / divisor }
}

extension [UInt8] {
  /// Decimal digits, with zeros before them.
  mutating func append(padded number: Int, _ digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
