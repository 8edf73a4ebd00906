public import Events

/// The figures of one stop in one week.
public struct StopWeek: Hashable, Sendable, Encodable {
  public var stop: String
  /// `2026-W11`.
  public var week: String
  /// Days on which the stop was held.
  public var held = 0
  /// Days on which it was cancelled and not held after all.
  public var cancelled = 0
  public var heads = 0
  public var meals = 0
  public var newFaces = 0
  /// How often each kind of help was given, by the kind's id.
  public var help: [String: Int] = [:]

  mutating func add(_ other: StopWeek) {
    held += other.held
    cancelled += other.cancelled
    heads += other.heads
    meals += other.meals
    newFaces += other.newFaces
    help.merge(other.help, uniquingKeysWith: +)
  }
}

extension Stops {
  /// The table, by week and stop.
  public static func table(_ tally: Tally) -> [StopWeek] {
    var weeks: [[String]: StopWeek] = [:]
    for sum in tally.sums {
      let (place, week) = (sum.key.place, sum.key.period.firstDay.week.description)
      weeks[[week, place], default: StopWeek(stop: place, week: week)].take(sum.key, Int(sum.sum), in: tally)
    }
    return weeks.values.sorted { ($0.week, $0.stop) < ($1.week, $1.stop) }
  }
}

extension StopWeek {
  fileprivate mutating func take(_ key: Tally.Key, _ sum: Int, in tally: Tally) {
    switch Stops.What(rawValue: key.what) {
    case .heads: heads += sum
    case .meals: meals += sum
    case .newFaces: newFaces += sum
    case .held: held += 1
    case .cancelled:
      let held = Tally.Key(place: key.place, period: key.period, what: Stops.What.held.rawValue)
      cancelled += tally[held] == 0 ? 1 : 0
    case .help: if let kind = key.kind { help[kind.rawValue, default: 0] += sum }
    case nil: break
    }
  }
}
