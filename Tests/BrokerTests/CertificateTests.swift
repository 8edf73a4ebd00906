import Broker
import Certificates
import Foundation
import TestGround
import Testing

@Suite("Brokers know each other by certificates of the organisation")
struct CertificateTests {
  @Test("two hubs, a van and their programs meet over TLS; who may come in is reloaded all the same")
  func secured() async throws {
    let authority = try Authority.make(organisation: "Invented")
    let all = try Organisation(hubs: 2, leaves: ["van-1"])
    for server in all.hubs + all.leaves { try server.secure(authority, all.folder.path) }
    try all.start()
    let (hub, van) = (try all.hubs[1].connection(), try all.leaves[0].connection())
    hub.answer("tillid.meet.hub-2.van-1") { _, _ in [1] }
    #expect(try await van.answered("tillid.meet.hub-2.van-1", []) == [1])
    all.hubs[0].config.users += [BrokerUser("van-2", password: secret("van-2"), role: .leaf)]
    try all.hubs[0].reload()
    try await all.hubs[0].logs("Reloaded server configuration")
    #expect(try await van.answered("tillid.meet.hub-2.van-1", []) == [1])
    withExtendedLifetime(all) {}
  }

  @Test("a broker with a certificate of somebody else is not spoken to")
  func stranger() async throws {
    let all = try Organisation(hubs: 1)
    try all.hubs[0].secure(try Authority.make(organisation: "Stranger"), all.folder.path)
    try all.start()
    all.hubs[0].authority = try Authority.make(organisation: "Invented").certificate
    let connection = try all.hubs[0].connection()
    try await Task.sleep(for: .seconds(2))
    #expect(!connection.isConnected)
    withExtendedLifetime(all) {}
  }

  @Test("a certificate's key can be read by its owner alone, also while it is written anew")
  func files() throws {
    let folder = try Folder()
    let path = folder.path + "/key.pem"
    try PEMFile.write("first", to: path)
    try PEMFile.write(
      Authority.make(organisation: "Invented").issue("hub-1", hosts: ["hub.invalid", "::1"]).key, to: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("-----BEGIN PRIVATE KEY-----"))
  }
}

extension Server {
  func secure(_ authority: Authority, _ folder: String) throws {
    let issued = try authority.issue(config.name, hosts: ["127.0.0.1"])
    let base = "\(folder)/\(config.name)"
    let files = BrokerConfig.Certificates(
      certificate: "\(base).pem", key: "\(base)-key.pem", authority: "\(folder)/authority.pem")
    try PEMFile.write(authority.certificate, to: files.authority)
    try PEMFile.write(issued.certificate, to: files.certificate)
    try PEMFile.write(issued.key, to: files.key)
    config.certificates = files
    self.authority = authority.certificate
  }

  func logs(_ words: String) async throws {
    for _ in 0..<100 where !log.contains(words) { try await Task.sleep(for: .milliseconds(100)) }
    #expect(log.contains(words))
  }
}
