public import Events
internal import Foundation
internal import Yams

/// `DATA/machine/machine.yaml`: what this machine is, and where it finds others before it has heard of them. Made
/// when it joins; may be edited.
public struct MachineSettings: Codable, Hashable, Sendable {
  /// A hub to begin with, as the answer named it. From the first meeting on, the log says where hubs are.
  public struct Hub: Codable, Hashable, Sendable {
    public var name: String
    public var addresses: [String]
    /// Its public key, in base64: keys are sealed and opened by it before the log is here that names the machines.
    public var key: String?

    init(_ name: String, _ addresses: [String], key: [UInt8]) {
      (self.name, self.addresses, self.key) = (name, addresses, Data(key).base64EncodedString())
    }

    /// nil where no key is known.
    var machine: Machine? {
      guard let key = key.flatMap({ Data(base64Encoded: $0) }), key.count == Machine.publicKeyBytes else {
        return nil
      }
      return Machine(name, .hub, origin: 0, publicKey: Array(key), addresses: addresses)
    }
  }

  public var name: String
  /// `hub`, `van` or `region`.
  public var role: String
  public var region: String?
  /// Where vans, regions and hubs find this one; of hubs.
  public var addresses: [String]?
  /// Where this machine's broker listens for vans and regions; of hubs.
  public var leafListen: String?
  /// Where it listens for other hubs; of hubs.
  public var clusterListen: String?
  /// Where it listens for this machine alone.
  public var client: String
  public var hubs: [Hub]

  public static let clientPort = 7424

  init(_ machine: Machine, client: String?, hubs: [Hub] = []) {
    name = machine.name
    role = "\(machine.role)"
    region = machine.region.isEmpty ? nil : machine.region
    let ports = machine.addresses.first.flatMap(HostPort.init)
    if machine.role == .hub {
      addresses = machine.addresses
      let port = ports?.port ?? 7422
      (leafListen, clusterListen) = ("0.0.0.0:\(port)", "0.0.0.0:\(port + 1)")
    }
    self.client = client ?? "127.0.0.1:\(ports.map { $0.port + 2 } ?? Self.clientPort)"
    self.hubs = hubs
  }

  init(yaml: String) throws { self = try YAMLDecoder().decode(MachineSettings.self, from: yaml) }

  var yaml: String {
    get throws {
      "# What this machine is among the organisation's machines. See “Several machines” in the documentation.\n"
        + (try YAMLEncoder().encode(self))
    }
  }

  /// A role that nobody knows is held for the one that may do least.
  public var machineRole: Machine.Role { Machine.Role.allCases.first { "\($0)" == role } ?? .region }
}

/// `host:port`.
public struct HostPort: Hashable, Sendable {
  public var host: String
  public var port: Int

  public init?(_ text: String) {
    guard Machine.isAddress(text), let colon = text.lastIndex(of: ":"),
      let port = Int(text[text.index(after: colon)...])
    else { return nil }
    (host, self.port) = (String(text[..<colon]), port)
  }

  /// Where hubs speak with each other, beside where others come in.
  public var cluster: HostPort {
    var next = self
    next.port += 1
    return next
  }
}

extension HostPort: CustomStringConvertible {
  public var description: String { "\(host):\(port)" }
}
