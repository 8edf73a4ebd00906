import Broker
import Foundation
import Glibc
import TestGround

/// A nats-server with a folder of its own. It ends with its test.
final class Server {
  var config: BrokerConfig
  /// What somebody makes of the file by hand.
  var change: (String) -> String = { $0 }
  /// By which its own program knows it; nil without TLS.
  var authority: String?
  private let folder: Folder
  private var process: Process?

  init(_ config: BrokerConfig, _ folder: Folder) {
    (self.config, self.folder) = (config, folder)
  }

  deinit {
    kill()
    if ProcessInfo.processInfo.environment["SHOW"] != nil { print(config.text(), log) }
  }

  private var path: String { "\(folder.path)/\(config.name).conf" }

  func write() throws { try change(config.text()).write(toFile: path, atomically: true, encoding: .utf8) }

  func start() throws {
    try write()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/sbin/nats-server")
    process.arguments = ["-c", path] + (ProcessInfo.processInfo.environment["SHOW"] != nil ? ["-D"] : [])
    try process.run()
    self.process = process
  }

  /// As when the machine loses its power.
  func kill() {
    guard let process, process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Reads its configuration again.
  func reload() throws {
    try write()
    if let process { Glibc.kill(process.processIdentifier, SIGHUP) }
  }

  /// Its store is deleted while it does not run.
  func wipe() throws { try FileManager.default.removeItem(atPath: config.store) }

  var log: String {
    (try? String(contentsOfFile: "\(folder.path)/\(config.name).log", encoding: .utf8)) ?? ""
  }
}

/// Machines of one organisation, each with a broker of its own, in one folder.
final class Organisation {
  let folder: Folder
  private(set) var hubs: [Server] = []
  private(set) var leaves: [Server] = []

  init(hubs count: Int, leaves names: [String] = []) throws {
    folder = try Folder()
    let ports = try freePorts(3 * count + names.count)
    let hubNames = (1...count).map { "hub-\($0)" }
    let users =
      hubNames.map { BrokerUser($0, password: secret($0), role: .hub) }
      + names.map { BrokerUser($0, password: secret($0), role: .leaf) }
    let clusters = ports[count..<2 * count].map { BrokerConfig.Endpoint("127.0.0.1", $0) }
    let doors = ports[2 * count..<3 * count].map { BrokerConfig.Endpoint("127.0.0.1", $0) }
    for (index, name) in hubNames.enumerated() {
      let hub = BrokerConfig.Hub(
        cluster: count > 1 ? clusters[index] : nil, others: clusters.filter { $0 != clusters[index] },
        clusterPassword: "between-hubs", leaves: doors[index])
      hubs.append(server(name, .hub(hub), ports[index], users))
    }
    for (index, name) in names.enumerated() {
      let role = BrokerConfig.Role.leaf(hubs: Array(doors), password: secret(name))
      let own = BrokerUser(name, password: secret(name), role: .leaf)
      leaves.append(server(name, role, ports[3 * count + index], [own]))
    }
  }

  private func server(_ name: String, _ role: BrokerConfig.Role, _ port: Int, _ users: [BrokerUser]) -> Server
  {
    Server(
      BrokerConfig(
        name: name, role: role, clients: .init("127.0.0.1", port), store: "\(folder.path)/\(name)",
        pidFile: "\(folder.path)/\(name).pid", logFile: "\(folder.path)/\(name).log", users: users), folder)
  }

  func start() throws { for server in hubs + leaves { try server.start() } }
}

/// Runs brokers until the body ends.
func organisation(
  hubs: Int, leaves: [String] = [], _ body: (Organisation) async throws -> Void
) async throws {
  let all = try Organisation(hubs: hubs, leaves: leaves)
  try all.start()
  try await body(all)
  withExtendedLifetime(all) {}
}

func secret(_ name: String) -> String { "of-\(name)" }

extension Server {
  func connection() throws -> BrokerConnection {
    try BrokerConnection(
      BrokerAddress(
        url: "\(authority == nil ? "nats" : "tls")://\(config.clients)", user: config.name,
        password: secret(config.name), authority: authority),
      name: config.name)
  }
}

/// So many messages with ids of their own.
func messages(_ count: Int, from name: String, role: String = "hub") -> [Outgoing] {
  (0..<count).map { number in
    Outgoing(
      subject: "tillid.\(role).\(name).all.\(number % 16)", id: "\(name):\(number)",
      bytes: Array("line \(number)".utf8))
  }
}

extension BrokerConnection {
  /// The van's own reader of the hubs' stream.
  func hubEvents() async throws -> PullConsumer {
    try await consumer(stream: BrokerUser.events, durable: name, domain: BrokerConfig.hubDomain)
  }
}

extension PullConsumer {
  /// All that comes until so many different ids have, acknowledged; gives up when a second long nothing comes.
  func ids(_ count: Int, quiet: Duration = .seconds(10)) async throws -> [String] {
    var ids: [String] = []
    var seen: Set<String> = []
    while seen.count < count {
      let some = try await next(atMost: 1_000, wait: quiet)
      if some.isEmpty { break }
      await ack(some)
      ids += some.map(\.id)
      seen.formUnion(some.map(\.id))
    }
    return ids
  }
}
