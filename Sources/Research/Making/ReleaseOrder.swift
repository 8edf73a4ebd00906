public import Anonymity
public import Events
public import Journal
public import Releases

/// What is to be released.
public struct ReleaseOrder: Sendable {
  public var policy: Policy
  /// The folder that is handed out; nil rehearses: all is made and measured, and nothing is kept.
  public var folder: String?
  /// Up to which position of the log is read; nil for its end.
  public var position: Position?
  /// A release that is made again.
  public var again: LoggedRelease?
  /// Releases that this one takes the place of.
  public var supersedes: [Handle] = []
  public var approver = ""
  public var jobs = 1
  /// Of the program.
  public var version = ""
  /// SHA-256 of the program's file; for the dossier.
  public var program = ""

  public init(_ policy: Policy, to folder: String?) { (self.policy, self.folder) = (policy, folder) }
}

/// How far a release has come.
public enum ReleaseStage: Sendable {
  case reading(done: Int, of: Int)
  case anonymising(AnonymiserStep)
  case writing(String)
  /// From 0 to 1.
  case verifying(danish: String, english: String, done: Double)
  case attacking(danish: String, english: String, done: Double)
}

/// What came of it.
public struct ReleaseMade: Sendable {
  public var released: Released
  public var id: String
  public var dossier: Dossier
  /// What would keep it back; a rehearsal tells it, anything else refuses.
  public var reasons: [ResearchRefusal.Reason] = []
}
