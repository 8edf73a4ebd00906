public import Events

/// Why there is no release.
public enum AnonymityError: Refusal, Hashable {
  case tooFew(Int, least: Int)
  case nothingLeft
  case samePseudonym
  case shortSecret(Secrets.Purpose)
  case noSuchTier(String)
  case noShiftFits(weeks: Int)
  case noSuchLength(Int)
  case tooManyRules(Int)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .tooFew(let count, let least): language.tooFew(count, least)
    case .nothingLeft:
      language.say(
        "ingen er tilbage, når garantien holdes: bed om færre kolonner, eller om grovere slags, tider og steder",
        "nobody is left once the guarantee is kept: ask for fewer columns, or for wider kinds, times and places"
      )
    case .noShiftFits(let weeks):
      language.say(
        "forskydninger på \(weeks) uger levner intet af så kort en log: skriv færre shift-weeks",
        "shifts of \(weeks) weeks leave nothing of a log as short as this: write fewer shift-weeks")
    case .noSuchTier(let tier):
      language.say(
        "niveau \(tier) har ingen hændelser fra virkelige mennesker: skriv tier A eller B",
        "tier \(tier) holds no events of real people: write tier A or B")
    case .noSuchLength(let length):
      language.say(
        "viden om \(length) hændelser kan ikke efterprøves: skriv length fra 1 til 4",
        "knowledge of \(length) events cannot be checked: write a length from 1 to 4")
    case .tooManyRules(let count):
      language.say(
        "\(count) følsomme regler kan ikke efterprøves på én gang, højst \(Bounds.mostRules): slå nogle sammen",
        "\(count) sensitive rules cannot be checked at once, at most \(Bounds.mostRules): put some together")
    case .samePseudonym, .shortSecret: language.key(self)
    }
  }
}

extension Language {
  fileprivate func tooFew(_ count: Int, _ least: Int) -> String {
    say(
      "kun \(count) deltagere blev trukket, og politikken udleverer intet om færre end \(least): så få tillader "
        + "en styret genafspilning (niveau A) eller tal med støj (niveau C)",
      "only \(count) participants were drawn, and the policy releases nothing of fewer than \(least): a controlled "
        + "replay (tier A) or tables with noise (tier C) are what so few allow")
  }

  /// What only another key mends.
  fileprivate func key(_ error: AnonymityError) -> String {
    if case .shortSecret(let purpose) = error {
      return say(
        "hemmeligheden til ‘\(purpose.rawValue)’ er kortere end 16 bytes: lav udtrækket med en anden nøgle",
        "the secret for ‘\(purpose.rawValue)’ is shorter than 16 bytes: make the release under another key")
    }
    return say(
      "to deltagere fik samme pseudonym: lav udtrækket igen, så får det en anden nøgle",
      "two participants got the same pseudonym: make the release again, and it gets another key")
  }
}
