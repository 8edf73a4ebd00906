public import Events
public import Markup

extension FirstsFigure {
  public func drawing(_ language: Language) -> Drawing {
    let drawn = kinds.sorted { ($1.curve.all, $0.name) < ($0.curve.all, $1.name) }.prefix(PanelSheet.most)
    let all =
      kinds.count > drawn.count
      ? language.say(
        " De \(drawn.count) hyppigste af \(kinds.count) er tegnet.",
        " The \(drawn.count) most frequent of \(kinds.count) are drawn.")
      : ""
    return PanelSheet(
      title: language.say("Tid til første gang", "Time to the first time"),
      words: ([language.unit(unit, drawn: "")] + drawn.map { $0.sentence(language, unit) }).joined(
        separator: " ") + all,
      remarks: [
        language.unit(unit, drawn: all),
        language.say(
          "Kaplan–Meier med 95 % interval; tallene nederst er dem, der endnu er med og ikke har haft det.",
          "Kaplan–Meier with its 95 % interval; the numbers below are those still seen who have not had it."),
      ], panels: drawn.map { (title: $0.name, curves: [($0.curve, .ours)]) }, start: 0, unit: unit,
      language: language
    ).drawing()
  }
}

extension FirstsFigure.Kind {
  fileprivate func sentence(_ language: Language, _ unit: String) -> String {
    let share = language.percent(curve.points.last?.share ?? 0)
    let had = language.say(
      "\(name): \(share) har haft det til sidst", "\(name): \(share) have had it in the end")
    guard let median = curve.median else { return had + "." }
    let quarters = unit == "quarters"
    return had
      + language.say(
        ", halvdelen inden for \(median) \(quarters ? "kvartaler" : "dage").",
        ", half within \(median) \(quarters ? "quarters" : "days").")
  }
}

extension ContinuityFigure {
  public func drawing(_ language: Language) -> Drawing {
    let keys = groups.filter(\.isSteady).filter { steady in
      groups.contains { !$0.isSteady && $0.by == steady.by && $0.kind == steady.kind }
    }.sorted { ($1.curve.all, $0.kind, $0.by) < ($0.curve.all, $1.kind, $1.by) }.prefix(PanelSheet.most)
    let panels = keys.map { key in
      let pair = [true, false].compactMap { isSteady in
        groups.first { $0.by == key.by && $0.kind == key.kind && $0.isSteady == isSteady }
      }
      return (
        title: "\(key.kind) · \(language.by(key.by))",
        curves: pair.map { (curve: $0.curve, ink: $0.isSteady ? Ink.ours : .theirs) }
      )
    }
    let drawn = keys.flatMap { key in groups.filter { $0.by == key.by && $0.kind == key.kind } }
    return PanelSheet(
      title: language.say(
        "De samme ansigter og steder, og første gange", "The same faces and places, and first times"),
      words: ([legend(language)] + drawn.map { $0.sentence(language) }).joined(separator: " "),
      remarks: [
        legend(language),
        language.say(
          "Figuren er om os. Den viser, hvad der følges ad, og ikke hvad der er årsag til hvad.",
          "The figure is about us. It shows what goes together, and not what causes what."),
      ], panels: panels, start: unit == "quarters" ? landmark : landmark, unit: unit, language: language
    ).drawing()
  }

  private func legend(_ language: Language) -> String {
    let since =
      unit == "quarters"
      ? language.say("fra andet kvartal", "from the second quarter on")
      : language.say("efter dag \(landmark)", "after day \(landmark)")
    return language.say(
      "Første gange \(since). Fuld linje: mest de samme som gangen før; stiplet: mest andre.",
      "First times \(since). Full line: mostly the same as the time before; dashed: mostly others.")
  }
}

extension ContinuityFigure.Group {
  fileprivate func sentence(_ language: Language) -> String {
    let share = language.percent(curve.points.last?.share ?? 0)
    let group = isSteady ? language.say("de samme", "the same") : language.say("andre", "others")
    return "\(kind) · \(language.by(by)), \(group): \(share)."
  }
}

extension Curve {
  /// How many had it.
  var all: Int { points.reduce(0) { $0 + $1.had } }
}

extension Language {
  /// Rounded to whole hundredths.
  func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  fileprivate func by(_ column: String) -> String {
    column == "worker" ? say("ansigt", "face") : say("sted", "place")
  }

  fileprivate func unit(_ unit: String, drawn: String) -> String {
    let text =
      unit == "quarters"
      ? say(
        "Andelen, der har haft det, efter kvartaler fra det første.",
        "The share who have had it, by quarters from the first.")
      : say(
        "Andelen, der har haft det, efter dage fra første møde i udgivelsen.",
        "The share who have had it, by days from the first event in the release.")
    return text + drawn
  }
}
