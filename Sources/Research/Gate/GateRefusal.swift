public import Events
public import Releases

/// Why a release may not leave now, and what to do.
public enum GateRefusal: Refusal, Hashable {
  case tooSoon(String, days: Int, of: Int)
  case tooMany(Int, String, most: Int)
  case fewWithdrew(String, missing: Int, least: Int)
  case fewDiffer(String, least: Int)
  case fewTracesDiffer(String, least: Int)
  case everybodyDrawn(Fraction)
  case notRecalled(String)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .tooSoon(let old, let days, let all): language.tooSoon(old, days, all)
    case .tooMany(let count, let oldest, let most):
      language.say(
        "modtageren har allerede \(count) levende udtræk, og flere end \(most) kan lægges sammen; "
          + "kald det ældste tilbage først: \(oldest)",
        "the recipient already has \(count) live releases, and more than \(most) can be put together; "
          + "recall the oldest first: \(oldest)")
    case .fewWithdrew(let old, let missing, let least):
      language.say(
        "så få har trukket sig siden \(old), at de kunne findes ved at sammenligne; "
          + "vent, til \(missing) flere har (mindst \(least)), eller kald det tilbage først",
        "so few have withdrawn since \(old) that they could be found by comparing; "
          + "wait until \(missing) more have (at least \(least)), or recall it first")
    case .fewDiffer(let old, let least):
      language.say(
        "færre end \(least) deltagere er andre end i \(old), og de få kunne findes ved at sammenligne; "
          + "vent, til flere er kommet til, eller kald det tilbage først",
        "fewer than \(least) participants are others than in \(old), and those few could be found by "
          + "comparing; wait until more have joined, or recall it first")
    case .fewTracesDiffer(let old, let least):
      language.say(
        "færre end \(least) forløb er ændret siden \(old), og de få kunne findes ved at sammenligne; "
          + "vent, til mere er sket, eller kald det tilbage først",
        "fewer than \(least) streams have changed since \(old), and those few could be found by comparing; "
          + "wait until more has happened, or recall it first")
    case .everybodyDrawn(let share):
      language.say(
        "i et udtræk B trækkes højst \(share.percent) % af deltagerne, så ingen kan vide, om en bestemt er "
          + "med; skriv sample: \(share.value) i politikken",
        "a release B draws at most \(share.percent) % of participants, so that nobody can know whether "
          + "somebody is in it; write sample: \(share.value) in the policy")
    case .notRecalled(let old):
      language.say(
        "\(old) skal afløses og er ikke kaldt tilbage; lad modtageren underskrive, at det er slettet "
          + "(tillid release recall)",
        "\(old) is to be superseded and has not been recalled; let the recipient sign that it is deleted "
          + "(tillid release recall)")
    }
  }
}

extension Language {
  fileprivate func tooSoon(_ old: String, _ days: Int, _ all: Int) -> String {
    say(
      "modtageren fik \(old) for mindre end \(all) dage siden; vent \(days) \(days == 1 ? "dag" : "dage"), "
        + "eller kald det tilbage først",
      "the recipient got \(old) less than \(all) days ago; wait \(days) \(days == 1 ? "day" : "days"), "
        + "or recall it first")
  }
}

extension Fraction {
  fileprivate var percent: Int { numerator * 100 / denominator }
}
