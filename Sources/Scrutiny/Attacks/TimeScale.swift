/// The times of a release in order, so that somebody who remembers a time can be wrong by one of them.
struct TimeScale: Sendable {
  /// As they are written, the earliest first.
  private(set) var words: [String] = []
  private var spans: [ClosedRange<Int>] = []
  private var countsFromFirst = true

  /// Nil where some time is neither a span of days nor a quarter, and so not compared with what is remembered.
  init?(_ words: [String]) {
    var known: [(word: String, span: ClosedRange<Int>)] = []
    for word in words where !word.isEmpty {
      if let span = Self.elapsed(word) {
        known.append((word, span))
      } else if let quarter = Self.quarter(word) {
        known.append((word, quarter...quarter))
        countsFromFirst = false
      } else {
        return nil
      }
    }
    known.sort { $0.span.lowerBound < $1.span.lowerBound }
    (self.words, spans) = (known.map(\.word), known.map(\.span))
  }

  /// The place in `words` of a day: so many after the first, which was so many days after 1 January 1970.
  func place(day: Int, first: Int) -> Int? {
    let sought = countsFromFirst ? day : Civil(first + day).quarter
    return spans.firstIndex { $0.contains(sought) }
  }

  /// `8-30`, or `366-` without an end.
  static func elapsed(_ word: String) -> ClosedRange<Int>? {
    let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let low = Int(ends[0]), low >= 0 else { return nil }
    if ends[1].isEmpty { return low...Int.max }
    guard let high = Int(ends[1]), high >= low else { return nil }
    return low...high
  }

  /// `2025-Q1` in quarters since the year 0.
  static func quarter(_ word: String) -> Int? {
    let parts = word.split(separator: "-Q")
    guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), let quarter = Int(parts[1]),
      (1...4).contains(quarter)
    else { return nil }
    return year * 4 + quarter - 1
  }
}

/// A day of the proleptic Gregorian calendar, from days since 1 January 1970 (Hinnant, chrono-compatible low-level
/// date algorithms).
struct Civil: Hashable {
  var year: Int
  var month: Int
  var day: Int

  init(_ days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var quarter: Int { year * 4 + (month - 1) / 3 }

  /// `2025-03-07` as days since 1970.
  static func days(_ word: String) -> Int? {
    let parts = word.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let ofEra = y - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// The Monday of `2025-W10` (ISO 8601) as days since 1970.
  static func week(_ word: String) -> Int? {
    let parts = word.split(separator: "-W")
    guard parts.count == 2, let number = Int(parts[1]), let fourth = days("\(parts[0])-01-04") else {
      return nil
    }
    return monday(fourth) + 7 * (number - 1)
  }

  /// 1 January 1970 was a Thursday.
  static func monday(_ day: Int) -> Int { day - ((day + 3) % 7 + 7) % 7 }
}
