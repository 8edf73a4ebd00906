import Access
import ArgumentParser
import Carrier
import Foundation
import Machines
import Notebook
import Rebuild
import Web

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The web pages, until it is asked to stop.",
    discussion: """
      Listens on this machine alone unless --host says otherwise. Give --certificate and --certificate-key, or let a \
      proxy in front encrypt and say --address https://….
      """)

  @Option(name: .long, help: "Where it listens.") var host = "127.0.0.1"
  @Option(name: .long, help: "The port; 0 takes one that is free.") var port = 8080
  @Option(name: .long, help: ArgumentHelp("How it is reached from outside.", valueName: "url")) var address:
    String?
  @Option(name: .long, help: "A certificate and its chain, in PEM.", completion: .file()) var certificate:
    String?
  @Option(name: .long, help: "Its key, in PEM.", completion: .file()) var certificateKey: String?
  @Option(name: .long, help: "Where backups lie that an admin makes from the pages.", completion: .directory)
  var backups: String?
  @Flag(name: .long, help: "A proxy in front says whom it asks for, in X-Forwarded-For.") var behindProxy =
    false
  @Option(name: .long, help: "Requests a second from one place or device; three times as many at once.")
  var mostPerSecond = 100.0
  @Option(
    name: .long,
    help: "A file with one word: who sends it as a bearer token is told of the machines by /metrics.",
    completion: .file())
  var metricsTokenFile: String?
  @OptionGroup var openID: OpenIDOptions
  @OptionGroup var common: Common

  /// Where it is reached, if nobody says otherwise.
  static let defaultAddress = "http://127.0.0.1:8080"

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
    guard (certificate == nil) == (certificateKey == nil) else {
      throw ValidationError("--certificate and --certificate-key go together.")
    }
    guard mostPerSecond >= 1 else { throw ValidationError("--most-per-second takes a number from 1.") }
  }

  /// So short a word can be guessed.
  private static let shortest = 16

  private func monitorToken() throws -> String? {
    guard let path = metricsTokenFile else { return nil }
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw CommandError.unreadableFile(path, "\(error.localizedDescription)")
    }
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard token.count >= Self.shortest, !token.contains(where: \.isWhitespace) else {
      throw ValidationError(
        "--metrics-token-file takes a file with one word of at least \(Self.shortest) characters: ‘openssl rand -hex 16’ makes one."
      )
    }
    return token
  }

  func run() async throws {
    let notebook = try common.open()
    let scheme = certificate == nil ? "http" : "https"
    let address = address ?? "\(scheme)://\(host):\(port)"
    var settings = Settings(address: address, isSecure: address.hasPrefix("https:"), data: common.folder.path)
    (settings.backups, settings.version) = (backups, Tillid.configuration.version)
    (settings.isProxied, settings.mostPerSecond) = (behindProxy, mostPerSecond)
    settings.provider = try openID.provider()
    settings.monitorToken = try monitorToken()
    settings.complain = { Terminal.complain("tillid: \($0)") }
    let register = try Register(
      at: common.folder.accessPath, notebook.engine.keyring, idle: settings.idleSeconds)
    let desk = FleetDesk(notebook, in: common.folder.path)
    let (carrying, door) = common.fleet(notebook, desk)
    let site = try Site(notebook, register, settings, machines: desk)
    let server = Server(
      site, host: host, port: port,
      certificate: certificate.flatMap { chain in certificateKey.map { (chain, $0) } },
      beside: [carrying, door])
    let isNew = try register.people().isEmpty && settings.provider == nil
    try await server.run { _ in
      let address = site.address
      do { try register.moved(to: address) } catch { Terminal.complain("tillid: \(error)") }
      Terminal.complain(
        common.say(
          "Tillid er åben på \(address). Ctrl-C lukker.", "Tillid is open at \(address). Ctrl-C closes it."))
      if isNew { Terminal.complain(firstInvitation) }
    }
  }

  /// Without it whoever opens the address stands before a door that nobody has been let in by.
  private var firstInvitation: String {
    common.say(
      "Ingen er lukket ind endnu. I en anden terminal: tillid invite NAVN --role admin --role helper",
      "Nobody has been let in yet. In another terminal: tillid invite NAME --role admin --role helper")
  }
}
