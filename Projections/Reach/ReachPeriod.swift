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
    for sum in tally.sums {
      let period = name(sum.key.period.description)
      periods[period, default: ReachPeriod(period)].take(sum.key, Int(sum.sum), in: tally)
    }
    return periods.values.sorted { $0.period < $1.period }
  }
}

extension ReachPeriod {
  fileprivate mutating func take(_ key: Tally.Key, _ sum: Int, in tally: Tally) {
    switch Reach.What(rawValue: key.what) {
    case .held: stopsHeld += 1
    case .cancelled:
      let held = Tally.Key(place: key.place, period: key.period, what: Reach.What.held.rawValue)
      stopsCancelled += tally[held] == 0 ? 1 : 0
    case .heads: peopleMet += sum
    case .meals: meals += sum
    case .newFaces: newFaces += sum
    case .help: help.add(sum, key.kind)
    case .referred: referred.add(sum, key.kind)
    case .came: came.add(sum, key.kind)
    case .told: takeTold(key.kind, sum)
    case nil: break
    }
  }

  private mutating func takeTold(_ kind: Kind?, _ sum: Int) {
    switch kind?.rawValue {
    case "home-visit": homeVisits += sum
    case "door-opened": doorsOpened += sum
    case "granted": granted += sum
    case "refused-by-system": refused += sum
    case "promise-kept": promisesKept += sum
    case "promise-broken": promisesBroken += sum
    default: break
    }
  }
}

extension [String: Int] {
  fileprivate mutating func add(_ sum: Int, _ kind: Kind?) {
    if let kind { self[kind.rawValue, default: 0] += sum }
  }
}
