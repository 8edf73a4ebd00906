internal import Broker
internal import Certificates
internal import Crypto
internal import Events
internal import Foundation

/// What the broker beside this machine is told: made of the settings, the fleet and the secrets, whenever one of
/// them changes.
extension Membership {
  /// What a change of `broker/nats.conf` took.
  public enum BrokerChange: Sendable {
    case none, read
    /// Between a hub alone and one of several, nats-server has to start anew: systemd sees to it.
    case ended
  }

  /// Writes `broker/nats.conf` where it is other than it should be, and lets the broker read it again, or begin anew
  /// where that is not enough. Where none runs it reads it when it starts.
  @discardableResult
  public func updateBroker() throws -> BrokerChange {
    try writeCertificates()
    let text = try brokerConfig().text()
    let before = FileManager.default.contents(atPath: folder.brokerPath).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard before != text else { return .none }
    try folder.write(Array(text.utf8), at: folder.brokerPath)
    guard let before, let pid = brokerProcess else { return .read }
    let isSame = BrokerConfig.hasCluster(before) == BrokerConfig.hasCluster(text)
    kill(pid, isSame ? SIGHUP : SIGTERM)
    return isSame ? .read : .ended
  }

  /// Of the broker that runs by this configuration; nil where none does.
  private var brokerProcess: Int32? {
    guard let text = try? String(contentsOfFile: pidPath, encoding: .utf8),
      let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), pid > 1,
      // The file outlives a kill, and its number may be another's by now.
      let name = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8),
      name.hasPrefix("nats-server")
    else { return nil }
    return pid
  }

  /// From the root: the broker is started from elsewhere.
  private var place: String { URL(filePath: folder.path).standardizedFileURL.path + "/broker" }
  private var pidPath: String { place + "/nats.pid" }

  func brokerConfig() throws -> BrokerConfig {
    guard let client = endpoint(settings.client) else { throw MachinesError.badAddress(settings.client) }
    return BrokerConfig(
      name: name, role: role == .hub ? try hubRole() : leafRole(), clients: client,
      store: place + "/store", pidFile: pidPath, users: users(),
      certificates: hasCertificates
        ? .init(certificate: place + "/own.pem", key: place + "/own.key", authority: place + "/authority.pem")
        : nil)
  }

  private var hasCertificates: Bool { !secrets.certificate.isEmpty }

  /// Beside the configuration, where they are missing.
  private func writeCertificates() throws {
    guard hasCertificates, !folder.isThere(place + "/own.key") else { return }
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try PEMFile.write(secrets.authority, to: place + "/authority.pem")
    try PEMFile.write(secrets.certificate, to: place + "/own.pem")
    try PEMFile.write(secrets.certificateKey, to: place + "/own.key")
  }

  private func endpoint(_ text: String?) -> BrokerConfig.Endpoint? {
    text.flatMap(HostPort.init).map { BrokerConfig.Endpoint($0.host, $0.port) }
  }

  private func hubRole() throws -> BrokerConfig.Role {
    let own = settings.addresses?.first.flatMap(HostPort.init)
    let others = hubs.filter { $0.name != name }.compactMap {
      $0.addresses.first.flatMap(HostPort.init)?.cluster
    }
    return .hub(
      .init(
        cluster: others.isEmpty ? nil : endpoint(settings.clusterListen),
        clusterAdvertised: endpoint(own?.cluster.description), others: others.map { .init($0.host, $0.port) },
        clusterPassword: MachineSecrets.password(of: "cluster of hubs", fleetSecret: secrets.fleetSecret),
        leaves: endpoint(settings.leafListen), leavesAdvertised: endpoint(own?.description)))
  }

  private func leafRole() -> BrokerConfig.Role {
    .leaf(hubs: hubs.flatMap(\.addresses).compactMap { endpoint($0) }, password: secrets.password)
  }

  /// As the log says; before the first meeting, as the answer named them.
  private var hubs: [MachineSettings.Hub] {
    let known = fleet.active.filter { $0.role == .hub }
      .map { MachineSettings.Hub($0.name, $0.addresses, key: $0.publicKey) }
    return known.isEmpty ? settings.hubs : known
  }

  /// On a hub, all machines that may come in; on others the machine itself.
  private func users() -> [BrokerUser] {
    let here = BrokerUser(name, password: secrets.password, role: role == .hub ? .hub : .leaf)
    guard role == .hub else { return [here] }
    let named = fleet.active.map { ($0.name, $0.role) } + settings.hubs.map { ($0.name, Machine.Role.hub) }
    let others = Dictionary(named) { first, _ in first }.filter { $0.key != name && !isLockedOut($0.key) }
    return [here]
      + others.sorted { $0.key < $1.key }.map { other, role in
        let password = MachineSecrets.password(of: other, fleetSecret: secrets.fleetSecret)
        return BrokerUser(other, password: password, role: role == .hub ? .hub : .leaf)
      }
  }
}
