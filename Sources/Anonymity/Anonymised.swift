public import Releases

/// What comes of traces under a policy. Only `table` may leave; all else stays in the dossier.
public struct Anonymised: Sendable {
  /// What is released: cases by pseudonym, columns by `ReleaseColumn`.
  public var table: EventTable
  /// For each case of `table`, the person in `Traces`.
  public var origin: [Int]
  /// The stream at the same levels, before anything was suppressed for the guarantee: what `table` lost against it
  /// was lost for the guarantee, and what it lost against the log for kinds that are not released, shifts and cap.
  public var wouldBe: EventTable
  /// For each case of `wouldBe`, the person in `Traces`.
  public var wouldBeOrigin: [Int]
  /// All events of all persons in `Traces`, in that order and at the levels of `table`, neither sampled, shifted,
  /// capped nor suppressed: what somebody may know who tries to find a person. Cases are called by the pseudonym
  /// that the person has, or would have.
  public var original: EventTable
  /// The same of those who are not in `Traces`, case by case as they came; nil where there were none.
  public var strangers: EventTable?
  public var report: SuppressionReport
  public var utility: Utility
}

/// What a release took out and lifted, exactly; published in buckets only.
public struct SuppressionReport: Hashable, Sendable, Codable {
  /// Why an event is not in the release.
  public enum Reason: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    /// Of somebody who was not drawn.
    case notInSample = "not-in-sample"
    /// Of a kind that the policy never releases.
    case droppedKind = "dropped-kind"
    /// Of a category that fewer than K have.
    case rareKind = "rare-kind"
    /// Shifted over an end of the window.
    case truncation
    case cap
    /// For the guarantee.
    case guarantee
    /// Of somebody of whom too little was left.
    case droppedParticipant = "dropped-participant"
  }

  /// `events = released + the sum of lost`.
  public struct Row: Hashable, Sendable, Codable {
    public var category: String
    public var events: Int
    public var released: Int
    public var lost: [Reason: Int]
  }

  /// A level that was lifted for all.
  public struct Lift: Hashable, Sendable, Codable {
    public enum Cause: String, Hashable, Sendable, Codable {
      /// Fewer than K, or fewer than one in two hundred, have it.
      case rare
      /// More people than `confidence` have it anyway: no pattern could hold the bound.
      case base
      /// Too many were exposed.
      case exposure
      /// Told again: to suppress at this level costs little.
      case regained
    }
    /// `kind help → contact`, `place → none`, `time 6 → 3`.
    public var column: String
    public var from: String
    public var to: String
    public var cause: Cause
    /// Participants exposed before and after; equal where the cause is not exposure.
    public var exposedBefore: Int
    public var exposedAfter: Int
  }

  /// By category of the policy, in the order of the alphabet.
  public var categories: [Row] = []
  /// In the order in which they were lifted.
  public var lifts: [Lift] = []
  /// Events whose place, or whose helper's role, is too rare to be told; the events themselves stay.
  public var rarePlaces = 0
  public var rareRoles = 0
  /// Persons in the traces, those who were drawn, those whose stream was left after shifts and rare kinds, released.
  public var persons = 0
  public var drawn = 0
  public var streams = 0
  public var released = 0
  /// Participants whom some pattern exposes: at the policy's own levels, after lifting, in the release (tier B: 0).
  public var exposedAtFirst = 0
  public var exposedAfterLifting = 0
  public var exposed = 0
  /// How often something was suppressed and all checked again.
  public var rounds = 0

  public init() {}

  public func lost(_ reason: Reason) -> Int { categories.reduce(0) { $0 + $1.lost[reason, default: 0] } }
  public var events: Int { categories.reduce(0) { $0 + $1.events } }
  public var eventsReleased: Int { categories.reduce(0) { $0 + $1.released } }
}

/// How near the release is to the log. Shares run from 0 to 1.
public struct Utility: Hashable, Sendable, Codable {
  /// Of events and participants that were left by sample, shifts, rare kinds and cap: how many the guarantee left.
  public var eventsKept = 1.0
  public var participantsKept = 1.0
  /// Half the sum of absolute differences of the shares of pairs of kinds that follow each other, START and END
  /// among them: what suppression for the guarantee changed, and what it and lifted kinds changed together.
  public var directlyFollows = 0.0
  public var directlyFollowsLifted = 0.0
  /// The same against the log itself, all persons, neither capped nor cut.
  public var directlyFollowsLog = 0.0
  /// The greatest difference of the shares of streams of at most n rows (Kolmogorov and Smirnov), against `wouldBe`.
  public var lengths = 0.0
  /// Spearman's rank correlation of the twenty commonest pairs of `wouldBe`.
  public var pairRanks = 1.0
  /// The median, over rows, of how far an event may lie from the middle of its bucket, in days; nil without times.
  public var medianTimeError: Double?
  /// By category of the policy: of its events before the guarantee, the share that is released.
  public var retention: [String: Double] = [:]
  public var preceding: [Preceding] = []

  public init() {}

  /// What comes right before a kind, in shares of its occurrences: in the log and in the release. A kind that was
  /// lifted is called in both as in the release.
  public struct Preceding: Hashable, Sendable, Codable {
    public var kind: String
    /// The kind before it; START where nothing was.
    public var before: String
    public var log: Double
    public var release: Double
    /// What is stated beside it: two standard errors of the share in the release, over as many participants as have
    /// the kind, and what sample, shifts and cap move, rounded up to a thousandth.
    public var error: Double
    public init(kind: String, before: String, log: Double, release: Double, error: Double) {
      (self.kind, self.before, self.log, self.release, self.error) = (kind, before, log, release, error)
    }
    public var holds: Bool { abs(log - release) <= error }
  }
}

/// Where a release stands while it is made.
public enum AnonymiserStep: Hashable, Sendable {
  case generalising(events: Int)
  /// A level may be lifted: so many are exposed at the present ones.
  case lifting(exposed: Int, participants: Int)
  /// Events are suppressed: so many are exposed in this round, from 1.
  case suppressing(round: Int, exposed: Int)
  case measuring
}
