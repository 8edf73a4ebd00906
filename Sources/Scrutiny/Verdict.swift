public import Events
public import Releases

/// One figure of the verifier or of an attack, beside what it may be.
public struct Figure: Hashable, Sendable, Encodable {
  /// In small letters with hyphens, as it stands in the manifest: `linkage-sequence`, `unicity-4`.
  public var name: String
  public var value: Double
  /// What it must not pass; nil where it is only told.
  public var limit: Double?
  /// Whether the value must be at least the limit, not at most.
  public var isLeast: Bool
  /// For the maker's eyes: it was found with what the recipient must not learn, or with what an erasure takes away,
  /// and so it is no part of the manifest.
  public var isSealed = false
  /// One sentence in each language, with the figure in it.
  public var danish: String
  public var english: String

  public init(
    _ name: String, _ value: Double, limit: Double? = nil, isLeast: Bool = false, danish: String,
    english: String
  ) {
    (self.name, self.value, self.limit, self.isLeast) = (name, value, limit, isLeast)
    (self.danish, self.english) = (danish, english)
  }

  /// Tier C: what an audit found ε to be at least, from many draws on two inputs that differ by one participant.
  public static func noise(atLeast bound: Double, claimed: Double) -> Figure {
    Figure(
      "noise-audit", bound, limit: claimed,
      danish: "Støjen røber en deltager med mindst ε = \(shown(bound)); lovet er højst \(shown(claimed)).",
      english:
        "The noise betrays a participant by at least ε = \(shown(bound)); at most \(shown(claimed)) is promised."
    )
  }

  /// The same, for the maker alone.
  public var sealed: Figure {
    var figure = self
    figure.isSealed = true
    return figure
  }

  public var holds: Bool { limit.map { isLeast ? value >= $0 : value <= $0 } ?? true }
}

/// What the verifier found in the written files.
public struct Verdict: Sendable {
  public var figures: [Figure]
  /// Patterns that break the guarantee, the shortest first; at most `Verdict.shown`.
  public var violators: [Violator]

  public static let shown = 100

  public init(figures: [Figure], violators: [Violator]) {
    (self.figures, self.violators) = (figures, violators)
  }

  /// Whether the release may be handed out.
  public var isSound: Bool { figures.allSatisfy(\.holds) }
  public var failed: [Figure] { figures.filter { !$0.holds } }
}

/// Some events which, known of somebody, point to too few, or say too much of those they point to.
public struct Violator: Hashable, Sendable {
  public var knowledge: Knowledge
  /// Each as the released columns tell it, in order where the knowledge has one.
  public var pattern: [String]
  /// How many participants have it.
  public var people: Int
  /// What may be concluded with more than the bound, and of how many of them; nil where there are too few people.
  public var sensitive: String?
  public var having: Int?
}

/// How far a verification or an attack has come.
public struct Step: Sendable {
  public var danish: String
  public var english: String
  /// From 0 to 1, of the whole.
  public var done: Double
}

/// Why nothing can be said of a folder.
public enum ScrutinyError: Refusal, Hashable {
  case noEvents(path: String)
  case noManifest(path: String)
  case manifest(path: String, String)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .noEvents(let path):
      language.say(
        "\(path) har ingen events/part=00/events.jsonl.gz: nævn mappen med et udtræk",
        "\(path) holds no events/part=00/events.jsonl.gz: name the folder of a release")
    case .noManifest(let path):
      language.say(
        "\(path) er der ikke: nævn mappen med et udtræk, som den blev udleveret",
        "\(path) is not there: name the folder of a release, as it was handed out")
    case .manifest(let path, let why):
      language.say(
        "\(path) kan ikke læses (\(why)): tag en anden kopi af udtrækket",
        "\(path) cannot be read (\(why)): take another copy of the release")
    }
  }
}
