public import Events

/// The organisation's figures of a month, a year, or the whole time.
public struct ReachPeriod: Hashable, Sendable, Encodable {
  /// `2026-03`, `2026`, or empty for the whole time.
  public var period: String
  public var stopsHeld = 0
  public var stopsCancelled = 0
  /// The sum of the heads at the stops: meetings, not different people.
  public var peopleMet = 0
  public var meals = 0
  public var newFaces = 0
  public var homeVisits = 0
  public var doorsOpened = 0
  public var granted = 0
  public var refused = 0
  public var promisesKept = 0
  public var promisesBroken = 0
  /// Help by the kind's id.
  public var help: [String: Int] = [:]
  /// Arranged with another service, by the kind's id.
  public var referred: [String: Int] = [:]
  /// Got there, by the kind's id.
  public var came: [String: Int] = [:]

  init(_ period: String) { self.period = period }
}

/// The figures by each length of time, for machines.
public struct ReachTable: Sendable, Encodable {
  public var whole: ReachPeriod
  public var years: [ReachPeriod]
  public var months: [ReachPeriod]
}

extension Reach {
  public static func table(_ tally: Tally) -> ReachTable {
    ReachTable(
      whole: periods(tally) { _ in "" }.first ?? ReachPeriod(""),
      years: periods(tally) { String($0.prefix(4)) }, months: periods(tally) { String($0.prefix(7)) })
  }

  /// One row for each period that `name` makes of a month's or a day's.
  private static func periods(_ tally: Tally, _ name: (String) -> String) -> [ReachPeriod] {
    var periods: [String: ReachPeriod] = [:]
    for (key, sum) in tally.sums {
      let period = name(key.period)
      periods[period, default: ReachPeriod(period)].take(key, Int(sum), in: tally)
    }
    return periods.values.sorted { $0.period < $1.period }
  }
}

extension ReachPeriod {
  fileprivate mutating func take(_ key: Tally.Key, _ sum: Int, in tally: Tally) {
    switch key.what {
    case Reach.What.held: stopsHeld += 1
    case Reach.What.cancelled:
      let held = Tally.Key(place: key.place, period: key.period, what: Reach.What.held)
      stopsCancelled += tally[held] == 0 ? 1 : 0
    case Reach.What.heads: peopleMet += sum
    case Reach.What.meals: meals += sum
    case Reach.What.newFaces: newFaces += sum
    case Reach.What.kept: promisesKept += sum
    case Reach.What.broken: promisesBroken += sum
    case "home-visit": homeVisits += sum
    case "door-opened": doorsOpened += sum
    case "granted": granted += sum
    case "refused-by-system": refused += sum
    default: takeKind(key.what, sum)
    }
  }

  private mutating func takeKind(_ what: String, _ sum: Int) {
    if what.hasPrefix(Reach.What.help) {
      help[String(what.dropFirst(Reach.What.help.count)), default: 0] += sum
    } else if what.hasPrefix(Reach.What.referred) {
      referred[String(what.dropFirst(Reach.What.referred.count)), default: 0] += sum
    } else if what.hasPrefix(Reach.What.came) {
      came[String(what.dropFirst(Reach.What.came.count)), default: 0] += sum
    }
  }
}
