public import Events
public import Markup

extension Reach {
  /// How far we reach by month, a chart for each figure.
  /// - Parameter count: how many months, this one and before.
  public static func charts(_ table: ReachTable, _ language: Language, today: Day, months count: Int32 = 24)
    -> [Drawing]
  {
    let last = today.month.number
    let months = ((last - count + 1)...last).map { Month(number: $0) }
    let told = Dictionary(table.months.map { ($0.period, $0) }) { first, _ in first }
    let figures: [(String, (ReachPeriod) -> Int, ((ReachPeriod) -> Int)?)] = [
      (language.say("Fremmøde og måltider", "People and meals"), \.peopleMet, \.meals),
      (language.say("Stop holdt", "Stops held"), \.stopsHeld, nil),
      (language.say("Nye ansigter", "New faces"), \.newFaces, nil),
      (
        language.say("Grusvejsture og åbne døre", "Home visits and doors opened"), \.homeVisits, \.doorsOpened
      ),
    ]
    return figures.compactMap { title, height, dot in
      let periods = months.map { told[$0.description] }
      let numbers = periods.map { $0.map(height) ?? 0 }
      let dots = periods.map { period in dot.flatMap { figure in period.map(figure) } }
      guard numbers.contains(where: { $0 > 0 }) else { return nil }
      let columns = months.indices.map { index in
        Chart.Column(
          label(months[index], index, language), height: numbers[index],
          dot: dots[index].flatMap { $0 > 0 ? $0 : nil })
      }
      let chart = Chart(
        title, words: words(months, numbers, dots, language), columns: columns,
        most: Chart.top(numbers + dots.compactMap(\.self)))
      return chart.drawing(language.number)
    }
  }

  /// Each quarter by its first month, a year by its number.
  private static func label(_ month: Month, _ index: Int, _ language: Language) -> String {
    if month.month == 1 { return "\(month.year)" }
    return month.month % 3 == 1 ? language.monthName(month.month) : ""
  }

  private static func words(_ months: [Month], _ numbers: [Int], _ dots: [Int?], _ language: Language)
    -> String
  {
    months.indices.filter { numbers[$0] > 0 || dots[$0] ?? 0 > 0 }.map { index in
      let month = "\(language.monthName(months[index].month)) \(months[index].year)"
      let second = dots[index].map { language.say(" og ", " and ") + language.number($0) } ?? ""
      return "\(month): \(language.number(numbers[index]))\(second)"
    }.joined(separator: "; ") + "."
  }
}
