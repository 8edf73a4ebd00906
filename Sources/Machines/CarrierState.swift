internal import Foundation

/// What the carrier last saw of the other machines: `DATA/machine/state.json`, written whole after each meeting and
/// every few seconds between. Times are milliseconds since 1970.
public struct CarrierState: Codable, Hashable, Sendable {
  /// One other machine, by its name.
  public struct Peer: Codable, Hashable, Sendable {
    /// When it last answered, in a meeting or otherwise.
    public var contact: Int64?
    /// When a meeting with it last came to its end.
    public var met: Int64?
    /// Whether both had the same then, of what both keep.
    public var isEqual: Bool?
    /// Of our events, how many it is not known to have, and when the oldest of them was told.
    public var lacks = 0
    public var lacksSince: Int64?
    /// The end of the log here when both last had the same; a position of this machine's own.
    public var end: UInt64?
    /// Events of one id that are not the same here and there.
    public var partings: [String] = []
    /// Why the last try did not come to an end, in English, or `silent`; empty where it did.
    public var trouble = ""
    /// The other one did not answer.
    public static let silent = "silent"

    public init() {}
  }

  /// An event about an erased person that came while the carrier ran.
  public struct Stray: Codable, Hashable, Sendable {
    public var event: String
    public var came: Int64

    public init(event: String, came: Int64) { (self.event, self.came) = (event, came) }
  }

  /// When this was written.
  public var at: Int64 = 0
  /// Whether the broker of this machine answers.
  public var isConnected = false
  /// When the broker of this machine was last asked to end, so that it begins anew.
  public var brokerEnded: Int64?
  /// Our events that the stream has not taken yet, and when the oldest of them was told.
  public var unsent = 0
  public var unsentSince: Int64?
  public var peers: [String: Peer] = [:]
  public var strays: [Stray] = []

  public init() {}

  enum CodingKeys: String, CodingKey {
    case at, isConnected, brokerEnded, unsent, unsentSince, peers, strays
  }
}

extension MachineFolder {
  /// nil where no carrier has run yet, or what it wrote cannot be read.
  public func state() -> CarrierState? {
    FileManager.default.contents(atPath: statePath)
      .flatMap { try? JSONDecoder().decode(CarrierState.self, from: $0) }
  }

  /// Not synced: the next carrier finds all of it again.
  public func write(_ state: CarrierState) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try write(Array(encoder.encode(state)), at: statePath, synced: false)
  }
}
