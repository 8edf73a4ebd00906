import Events
import Releases

/// The values of the time column, by how often they were made wider.
struct TimeScale {
  let rule: TimeRule
  /// Number of the first quarter, week or day that occurs.
  let first: Int

  /// The last days of the elapsed buckets, at each width; the bucket after them has no end.
  static let ends: [[Int32]] = [[7, 30, 91, 182, 365], [7, 30, 182], [30, 182], [30], []]

  init(_ rule: TimeRule, days: some Sequence<Int32>) {
    self.rule = rule
    first = rule == .elapsed ? 0 : Self.number(rule, days.min() ?? 0)
  }

  /// How many widths there are; at the last nothing is told.
  var widths: Int { rule == .elapsed ? Self.ends.count : 2 }

  /// The code of a day, for somebody whose first event was on `start`; 0 where nothing is told.
  func code(_ day: Int32, since start: Int32, width: Int) -> Int {
    guard width < widths - 1 else { return 0 }
    guard rule == .elapsed else { return Self.number(rule, day) - first }
    let ends = Self.ends[width]
    return ends.firstIndex { day - start <= $0 } ?? ends.count
  }

  func word(_ code: Int, width: Int) -> String {
    guard width < widths - 1 else { return "" }
    switch rule {
    case .elapsed: return Self.range(code, Self.ends[width])
    case .day: return Day(number: Int32(code + first)).description
    case .week: return Week(containing: Day(number: Int32((code + first) * 7 - 3))).description
    case .quarter: return "\((code + first) / 4)-Q\((code + first) % 4 + 1)"
    }
  }

  func name(width: Int) -> String {
    if width >= widths - 1 { return "none" }
    return rule == .elapsed ? "\(Self.ends[width].count + 1) buckets" : rule.rawValue
  }

  /// How far a day may lie from the middle of its bucket, in days: half the bucket's length, or nil where nothing
  /// is told. The open bucket counts as long as the one before it.
  func halfWidth(_ code: Int, width: Int) -> Double? {
    guard width < widths - 1 else { return nil }
    switch rule {
    case .day: return 0.5
    case .week: return 3.5
    case .quarter: return 45.5
    case .elapsed:
      let ends = [-1] + Self.ends[width]
      let bucket = min(code, ends.count - 2)
      return Double(ends[bucket + 1] - ends[bucket]) / 2
    }
  }

  private static func range(_ code: Int, _ ends: [Int32]) -> String {
    let from = code == 0 ? 0 : ends[code - 1] + 1
    return code < ends.count ? "\(from)-\(ends[code])" : "\(from)-"
  }

  /// Weeks are counted from the Monday 29 December 1969.
  private static func number(_ rule: TimeRule, _ day: Int32) -> Int {
    switch rule {
    case .elapsed, .day: return Int(day)
    case .week: return Int((day + 3 - (((day + 3) % 7) + 7) % 7) / 7)
    case .quarter:
      let civil = Day(number: day).civil
      return civil.year * 4 + (civil.month - 1) / 3
    }
  }
}
