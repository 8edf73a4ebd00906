public import Events
public import Releases

/// Why no more noise is drawn.
public enum LedgerRefusal: Refusal, Hashable {
  case tooMuchAtOnce(Fraction, most: Fraction)
  case nothingLeft(asked: Fraction, left: Fraction, spent: Fraction)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .tooMuchAtOnce(let asked, let most):
      language.say(
        "udtrækket ville bruge ε = \(language.decimal(asked)), og højst \(language.decimal(most)) er tilladt; "
          + "skriv et mindre epsilon i politikken",
        "the release would spend ε = \(language.decimal(asked)), and at most \(language.decimal(most)) is "
          + "allowed; write a smaller epsilon in the policy")
    case .nothingLeft(let asked, let left, let spent):
      language.say(
        "udtrækket ville bruge ε = \(language.decimal(asked)); \(language.decimal(spent)) er brugt, og kun "
          + "\(language.decimal(left, isRoundedUp: false)) er tilbage for altid; skriv højst så meget, eller brug de tabeller, der er "
          + "udgivet",
        "the release would spend ε = \(language.decimal(asked)); \(language.decimal(spent)) is spent, and only "
          + "\(language.decimal(left, isRoundedUp: false)) is left for ever; write at most that, or use the tables that are published"
      )
    }
  }
}

extension Language {
  /// With two digits, a comma in Danish. What was spent is rounded up, what is left down.
  public func decimal(_ fraction: Fraction, isRoundedUp: Bool = true) -> String {
    let hundredths = (fraction.billionths + (isRoundedUp ? 9_999_999 : 0)) / 10_000_000
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return "\(whole)" + say(",", ".") + (rest < 10 ? "0" : "") + "\(rest)"
  }
}
