import Broker
import Foundation
import Glibc

/// Servers of one or three hubs in a folder of their own, on loopback.
final class Bench {
  /// As large as a sealed line is.
  static let bytes = 180
  private static let password = "only-for-the-bench"

  private let folder: URL
  private let configs: [BrokerConfig]
  private var processes: [Process] = []

  init(hubs: Int) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "broker-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let base = Int.random(in: 20_000..<30_000)
    let clusters = (0..<hubs).map { BrokerConfig.Endpoint("127.0.0.1", base + 10 + $0) }
    let path = folder.path
    configs = (0..<hubs).map { number in
      let name = "hub-\(number + 1)"
      let hub = BrokerConfig.Hub(
        cluster: clusters[number], others: clusters.filter { $0 != clusters[number] },
        clusterPassword: Self.password)
      return BrokerConfig(
        name: name, role: .hub(hub), clients: .init("127.0.0.1", base + number), store: "\(path)/\(name)",
        pidFile: "\(path)/\(name).pid", logFile: "\(path)/\(name).log",
        users: [BrokerUser("hub-1", password: Self.password, role: .hub)])
    }
  }

  var url: String { "nats://hub-1:\(Self.password)@\(configs[0].clients)" }

  /// Returns when the stream takes messages.
  func begin() async throws -> BrokerConnection {
    for config in configs {
      let file = folder.appending(path: "\(config.name).conf").path
      try config.text().write(toFile: file, atomically: true, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/sbin/nats-server")
      process.arguments = ["-c", file]
      try process.run()
      processes.append(process)
    }
    let connection = try BrokerConnection(
      BrokerAddress(url: "nats://\(configs[0].clients)", user: "hub-1", password: Self.password),
      name: "hub-1")
    try await connection.ensure(
      StreamPlan(BrokerUser.events, subjects: ["tillid.hub.>"], replicas: configs.count),
      patience: .seconds(60))
    return connection
  }

  func end() {
    for process in processes {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    _ = try? FileManager.default.removeItem(at: folder)  // what stays is in the temporary folder
  }

  func tell(_ what: String, _ who: String, _ count: Int, _ body: () async throws -> Void) async throws {
    let clock = ContinuousClock()
    let began = clock.now
    try await body()
    let spent = clock.now - began
    let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
    let rate = Int(Double(count) / seconds)
    print(
      #"{"what":"\#(what)","who":"\#(who)","hubs":\#(configs.count),"messages":\#(count),"a_second":\#(rate)}"#
    )
  }

  func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchError.failed("\(program) \(arguments[0])") }
  }
}
