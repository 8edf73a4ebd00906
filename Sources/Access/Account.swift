public import Events
internal import Foundation

/// Somebody who may come in, on as many devices as they have.
public struct Account: Codable, Identifiable, Sendable {
  /// Random; says nothing.
  public let id: String
  /// The name by which they write.
  public var name: String
  public var roles: Set<Role>
  /// The stops whose participants they see.
  public var stops: [String]
  /// As a provider of OpenID Connect knows them: its name for them (`sub`) or their e-mail.
  public var known: String?
  /// When they first came in, and when they left us; in milliseconds since 1970.
  var came: Int64?
  var left: Int64?
  /// Under this key of 32 bytes their devices seal what they carry along. It outlives each device, so that lines that
  /// wait on one are sent when its owner comes in there again; nil before they first came, and when they have left.
  var storeKey: Data?

  public var cameAt: Moment? { came.map { Moment($0) } }
  public var leftAt: Moment? { left.map { Moment($0) } }
  public var hasLeft: Bool { left != nil }
}

/// A way in that was given to somebody and not taken yet. Its address is known to whoever was given it, and to nobody
/// here: only its fingerprint is kept.
public struct Invitation: Codable, Sendable {
  public let account: Account.ID
  /// Who invites; empty for whoever runs the machine.
  public let by: String
  let until: Int64

  public var endsAt: Moment { Moment(milliseconds: until) }

  /// Seven days, in milliseconds.
  static let lasts: Int64 = 7 * 86_400_000
}

extension Moment {
  init(_ milliseconds: Int64) { self.init(milliseconds: milliseconds) }
}
