/// What leaves, for whom, and under which guarantee. Written as YAML by the one who answers for it.
public struct Policy: Hashable, Sendable {
  /// The name of the study: small letters, digits and hyphens.
  public var study = ""
  public var title = ""
  /// What is asked, in words that a participant understands.
  public var question = ""
  public var tier = Tier.b
  public var recipient = Recipient()
  public var rights = Rights()
  public var guarantee = Guarantee()
  public var kinds = KindRule()
  public var time = TimeRule.elapsed
  /// Time shifts are drawn from so many weeks either way (tier A).
  public var shiftWeeks = 26
  public var places = PlaceRule()
  public var workers = WorkerRule.none
  /// Events kept of one participant; nil keeps all.
  public var cap: Int? = 60
  /// Nothing is released of fewer.
  public var leastParticipants = 500
  /// The share of participants who are drawn into the release, from 0 to 1.
  public var sample = 0.9
  public var noise = NoiseRule()
  /// What the events are written as, by the names of `EventFormat`; tables of tier C are always CSV.
  public var formats = ["jsonl", "csv", "parquet"]
  /// The text that it was read from, whose hash stands in the manifest.
  public var text = ""

  public init() {}
}

public struct Recipient: Hashable, Sendable {
  public var name = ""
  public var institution = ""
  /// Where the agreement can be found.
  public var agreement = ""

  public init() {}
}

/// Whose it is, and what may be done with it. Nothing is assumed: what is empty is told as not said.
public struct Rights: Hashable, Sendable {
  /// Who publishes it and is cited.
  public var holder = ""
  /// The licence, by its name in the SPDX list: `CC-BY-4.0`. Tiers A and B have none: they are not passed on.
  public var license = ""
  /// In words, beside a licence or instead of one.
  public var words = ""
  /// Where one was registered for it: `10.1234/abc`.
  public var doi = ""

  public init() {}
}

/// Whoever knows up to `length` events of somebody, in any of four ways, finds at least `people` alike or nobody,
/// and can conclude nothing sensitive with more than `confidence`.
public struct Guarantee: Hashable, Sendable {
  /// L, from 1 to 4.
  public var length = 3
  /// K.
  public var people = 11
  /// C, for every kind that stands in `sensitive` without a bound of its own.
  public var confidence = 0.5
  public var sensitive: [SensitiveRule] = []
  /// The share of participants who may be exposed before anything is taken out locally: above it, kinds, times and
  /// places are lifted for all.
  public var localBudget = 0.05

  public init() {}
}

/// Categories of which nobody may conclude with more than `confidence` that somebody has one of them.
public struct SensitiveRule: Hashable, Sendable {
  public var name: String
  public var categories: [String]
  public var confidence: Double

  public init(_ name: String, _ categories: [String], confidence: Double) {
    (self.name, self.categories, self.confidence) = (name, categories, confidence)
  }
}

public struct KindRule: Hashable, Sendable {
  public enum Level: String, Sendable { case leaf, category, contact }

  public var level = Level.category
  /// Kinds by category, in the order of the policy. A kind that stands nowhere goes with its group in the
  /// vocabulary; a kind that stands alone in one keeps its name at every level but `contact`.
  public var categories: [Category] = []
  /// Whether `declined`, `arranged` and `failed` are told apart from `happened`.
  public var modes = true
  /// Kinds that are never released.
  public var dropped: [String] = []

  public init() {}

  public struct Category: Hashable, Sendable {
    public var name: String
    public var kinds: [String]
    public init(_ name: String, _ kinds: [String]) { (self.name, self.kinds) = (name, kinds) }
  }
}

public enum TimeRule: String, CaseIterable, Sendable { case elapsed, quarter, week, day }

public enum WorkerRule: String, CaseIterable, Sendable { case none, role, pseudonym }

public struct PlaceRule: Hashable, Sendable {
  public enum Level: String, CaseIterable, Sendable { case none, region, municipality }

  public var level = Level.region
  /// The municipality of each stop, and the region of each municipality.
  public var municipality: [String: String] = [:]
  public var region: [String: String] = [:]

  public init() {}
}

/// Tier C.
public struct NoiseRule: Hashable, Sendable {
  /// ε of the whole release, at most 1, as a fraction so that nothing is rounded.
  public var epsilon = Fraction(1, 1)
  /// To how many cells one participant adds at most.
  public var contributions = 32
  /// Tables, each by its columns: `category`, `region`, `quarter`.
  public var tables: [[String]] = [["category", "region"]]
  /// How many invented streams are drawn; 0 draws none.
  public var streams = 0
  /// By how many events before it what comes next is drawn: 1, or 2 from 20,000 participants.
  public var order = 1
  /// Which noise the tables get; streams always get Laplace's.
  public var shape = Shape.laplace
  /// The quarters that cells can have, `2025-Q1`: named here and never read from the data. Events outside them
  /// stand in no table with a quarter.
  public var quarters: [String] = []

  public init() {}

  public enum Shape: String, CaseIterable, Sendable { case laplace, gaussian }
}

public struct Fraction: Hashable, Sendable {
  public var numerator: Int
  public var denominator: Int

  public init(_ numerator: Int, _ denominator: Int) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }
}
