public import Events

/// One device on which somebody has signed in.
public struct Seat: Sendable, Identifiable {
  public typealias ID = UInt64
  public let id: ID
  /// Whose it is.
  public var account: Account.ID = ""
  /// The name by which they write.
  public var name: String
  public var roles: Set<Role>
  /// The stops whose participants they see.
  public var stops: [String]
  /// After a while without a sign of life; then the PIN is asked for.
  public var isLocked: Bool
  /// Known to our own pages only, so that no other site writes through this device.
  public var token: String
  /// Where the lines of this device were first written: the device's outbox, and its forms, each count from 1.
  public var origins: (outbox: UInt64, forms: UInt64)
  /// Under this key of 32 bytes the device seals what it carries along; the same on each device of its owner.
  public var storeKey: [UInt8] = []
  /// What kind of device it is, as far as its browser says.
  public var device = ""
  public var since = Moment(milliseconds: 0)
  /// Exact to a minute.
  public var seen = Moment(milliseconds: 0)
  /// Whether a PIN opens it again; else they have to sign in where they are known.
  public var hasPIN = true

  public init(
    id: ID, name: String, roles: Set<Role>, stops: [String] = [], isLocked: Bool = false, token: String,
    origins: (outbox: UInt64, forms: UInt64) = (0, 0)
  ) {
    (self.id, self.name, self.roles, self.stops) = (id, name, roles, stops)
    (self.isLocked, self.token, self.origins) = (isLocked, token, origins)
  }
}
