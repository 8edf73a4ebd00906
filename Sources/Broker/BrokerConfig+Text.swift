extension BrokerConfig {
  /// The file, for nats-server 2.9 and later. It holds passwords: mode 0600.
  public func text() -> String {
    let all = [server, jetStream, roles, authorization, tls("tls", clients: true)]
    return "# Written by tillid, and written again when a machine comes or goes.\n" + all.joined()
  }

  private var server: String {
    let http = monitoring.map { "http: \(quoted("127.0.0.1:\($0)"))\n" } ?? ""
    let log = logFile.map { "log_file: \(quoted($0))\n" } ?? ""
    return """
      server_name: \(quoted(name))
      listen: \(quoted(clients.description))
      pid_file: \(quoted(pidFile))
      max_payload: \(Self.largestMessage)
      ping_interval: "10s"
      ping_max: 2
      write_deadline: "10s"
      \(log)\(http)
      """
  }

  private var jetStream: String {
    let most = mostBytes.map { "  max_file_store: \($0)\n" } ?? ""
    return """
      jetstream {
        store_dir: \(quoted(store))
        domain: \(quoted(domain))
        max_memory_store: 67108864
      \(most)}

      """
  }

  private var roles: String {
    switch role {
    case .hub(let hub): cluster(hub) + leaves(hub)
    case .leaf(let hubs, let password): remotes(hubs, password)
    }
  }

  private func cluster(_ hub: Hub) -> String {
    // With a cluster and no other to be in it, the server does not start.
    guard let cluster = hub.cluster, !hub.others.isEmpty else { return "" }
    let scheme = certificates == nil ? "nats" : "tls"
    let routes = hub.others.map { "    \(quoted("\(scheme)://tillid:\(hub.clusterPassword)@\($0)"))\n" }
    return """
      cluster {
        name: tillid
        listen: \(quoted(cluster.description))
      \(advertised(hub.clusterAdvertised))  authorization { user: tillid, password: \(quoted(hub.clusterPassword)) }
        routes: [
      \(routes.joined())  ]
      \(tls("  tls", clients: true))}

      """
  }

  /// Whether a server that was started by this text is one of a cluster.
  public static func hasCluster(_ text: String) -> Bool { text.contains("\ncluster {\n") }

  private func leaves(_ hub: Hub) -> String {
    guard let leaves = hub.leaves else { return "" }
    return """
      leafnodes {
        listen: \(quoted(leaves.description))
      \(advertised(hub.leavesAdvertised))\(tls("  tls", clients: false))}

      """
  }

  /// Unless it is said where it is reached, a server tells others nothing of its addresses.
  private func advertised(_ endpoint: Endpoint?) -> String {
    endpoint.map { "  advertise: \(quoted($0.description))\n" } ?? "  no_advertise: true\n"
  }

  private func remotes(_ hubs: [Endpoint], _ password: String) -> String {
    let scheme = certificates == nil ? "nats-leaf" : "tls"
    let urls = hubs.map { "        \(quoted("\(scheme)://\(name):\(password)@\($0)"))\n" }
    guard !urls.isEmpty else { return "" }
    let authority = certificates.map { "      tls { ca_file: \(quoted($0.authority)) }\n" } ?? ""
    return """
      leafnodes {
        no_advertise: true
        reconnect: 2
        remotes: [
          {
            urls: [
      \(urls.joined())      ]
      \(authority)    }
        ]
      }

      """
  }

  private var authorization: String {
    "authorization {\n  timeout: 5\n  users: [\n" + users.map(user).joined() + "  ]\n}\n"
  }

  private func user(_ user: BrokerUser) -> String {
    var (said, heard) = (user.said, user.heard)
    if case .leaf = role { (said, heard) = (user.saidAtHome, user.heardAtHome) }
    return """
          {
            user: \(quoted(user.name)), password: \(quoted(user.password))
            permissions: {
              publish: { allow: [\(list(said))] }
              subscribe: { allow: [\(list(heard))] }
            }
          }

      """
  }

  /// - Parameter clients: whether it also begins connections itself.
  private func tls(_ key: String, clients: Bool) -> String {
    guard let certificates else { return "" }
    return """
      \(key) {
        cert_file: \(quoted(certificates.certificate)), key_file: \(quoted(certificates.key))
        ca_file: \(quoted(certificates.authority)), timeout: 5
      }

      """
  }

  private func list(_ subjects: [String]) -> String { subjects.map(quoted).joined(separator: ", ") }

  /// As the server's configuration reads it. Names and passwords of ours hold neither quotes nor backslashes; paths
  /// may.
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
