/// Why there is no release.
public enum AnonymityError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooFew(Int, least: Int)
  case nothingLeft
  case samePseudonym
  case shortSecret(Secrets.Purpose)
  case noSuchTier(String)
  case noShiftFits(weeks: Int)
  case noSuchLength(Int)
  case tooManyRules(Int)

  public var description: String {
    switch self {
    case .tooFew(let count, let least):
      "Only \(count) participants were drawn, and the policy releases nothing of fewer than \(least): a controlled "
        + "replay (tier A) or tables with noise (tier C) are what so few allow."
    case .nothingLeft:
      "Nobody is left once the guarantee is kept: ask for fewer columns, or for wider kinds, times and places."
    case .samePseudonym: "Two participants got the same pseudonym: make the release again under another key."
    case .shortSecret(let purpose): "The secret for ‘\(purpose.rawValue)’ is shorter than 16 bytes."
    case .noSuchTier(let tier): "Tier \(tier) holds no stream of events of real people."
    case .noShiftFits(let weeks):
      "Shifts of \(weeks) weeks leave nothing of a log as short as this: ask for fewer weeks."
    case .noSuchLength(let length):
      "Knowledge of \(length) events cannot be checked: the length is from 1 to 4."
    case .tooManyRules(let count):
      "\(count) sensitive rules cannot be checked at once, at most \(Bounds.mostRules) can: put some together."
    }
  }
}
