public import Markup
public import Events
public import Releases

/// What a figure is asked for.
public struct FigureTerms: Hashable, Sendable {
  /// K: what fewer participants stand behind is not told.
  public var least = 11
  /// Of which kinds firsts, continuity and what comes before are told; empty for those that the release offers.
  public var kinds: [String] = []
  /// How many events are looked at before a first.
  public var window = 3
  /// Continuity is that of the first so many days, and firsts are counted from then on.
  public var landmark = 30
  /// What leads to what, each with the kinds and categories that it means.
  public var stages = Stage.usual

  public init() {}

  public struct Stage: Hashable, Sendable {
    public var name: String
    public var kinds: Set<String>
    /// Whether `arranged`, `declined` and `failed` are told apart from `happened`.
    public var hasModes: Bool

    public init(_ name: String, _ kinds: Set<String>, hasModes: Bool = false) {
      (self.name, self.kinds, self.hasModes) = (name, kinds, hasModes)
    }

    /// From a hand to an answer, by the kinds and the groups of the vocabulary.
    public static let usual = [
      Stage("help", Set(helps + ["help"])),
      Stage("bridge", Set(bridges + ["bridge"]), hasModes: true),
      Stage("granted", ["granted"]),
      Stage("refused", ["refused-by-system"]),
      Stage("waiting", ["waiting-list"]),
      Stage("answer", ["answer"]),
    ]

    private static let helps = [
      "mitid", "e-boks", "letters", "post-exemption", "bank-account", "citizen-service", "called-authority",
      "application", "complaint", "benefits", "deadline", "did-it-themselves", "transport", "accompanied",
      "repair", "it-help",
    ]

    private static let bridges = [
      "debt-advice", "legal-aid", "doctor", "dentist", "hospital", "addiction-treatment",
      "gambling-treatment", "psychiatry", "jobcentre", "housing-office", "shelter", "crisis-centre",
      "contact-person", "home-support", "residential", "outreach-team", "prison-probation", "church-ngo",
      "warm-handover",
    ]
  }
}

/// A figure over a whole release. It tells of no one, and nobody is scored.
public protocol ReplayFigure: Sendable {
  var sheet: Sheet { get }
  /// For print: every number that it shows stands in the sheet.
  func drawing(_ language: Language) -> Drawing
}

public enum FigureName: String, CaseIterable, Sendable {
  case firsts, follows, flows, continuity, before

  public func figure(of table: EventTable, _ terms: FigureTerms) throws(ReplayError) -> any ReplayFigure {
    switch self {
    case .firsts: try FirstsFigure(of: table, terms)
    case .follows: try FollowsFigure(of: table, terms)
    case .flows: try FlowsFigure(of: table, terms)
    case .continuity: try ContinuityFigure(of: table, terms)
    case .before: try BeforeFigure(of: table, terms)
    }
  }
}
