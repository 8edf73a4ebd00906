public import Events
import Releases

/// When something was, as far as a release tells: a shifted day or week, a quarter, or the days since the first
/// event that was released of the same participant.
public enum ReleasedTime: Hashable, Sendable {
  case day(Day)
  case week(Week)
  /// Counts quarters from year 0.
  case quarter(Int)
  /// Both ends are meant; nil is open.
  case elapsed(Int, Int?)

  /// Where a release counts days from 0, its days are told from this one, which is nobody's. Every format writes it so.
  public static let start = Day(year: 2000, month: 1, day: 1)

  public init(_ text: String) throws(ReplayError) {
    guard let time = Self.parse(text) else { throw .noTime(text) }
    self = time
  }

  private static func parse(_ text: String) -> ReleasedTime? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3 {
      do throws(EDTFError) { return .day(try When(edtf: text).day) } catch { return nil }
    }
    guard parts.count == 2, let first = Int(parts[0]), first >= 0 else { return nil }
    switch parts[1].first {
    case "W":
      guard let number = Int(parts[1].dropFirst()), 1...53 ~= number, 1...9998 ~= first else { return nil }
      return .week(Week(containing: Day(year: first, month: 1, day: 4) + 7 * (number - 1)))
    case "Q":
      guard let number = Int(parts[1].dropFirst()), 1...4 ~= number, 1...9998 ~= first else { return nil }
      return .quarter(first * 4 + number - 1)
    case nil: return .elapsed(first, nil)
    default:
      guard let last = Int(parts[1]), last >= first else { return nil }
      return .elapsed(first, last)
    }
  }

  /// The first day that it can mean: a span begins at its beginning, and what stands within it goes by its number.
  public var first: Day {
    switch self {
    case .day(let day): day
    case .week(let week): week.monday
    case .quarter(let number): Self.month(number).firstDay
    case .elapsed(let from, _): Self.start + min(from, 3_000_000)
    }
  }

  /// The last day that it can mean; nil where it is open.
  public var last: Day? {
    switch self {
    case .day(let day): day
    case .week(let week): week.monday + 6
    case .quarter(let number): Self.month(number + 1).firstDay + -1
    case .elapsed(_, let to): to.map { Self.start + min($0, 3_000_000) }
    }
  }

  /// In EDTF: a day, or the span between two.
  public var when: When {
    let text = first == last ? "\(first)" : "\(first)/\(last.map { "\($0)" } ?? "..")"
    do throws(EDTFError) { return try When(edtf: text) } catch { return When(first, hour: 0, minute: 0) }
  }

  private static func month(_ quarter: Int) -> Month { Month(year: quarter / 4, month: quarter % 4 * 3 + 1) }
}

/// What the times of a release mean, by the number of each word in its column.
struct TimeScale: Sendable {
  let times: [ReleasedTime]
  /// The place of each word among all, by its first day and then its last.
  let ranks: [Int]

  init(_ column: Column?) throws(ReplayError) {
    var times: [ReleasedTime] = []
    for word in column?.words ?? [] { times.append(try word.isEmpty ? .elapsed(0, nil) : ReleasedTime(word)) }
    let open = Day(number: .max)
    let order = times.indices.sorted {
      (times[$0].first, times[$0].last ?? open, $0) < (times[$1].first, times[$1].last ?? open, $1)
    }
    var ranks = Array(repeating: 0, count: times.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    (self.times, self.ranks) = (times, ranks)
  }
}
