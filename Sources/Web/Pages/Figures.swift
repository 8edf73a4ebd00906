internal import Events
internal import Markup
internal import Notebook
internal import Reach
internal import Rebuild
internal import Stops

/// The organisation's own figures: no figure of anybody.
enum Figures {
  static let routes: [Route] = [
    .get("/stops", .signedIn, "Heads and meals of each stop, week by week.") { visit in
      let tally = try visit.notebook.engine.tally(Stops.self)
      let courses = Stops.courses(tally, visit.language, today: visit.today)
      return .page(
        "stops", title: visit.say("Stoppene", "The stops"), told: StopsShown(courses, visit.language))
    }.answering(StopsShown.self),
    .get("/reach", .signedIn, "How far the organisation reaches, by month and year.") { visit in
      let table = Reach.table(try visit.notebook.engine.tally(Reach.self))
      let charts = Reach.charts(table, visit.language, today: visit.today)
      return .page(
        "reach", title: visit.say("Hvor langt vi når", "How far we reach"),
        told: ReachShown(table, charts, visit.language))
    }.answering(ReachShown.self),
  ]
}

struct StopsShown: Encodable, Sendable {
  let stops: [StopShown]
  let isEmpty: Bool

  struct StopShown: Encodable, Sendable {
    let stop: String
    let chart: String
    let weeks: [WeekShown]
  }

  struct WeekShown: Encodable, Sendable {
    let week: String
    let held: Int
    let heads: Int
    let meals: Int
    let newFaces: Int
    let cancelled: Int
  }

  init(_ courses: [StopCourse], _ language: Language) {
    stops = courses.enumerated().map { index, course in
      StopShown(
        stop: course.stop, chart: course.chart.svg("stop", index),
        weeks: course.weeks.map {
          WeekShown(
            week: $0.week, held: $0.held, heads: $0.heads, meals: $0.meals, newFaces: $0.newFaces,
            cancelled: $0.cancelled)
        })
    }
    isEmpty = stops.isEmpty
  }
}

struct ReachShown: Encodable, Sendable {
  let charts: [String]
  /// The whole time first, then each year, the newest first.
  let years: [PeriodShown]
  let months: [PeriodShown]
  let isEmpty: Bool

  struct PeriodShown: Encodable, Sendable {
    let period: String
    let stopsHeld: String
    let peopleMet: String
    let newFaces: String
    let meals: String
    let homeVisits: String
    let doorsOpened: String
    let promisesKept: String
    let promisesBroken: String
  }

  init(_ table: ReachTable, _ charts: [Drawing], _ language: Language) {
    self.charts = charts.enumerated().map { $1.svg("reach", $0) }
    let whole = PeriodShown(table.whole, language.say("I alt", "In all"), language)
    years = [whole] + table.years.reversed().map { PeriodShown($0, $0.period, language) }
    months = table.months.suffix(24).reversed().map { PeriodShown($0, $0.period, language) }
    isEmpty = table.months.isEmpty
  }
}

extension ReachShown.PeriodShown {
  fileprivate init(_ period: ReachPeriod, _ name: String, _ language: Language) {
    self.period = name
    stopsHeld = language.number(period.stopsHeld)
    peopleMet = language.number(period.peopleMet)
    newFaces = language.number(period.newFaces)
    meals = language.number(period.meals)
    homeVisits = language.number(period.homeVisits)
    doorsOpened = language.number(period.doorsOpened)
    promisesKept = language.number(period.promisesKept)
    promisesBroken = language.number(period.promisesBroken)
  }
}
