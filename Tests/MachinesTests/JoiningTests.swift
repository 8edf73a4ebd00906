import Dispatch
import Events
import Foundation
import Journal
import Keyring
import TestGround
import Testing

@testable import Machines

@Suite struct `Asking and answering` {
  private let asked = Machine(
    "van-nord", .van, region: "nord", origin: 0, publicKey: MachineIdentity("van-nord").publicKey)

  @Test("A request is read the same after a mail has put its own lines and line ends around it")
  func mailed() throws {
    let text = Armour("REQUEST", asked.fields).text
    let mailed = "Kære Else\r\n\r\n" + text.replacing("\n", with: "  \r\n") + "Hilsen Bo\r\n"
    let read = try Machine(Armour("REQUEST", reading: mailed, from: "f").fields, in: "f")
    #expect(read == asked)
    #expect(read.fingerprint == asked.fingerprint)
  }

  @Test("Whatever is changed in a request, its fingerprint is another")
  func fingerprint() {
    var others = [asked, asked, asked, asked, asked]
    others[0].name = "van-syd"
    others[1].role = .hub
    others[2].region = ""
    others[3].publicKey[31] ^= 1
    others[4].addresses = ["evil.example:7422"]
    #expect(Set(others.map(\.fingerprint)).count == 5)
    #expect(!others.map(\.fingerprint).contains(asked.fingerprint))
  }

  @Test("A fingerprint is known as it is heard: small letters, O for 0, L for 1, without spaces")
  func heard() {
    let text = asked.fingerprint.description
    let heard = text.lowercased().replacing("0", with: "o").replacing("1", with: "l").replacing(" ", with: "")
    #expect(Fingerprint(spoken: heard) == asked.fingerprint)
    #expect(Fingerprint(spoken: String(text.dropLast())) == nil)
    #expect(Fingerprint(spoken: text + "A") == nil)
    #expect(Fingerprint(spoken: "") == nil)
  }

  @Test("The same question gives the same request, and another is refused")
  func twice() throws {
    let folder = try Folder()
    let joining = Joining(in: folder.path)
    func ask(_ name: String, _ region: String) throws -> String {
      try joining.ask(name, .van, region: region, addresses: [], client: nil).request
    }
    let request = try ask("van-nord", "nord")
    #expect(try ask("van-nord", "nord") == request)
    #expect(throws: MachinesError.self) { try ask("van-nord", "syd") }
    #expect(throws: MachinesError.self) { try ask("van-syd", "nord") }
    let mode = try FileManager.default.attributesOfItem(atPath: joining.folder.askingPath)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("A file that several write at once is one of theirs, whole, and nobody is refused")
  func atOnce() throws {
    let ground = try Folder()
    let folder = MachineFolder(ground.path)
    let writers = (0..<8).map { [UInt8](repeating: UInt8($0), count: 4096) }
    DispatchQueue.concurrentPerform(iterations: writers.count) { writer in
      for _ in 0..<50 {
        do { try folder.write(writers[writer], at: folder.brokerPath, synced: false) } catch {
          Issue.record(error)
        }
      }
    }
    let written = try Data(contentsOf: URL(filePath: ground.path + "/broker/nats.conf"))
    #expect(writers.contains([UInt8](written)))
  }

  @Test("Names and addresses that would not stand in a subject or a file are refused")
  func names() {
    for name in ["", "Van", "van nord", "van.nord", "-van", "van-", "vån", String(repeating: "a", count: 33)]
    {
      #expect(!Machine.isName(name))
    }
    for name in ["nibe", "van-7", "a"] { #expect(Machine.isName(name)) }
    for address in ["hub", "hub:", ":7422", "hub:0", "hub:65534", "hu\"b:1", "a b:1", "a/b:1"] {
      #expect(!Machine.isAddress(address))
    }
    #expect(Machine.isAddress("hub.example.org:7422"))
    #expect(!Machine.isRegion("all"))
  }

  @Test("Bytes that nobody vouches for are refused, never followed")
  func nonsense() {
    var chance = Seeded(7)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...80, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      _ = try? Grant(bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? Armour(
        "ANSWER", reading: "-----BEGIN TILLID ANSWER-----\n\(text)\n-----END TILLID ANSWER-----", from: "f")
    }
  }

  @Test("A machine that is told it is locked out has no key left in its folder, and says why")
  func destroyed() throws {
    let site = try Site("van-nord", .van)
    try site.admit(site.identity, .van, origin: site.journal.origin)
    let folder = MachineFolder(site.path)
    try folder.checkNotLockedOut()
    try folder.destroyKeys("told by nibe")
    let left = FileManager.default.enumerator(atPath: site.path + "/keys")?.compactMap { $0 as? String } ?? []
    #expect(!left.contains("epoch"))
    #expect(!left.contains { $0.hasSuffix(".mdb") })
    #expect(!FileManager.default.fileExists(atPath: folder.identityPath))
    #expect(throws: MachinesError.self) { try folder.checkNotLockedOut() }
    let master = try MasterKey(file: site.path + ".key")
    #expect(throws: KeyringError.self) {
      try Keyring(at: site.path + "/keys", master: master, readOnly: true)
    }
  }
}
