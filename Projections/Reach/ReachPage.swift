public import Events
public import Markup

extension Reach {
  /// The whole time, and each year by itself, the newest first.
  public static func page(
    _ tally: Tally, _ language: Language, naming: (Kind) -> String = \.rawValue
  ) -> Page {
    var page = Page(title: language.say("Hvor langt vi når", "How far we reach"))
    guard !tally.isEmpty else {
      page.parts = [.remark(language.say("Intet er talt endnu.", "Nothing is counted yet."))]
      return page
    }
    let table = table(tally)
    page.parts = section(language.say("I alt", "In all"), table.whole, language, naming)
    if table.years.count > 1 {
      for year in table.years.reversed() { page.parts += section(year.period, year, language, naming) }
    }
    return page
  }

  private static func section(
    _ heading: String, _ period: ReachPeriod, _ language: Language, _ naming: (Kind) -> String
  ) -> [Part] {
    [.heading(heading)] + period.rows(language, naming).map { .row($0) }
  }
}

extension ReachPeriod {
  fileprivate func rows(_ language: Language, _ naming: (Kind) -> String) -> [Row] {
    [
      language.figures(
        language.say("Stop", "Stops"),
        [(stopsHeld, language.say("holdt", "held")), (stopsCancelled, language.say("aflyst", "cancelled"))]),
      language.figures(
        language.say("Fremmøde", "Came"),
        [(peopleMet, ""), (newFaces, language.say("nye ansigter", "new faces"))]),
      language.figures(language.say("Måltider", "Meals"), [(meals, "")]),
      language.figures(language.say("Grusvejsture", "Home visits"), [(homeVisits, "")]),
      language.figures(language.say("Åbne døre", "Doors opened"), [(doorsOpened, "")]),
      language.kinds(language.say("Hjælp", "Help"), help, naming),
      language.kinds(language.say("Henvist", "Referred"), referred, naming),
      language.kinds(language.say("Kom frem", "Got there"), came, naming),
      language.figures(
        language.say("Svar", "Answers"),
        [(granted, language.say("bevilget", "granted")), (refused, language.say("afslag", "refused"))]),
      language.figures(
        language.say("Vores løfter", "Our promises"),
        [
          (promisesKept, language.say("holdt", "kept")),
          (promisesBroken, language.say("ikke holdt", "broken")),
        ]),
    ].compactMap(\.self)
  }

}

extension Language {
  fileprivate func figures(_ label: String, _ figures: [(Int, String)]) -> Row? {
    let told = figures.filter { $0.0 != 0 }.map { $0.1.isEmpty ? number($0.0) : "\(number($0.0)) \($0.1)" }
    return told.isEmpty ? nil : Row(label, told.joined(separator: ", "))
  }

  /// The most frequent first.
  fileprivate func kinds(_ label: String, _ sums: [String: Int], _ naming: (Kind) -> String) -> Row? {
    guard !sums.isEmpty else { return nil }
    let sorted = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Row(label, sorted.map { "\(naming(Kind($0.key))) \(number($0.value))" }.joined(separator: ", "))
  }
}
