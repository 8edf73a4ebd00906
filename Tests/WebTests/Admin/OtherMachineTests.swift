import Access
import Events
import Foundation
import Journal
import Notebook
import Rebuild
import Testing

@testable import Machines
@testable import Web

extension Office {
  /// Makes its machine one that is no hub, beside a hub and a region of others.
  fileprivate func becomes(_ name: String, _ role: Machine.Role, _ region: String = "") throws {
    let engine = site.notebook.engine
    let identity = MachineIdentity(name)
    let ours = Machine(
      name, role, region: region, origin: engine.journal.origin, publicKey: identity.publicKey)
    let others = [
      Machine(
        "nibe", .hub, origin: 7, publicKey: MachineIdentity("nibe").publicKey,
        addresses: ["127.0.0.1:7422"]),
      Machine("syd", .region, region: "syd", origin: 8, publicKey: MachineIdentity("syd").publicKey),
    ]
    try MachineFolder(data).keep(
      identity, MachineSecrets(), MachineSettings(ours, client: nil), engine.keyring)
    for machine in others + [ours] { try site.notebook.admit(machine) }
  }

  /// How many events are in its log.
  fileprivate var end: Position { get throws { try site.notebook.engine.journal.end } }
}

@Suite("The pages of a machine that is no hub", .takingTurns)
struct OtherMachineTests {
  private static let others: [(String, Machine.Role, String)] = [
    ("van-nord", .van, ""), ("nord-1", .region, "nord"),
  ]

  @Test("An admin sees all machines as this one knows them, and is sent to a hub for what only a hub does")
  func machines() async throws {
    for (name, role, region) in Self.others {
      let office = try Office()
      try office.becomes(name, role, region)
      try await office.served(to: [.admin]) { visitor in
        let page = try await visitor.get("/admin/machines")
        #expect(page.status == 200 && page.text.contains("denne maskine"), "\(page.text)")
        #expect(page.text.contains("lukkes ude på en hub") && page.text.contains("nibe"), "\(page.text)")
        #expect(!page.text.contains("/admin/admit"), "\(page.text)")
        #expect(page.text.contains("har sit gennem en hub"), "\(page.text)")
        #expect(try await visitor.object("/admin/machines")["isHub"] as? Bool == false)
        let hub = try await visitor.get("/admin/machines/nibe")
        #expect(hub.status == 200 && hub.text.contains("luk den ude på en hub"), "\(hub.text)")
        #expect(!hub.text.contains("action=\"/admin/machines"), "\(hub.text)")
        let itself = try await visitor.get("/admin/machines/\(name)")
        #expect(itself.status == 200 && !itself.text.contains("luk den ude"), "\(itself.text)")
        #expect(try await visitor.get("/admin/machines/vest").status == 404)
      }
    }
  }

  @Test("A form that only a hub can heed is not shown, and what it would send changes nothing")
  func forms() async throws {
    for (name, role, region) in Self.others {
      let office = try Office()
      try office.becomes(name, role, region)
      let request = try Joining(in: office.folder.path + "/new")
        .ask("van-ny", .van, region: "", addresses: [], client: nil)
      try await office.served(to: [.admin]) { visitor in
        let before = try office.end
        let form = try await visitor.get("/admin/admit")
        #expect(form.status == 422 && form.text.contains("på en hub"), "\(form.text)")
        let said = request.machine.fingerprint.description
        let answers = [
          try await visitor.post("/admin/admit", ["request": request.request, "fingerprint": said]),
          try await visitor.post("/admin/machines/syd/lock-out", ["reason": "væk", "sure": "syd"]),
        ]
        for answer in answers {
          #expect(answer.status == 422 && answer.text.contains("på en hub"), "\(answer.text)")
        }
        #expect(try office.end == before)
      }
    }
  }

  @Test("A participant may be told to move from any machine, to a region that there is")
  func moves() async throws {
    for (name, role, region) in Self.others {
      let office = try Office()
      try office.becomes(name, role, region)
      try await office.served(to: [.admin]) { visitor in
        let form = try await visitor.get("/admin/move")
        #expect(form.status == 200 && form.text.contains("<option>syd</option>"), "\(form.text)")
        let before = try office.end
        #expect(
          try await visitor.post("/admin/move", ["name": "Mirakuline", "region": "vest"]).status == 422)
        #expect(try office.end == before)
        let page = try await visitor.post("/admin/move", ["name": "Mirakuline", "region": "syd"])
        #expect(page.status == 303, "\(page.text)")
        let membership = try #require(try office.site.machines.membership())
        let kaj = try office.site.notebook.participant(named: "Mirakuline")
        #expect(membership.region(of: kaj) == "syd")
      }
    }
  }

  @Test("All other pages of an admin open there as on a machine that stands alone, and name nobody")
  func pages() async throws {
    for (name, role, region) in Self.others {
      let office = try Office()
      try office.becomes(name, role, region)
      try await office.served(to: [.admin]) { visitor in
        for page in ["", "/rehearsal", "/vocabulary", "/verify", "/keys", "/backups", "/machines", "/move"] {
          let seen = try await visitor.get("/admin" + page)
          #expect(seen.status == 200, "/admin\(page): \(seen.text)")
          for word in Office.storyWords { #expect(!seen.text.contains(word), "/admin\(page)") }
        }
      }
    }
  }
}
