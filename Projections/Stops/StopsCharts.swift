public import Events
public import Markup

/// One stop, week by week: a chart, and the table that says the same.
public struct StopCourse: Sendable {
  public let stop: String
  public let chart: Drawing
  /// The newest first; weeks in which nothing was counted are left out.
  public let weeks: [StopWeek]
}

extension Stops {
  /// Heads and meals of each stop by week, all charts of one height, by name.
  /// - Parameter count: how many weeks, this one and before.
  public static func courses(_ tally: Tally, _ language: Language, today: Day, weeks count: Int = 26)
    -> [StopCourse]
  {
    let weeks = (0..<count).map { (today + -7 * (count - 1 - $0)).week }
    let names = Set(weeks.map(\.description))
    let table = table(tally).filter { names.contains($0.week) && !$0.stop.isEmpty }
    let most = Chart.top(table.flatMap { [$0.heads, $0.meals] })
    return Dictionary(grouping: table, by: \.stop).sorted { $0.key < $1.key }.map { stop, told in
      let chart = Chart(
        stop, words: words(stop, told, language), columns: columns(weeks, told, language), most: most)
      return StopCourse(stop: stop, chart: chart.drawing(language.number), weeks: told.reversed())
    }
  }

  /// A month's name stands below the first week that begins in it.
  private static func columns(_ weeks: [Week], _ told: [StopWeek], _ language: Language) -> [Chart.Column] {
    let byWeek = Dictionary(told.map { ($0.week, $0) }) { first, _ in first }
    return weeks.enumerated().map { index, week in
      let month = week.monday.month
      let isFirst = index > 0 && weeks[index - 1].monday.month != month
      let label = isFirst && index < weeks.count - 1 ? language.monthName(month.month) : ""
      guard let figures = byWeek[week.description] else { return Chart.Column(label, height: nil) }
      return Chart.Column(
        label, height: figures.heads, dot: figures.meals > 0 ? figures.meals : nil,
        isCrossed: figures.cancelled > 0 && figures.held == 0)
    }
  }

  private static func words(_ stop: String, _ told: [StopWeek], _ language: Language) -> String {
    let (heads, meals) = (told.map(\.heads).filter { $0 > 0 }, told.reduce(0) { $0 + $1.meals })
    guard let least = heads.min(), let most = heads.max() else {
      return language.say("Ingen er talt.", "Nobody was counted.")
    }
    let sum = language.number(heads.reduce(0, +))
    let cancelled = told.reduce(0) { $0 + $1.cancelled }
    return language.say(
      "\(heads.count) uger: \(least) til \(most) mennesker om ugen, i alt \(sum); \(language.number(meals)) måltider; \(cancelled) aflyst.",
      "\(heads.count) weeks: \(least) to \(most) people a week, \(sum) in all; \(language.number(meals)) meals; \(cancelled) cancelled."
    )
  }
}
