/// Why somebody looks into a participant's history: a closed list, taken from the page they came from, so that
/// nobody types it. Only `asked` holds words, of a helper who had not met the participant.
public enum ReadPurpose: Hashable, Sendable {
  case beforeVisit
  case tonight
  case search
  case planning
  /// A phone took it along, to be read without a signal.
  case carried
  /// What became of a promise, or a line that is mended.
  case settling
  /// With the participant, on the screen turned round.
  case ownPage
  case asked(String)
  /// What a rebuild would change.
  case adminCompare
  case following
  case teaching
  /// All that the organisation has was written out for its owner.
  case export
  /// It was handed to the participant.
  case handedOver

  private static let plain: [(ReadPurpose, String)] = [
    (.beforeVisit, "before-visit"), (.tonight, "tonight"), (.search, "search"), (.planning, "planning"),
    (.carried, "carried"), (.settling, "settling"), (.ownPage, "own-page"),
    (.adminCompare, "admin-compare"), (.following, "tail"), (.teaching, "vocabulary"),
    (.export, "export"), (.handedOver, "handed-over"),
  ]
  private static let asks = "asked: "

  /// Nil for a reason that somebody wrote freely, as the command line lets them.
  public init?(_ text: String) {
    if text.hasPrefix(Self.asks) {
      self = .asked(String(text.dropFirst(Self.asks.count)))
    } else if let known = Self.plain.first(where: { $0.1 == text }) {
      self = known.0
    } else {
      return nil
    }
  }

  /// For whoever is described: `før et besøg`.
  public func words(_ language: Language) -> String {
    switch self {
    case .beforeVisit: language.say("før et besøg", "before a visit")
    case .tonight: language.say("før en aften ved stoppet", "before an evening at the stop")
    case .search: language.say("ved at søge", "by searching")
    case .planning: language.say("for at lægge en plan", "to make a plan")
    case .carried:
      language.say("for at have det med uden signal", "to have it along where there is no signal")
    case .settling: language.say("for at følge op eller rette", "to follow up or put right")
    case .ownPage: language.say("sammen med dig, på din side", "together with you, on your page")
    case .asked(let words): language.say("og skrev hvorfor: “\(words)”", "and wrote why: “\(words)”")
    case .adminCompare:
      language.say("for at se, hvad en ændring ville gøre", "to see what a change would do")
    case .following: language.say("for at følge med", "to follow what happens")
    case .teaching: language.say("for at lære programmet ord", "to teach the program words")
    case .export:
      language.say("for at skrive alt ud til den, der ejer det", "to write all of it out for its owner")
    case .handedOver: language.say("for at give dig det med", "to hand it to you")
    }
  }
}

extension ReadPurpose: CustomStringConvertible {
  /// As it stands in the log.
  public var description: String {
    if case .asked(let words) = self { return Self.asks + words }
    return Self.plain.first { $0.0 == self }?.1 ?? ""
  }
}
