public import Events

/// An invented organisation with the shape of the real one: mobile drop-in centres that stop for two hours, week
/// after week, and the people who come. The same seed tells the same events, byte for byte; nothing depends on a
/// clock. Never a real person.
///
/// Events come in the order of recording. What it keeps in memory grows with those who still come, not with
/// what has been told.
public struct Simulation: Sendable {
  /// Weeks from the first Monday.
  private var weeks: Int
  private let scale: Double
  private let start: Day
  private var week = 0
  private var desk: Desk
  private var routes: [Route] = []
  private var helpers = 0
  private let hub: Helper

  /// - Parameters:
  ///   - years: how long it lasts.
  ///   - scale: 1 is the real size: at five years some 17,000 stops and 205,000 meetings.
  ///   - start: it begins on the Monday of this day's week.
  public init(seed: UInt64, years: Int = 5, scale: Double = 1, start: Day = Day(year: 2021, month: 1, day: 4))
  {
    self.scale = scale
    self.start = start.week.monday
    weeks = years * 1461 / 28
    desk = Desk(Chance(seed: seed))
    hub = Helper(hub: desk.newDevice())
  }

  /// What has been told so far.
  public var told: Totals { desk.outbox.told }

  /// The next week, in the order of recording; nil after the last. A week may be empty.
  public mutating func next() -> [Step]? {
    guard week < weeks else { return nil }
    let monday = start + week * 7
    openRoutes(monday)
    for index in routes.indices {
      routes[index].wake(monday, &desk.pen.chance)
      routes[index].part(week, monday, hub, &desk)
    }
    for index in routes.indices {
      changeTeam(index, monday)
      routes[index].live(week, monday, &desk)
    }
    week += 1
    return desk.outbox.flush(before: Clock.moment(Clock.minute(monday + 7, 0), milliseconds: 0))
  }

  /// It began with 43 routes and opens one more every five weeks.
  private mutating func openRoutes(_ monday: Day) {
    let wanted = max(1, Int(scale * (44 + 0.192 * Double(week)) + 0.5))
    while routes.count < wanted {
      let route = Route(number: routes.count, helpers: &helpers, &desk)
      for helper in route.team { invite(helper, monday) }
      routes.append(route)
    }
  }

  private mutating func invite(_ helper: Helper, _ monday: Day) {
    let minute = Clock.minute(monday, 8)
    desk.sit(at: minute)
    desk.write(
      .helperInvited(name: helper.name, role: "helper"), about: .organisation,
      Occasion(helper: hub, at: "", minute: minute))
  }

  /// Now and then someone leaves, and another begins.
  private mutating func changeTeam(_ index: Int, _ monday: Day) {
    guard desk.pen.chance.below(110) == 0 else { return }
    let place = desk.pen.chance.below(routes[index].team.count)
    let old = routes[index].team[place]
    let newcomer = Helper(number: helpers, &desk)
    helpers += 1
    invite(newcomer, monday)
    desk.write(
      .helperLeft(name: old.name), about: .organisation,
      Occasion(helper: hub, at: "", minute: Clock.minute(monday, 8)))
    routes[index].team[place] = newcomer
    routes[index].newcomer = newcomer
  }
}

extension Simulation {
  /// One participant's history of exactly this many events, in the order of recording: someone who comes all the
  /// time, for measuring.
  public static func longStory(seed: UInt64, events: Int) -> [Event] {
    var simulation = Simulation(seed: seed, years: 0, scale: 0)
    simulation.openRoutes(simulation.start)
    let handle = simulation.routes[0].begin(forEver: simulation.start, &simulation.desk)
    var history: [Event] = []
    while history.count < events {
      simulation.weeks += 1
      let week = simulation.next() ?? []
      history += week.lazy.map(\.event).filter { $0.handle == handle }
    }
    return Array(history.prefix(events))
  }
}
