/// What nats-server of one machine is told: its `nats.conf`.
public struct BrokerConfig: Hashable, Sendable {
  /// Host and port, where it listens or where it is reached.
  public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(_ host: String, _ port: Int) { (self.host, self.port) = (host, port) }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }

  /// Files in PEM; the key is readable by the server alone.
  public struct Certificates: Hashable, Sendable {
    public var certificate: String
    public var key: String
    public var authority: String

    public init(certificate: String, key: String, authority: String) {
      (self.certificate, self.key, self.authority) = (certificate, key, authority)
    }
  }

  /// One of the hubs, behind which the stream of all events lies.
  public struct Hub: Hashable, Sendable {
    /// Where the other hubs reach this one, and where they are; nil for a hub alone.
    public var cluster: Endpoint?
    public var clusterAdvertised: Endpoint?
    public var others: [Endpoint]
    /// With which hubs know each other.
    public var clusterPassword: String
    /// Where vans and regions come in; nil for none.
    public var leaves: Endpoint?
    public var leavesAdvertised: Endpoint?

    public init(
      cluster: Endpoint? = nil, clusterAdvertised: Endpoint? = nil, others: [Endpoint] = [],
      clusterPassword: String = "", leaves: Endpoint? = nil, leavesAdvertised: Endpoint? = nil
    ) {
      (self.cluster, self.clusterAdvertised, self.others) = (cluster, clusterAdvertised, others)
      (self.clusterPassword, self.leaves, self.leavesAdvertised) = (clusterPassword, leaves, leavesAdvertised)
    }
  }

  public enum Role: Hashable, Sendable {
    case hub(Hub)
    /// A van or a region: its own domain, and the hubs at which it may come in, by this password.
    case leaf(hubs: [Endpoint], password: String)
  }

  /// The machine's.
  public var name: String
  public var role: Role
  /// Where this machine's own program reaches it.
  public var clients: Endpoint
  /// A folder on a real disk.
  public var store: String
  public var pidFile: String
  public var logFile: String?
  /// On a hub all machines that may come in, itself too; on a van or region itself alone.
  public var users: [BrokerUser]
  public var certificates: Certificates?
  /// nil for what the server chooses: three quarters of what is free.
  public var mostBytes: Int?
  /// Of what it says about itself over HTTP, on loopback; nil for nothing.
  public var monitoring: Int?

  public init(
    name: String, role: Role, clients: Endpoint, store: String, pidFile: String, logFile: String? = nil,
    users: [BrokerUser], certificates: Certificates? = nil, mostBytes: Int? = nil, monitoring: Int? = nil
  ) {
    (self.name, self.role, self.clients, self.store) = (name, role, clients, store)
    (self.pidFile, self.logFile, self.users) = (pidFile, logFile, users)
    (self.certificates, self.mostBytes, self.monitoring) = (certificates, mostBytes, monitoring)
  }

  /// A vocabulary is the largest event, with a mebibyte; a meeting's messages stay below that.
  public static let largestMessage = 8 << 20

  /// The domain of the stream of all hubs.
  public static let hubDomain = "hub"

  /// The domain in which a van or region has its own stream.
  public static func domain(ofLeaf name: String) -> String { "van-\(name)" }

  public var domain: String {
    if case .hub = role { Self.hubDomain } else { Self.domain(ofLeaf: name) }
  }

  /// Whether a server that was started with `old` takes this when it reads its file again (SIGHUP): who may come in,
  /// and the other hubs. For all else nats-server 2.9 has to be started again. A link that stands is not cut by it.
  public func isTakenByReload(from old: BrokerConfig) -> Bool {
    var same = old
    same.users = users
    if case .hub(let new) = role, case .hub(var hub) = old.role, hub.others.isEmpty == new.others.isEmpty {
      hub.others = new.others
      same.role = .hub(hub)
    }
    return same == self
  }
}
