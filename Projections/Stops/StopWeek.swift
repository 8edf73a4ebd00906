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
    for (key, sum) in tally.sums {
      let week = week(of: key.period)
      weeks[[week, key.place], default: StopWeek(stop: key.place, week: week)].take(key, Int(sum), in: tally)
    }
    return weeks.values.sorted { ($0.week, $0.stop) < ($1.week, $1.stop) }
  }

  /// A period is a week, which no day can be read out of, or a day within one.
  private static func week(of period: String) -> String {
    // What is no day is shown as it stands.
    guard !period.contains("W"), let when = try? When(edtf: period) else { return period }
    return when.day.week.description
  }
}

extension StopWeek {
  fileprivate mutating func take(_ key: Tally.Key, _ sum: Int, in tally: Tally) {
    switch key.what {
    case Stops.What.heads: heads += sum
    case Stops.What.meals: meals += sum
    case Stops.What.newFaces: newFaces += sum
    case Stops.What.held: held += 1
    case Stops.What.cancelled:
      let held = Tally.Key(place: key.place, period: key.period, what: Stops.What.held)
      cancelled += tally[held] == 0 ? 1 : 0
    default: help[String(key.what.dropFirst(Stops.What.help.count)), default: 0] += sum
    }
  }
}
