public import Anonymity
internal import Foundation
public import Noise
internal import Scrutiny

/// What only we may see of a release: exact numbers, what the attacks found, the policy, who approved it. It lies in
/// the data folder, sealed under the organisation's key. Whose events are in it lies beside, in `MemberFile`.
public struct Dossier: Codable, Sendable {
  public var id = ""
  public var study = ""
  public var tier = ""
  /// The policy's text.
  public var policy = ""
  /// The manifest as it was handed out.
  public var manifest = ""
  public var position: UInt64 = 0
  public var approver = ""
  /// Of the program that made it, SHA-256.
  public var program = ""
  /// Persons who had said yes to research, and their events.
  public var persons = 0
  public var events = 0
  public var report: SuppressionReport?
  public var utility: Utility?
  /// Of tier C: how near the noise left the truth, and the events that stand in no cell.
  public var nearness: Nearness?
  public var leftOut: Int?
  /// The columns as they were released, with their words: what the members' rows are told in. Nil for tier C.
  public var columns: [Words]?
  /// Of the verifier and of the attacks.
  public var figures: [Told] = []
  /// Seconds of each step, by its name.
  public var seconds: [String: Double] = [:]

  public init() {}

  public struct Words: Codable, Hashable, Sendable {
    public var name: String
    public var words: [String]

    init(name: String, words: [String]) { (self.name, self.words) = (name, words) }
  }

  public struct Told: Codable, Hashable, Sendable {
    public var name: String
    public var value: Double
    public var limit: Double?
    public var holds: Bool
    public var danish: String
    public var english: String

    init(_ figure: Scrutiny.Figure) {
      (name, value, limit, holds) = (figure.name, figure.value, figure.limit, figure.holds)
      (danish, english) = (figure.danish, figure.english)
    }
  }
}

extension Dossier: JSONWritten {}
