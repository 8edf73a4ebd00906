public import Events
public import Markup

extension Stops {
  /// The last four weeks, stop by stop, and what each stop has come to in all.
  public static func page(
    _ tally: Tally, _ language: Language, today: Day, naming: (Kind) -> String = \.rawValue
  ) -> Page {
    var page = Page(title: language.say("Stoppene", "The stops"))
    let table = table(tally)
    if table.isEmpty {
      page.parts = [.remark(language.say("Intet er talt endnu.", "Nothing is counted yet."))]
    }
    for ago in 0..<4 {
      let week = (today + -7 * ago).week
      let rows = table.filter { $0.week == week.description }
      guard !rows.isEmpty else { continue }
      page.parts.append(.heading(language.week(week)))
      page.parts += rows.map { .row($0.row(language, naming)) }
    }
    guard !table.isEmpty else { return page }
    page.parts.append(.heading(language.say("I alt", "In all")))
    let sums = Dictionary(grouping: table, by: \.stop).sorted { $0.key < $1.key }
    page.parts += sums.map { stop, weeks in
      var sum = StopWeek(stop: stop, week: "")
      for week in weeks { sum.add(week) }
      return .row(sum.row(language, naming))
    }
    return page
  }
}

extension Language {
  /// `uge 11 · fra 9. mar 2026`.
  fileprivate func week(_ week: Week) -> String {
    let number = Int(week.description.suffix(2)) ?? 0
    return say("Uge \(number) · fra \(date(week.monday))", "Week \(number) · from \(date(week.monday))")
  }
}

extension StopWeek {
  fileprivate func row(_ language: Language, _ naming: (Kind) -> String) -> Row {
    let figures: [(Int, String)] = [
      (held, language.say("holdt", "held")), (cancelled, language.say("aflyst", "cancelled")),
      (heads, language.say("mødte op", "came")), (meals, language.say("måltider", "meals")),
      (newFaces, language.say("nye", "new")),
    ]
    let counted = figures.filter { $0.0 != 0 }.map { "\(language.number($0.0)) \($0.1)" }.joined(
      separator: ", ")
    let helped = help.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(naming(Kind($0.key))) \(language.number($0.value))" }.joined(separator: ", ")
    let place = stop.isEmpty ? language.say("Uden sted", "No place") : stop
    return Row(place, [counted, helped].filter { !$0.isEmpty }.joined(separator: " · "))
  }
}
