/// A machine as its broker knows it, and what it may say and hear there.
public struct BrokerUser: Hashable, Sendable {
  public enum Role: Hashable, Sendable { case hub, leaf }

  /// The machine's.
  public var name: String
  public var password: String
  public var role: Role

  public init(_ name: String, password: String, role: Role) {
    (self.name, self.password, self.role) = (name, password, role)
  }

  /// The stream of all hubs. That of a van or region has a name that is drawn when it is made.
  public static let events = "EVENTS"

  /// Below which subject a leaf's events travel into the stream of the hubs.
  public static func way(ofLeaf name: String) -> String { "tillid.way.\(name)" }

  /// A region reads a stream twice: what is of the region, and what is of all.
  public static func durables(_ name: String) -> [String] { [name, "\(name)_all"] }

  /// What it may say at the broker of a hub.
  var said: [String] {
    switch role {
    case .hub:
      ["tillid.hub.\(name).>", "$JS.*.API.STREAM.INFO.*"] + shared + managing(Self.events)
        + ["DURABLE.CREATE.EVENTS.*", "DELETE.EVENTS.*", "NAMES.EVENTS"].map { "$JS.API.CONSUMER.\($0)" }
    case .leaf: ["\(Self.way(ofLeaf: name)).>", "$JSC.R.*"] + shared
    }
  }

  /// What it may hear there.
  var heard: [String] {
    guard role == .leaf else { return heardAtHome }
    // How the stream of the hubs asks for what is in the leaf's, and says how much it can take.
    return heardAtHome + ["$JS.\(BrokerConfig.domain(ofLeaf: name)).API.>", "$JS.FC.*.>"]
  }

  /// What a leaf's own program may say at the leaf's own broker.
  var saidAtHome: [String] { ["tillid.van.\(name).>", "$JS.API.STREAM.NAMES"] + shared + managing("*") }

  var heardAtHome: [String] { ["_INBOX.\(name).>", "tillid.meet.\(name).*"] }

  /// Ask the others, read the stream of the hubs, acknowledge, answer. What a leaf reads is for the hubs to say: it
  /// cannot make a reader there.
  private var shared: [String] {
    let prefix = role == .hub ? "$JS.API" : "$JS.\(BrokerConfig.hubDomain).API"
    let reading = Self.durables(name).flatMap { durable in
      ["MSG.NEXT", "INFO"].map { "\(prefix).CONSUMER.\($0).\(Self.events).\(durable)" }
        + ["$JS.ACK.\(Self.events).\(durable).>"]
    }
    return ["tillid.meet.*.\(name)", "_INBOX.>"] + ["\(prefix).STREAM.INFO.\(Self.events)"] + reading
  }

  /// A stream is made and changed by those who write into it, and deleted by nobody.
  private func managing(_ stream: String) -> [String] {
    ["CREATE", "UPDATE", "INFO"].map { "$JS.API.STREAM.\($0).\(stream)" }
  }
}
