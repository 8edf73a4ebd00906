import Access
import Events
import Foundation
import Machines
import Notebook
import Testing

@testable import Web

extension Office {
  /// Makes its machine the hub nibe.
  fileprivate func begin() throws {
    let order = FleetOrder.begin(name: "nibe", addresses: ["127.0.0.1:7422"], client: nil)
    _ = try site.machines.carryOut(order, by: "Karen")
  }

  /// What a new machine asks, and what is read out there.
  fileprivate func asks(_ name: String, region: String = "") throws -> (request: String, said: String) {
    let joining = Joining(in: folder.path + "/" + name)
    let asked = try joining.ask(name, .van, region: region, addresses: [], client: nil)
    return (asked.request, asked.machine.fingerprint.description)
  }

  /// What the carrier would have seen of the machines, if one ran.
  fileprivate func sees(_ change: (inout CarrierState) -> Void) throws {
    var state = CarrierState()
    state.at = Now.read().moment.milliseconds
    state.isConnected = true
    change(&state)
    try MachineFolder(data).write(state)
  }

  /// Of the events of this kind, what stands in them.
  fileprivate func told(_ type: String) throws -> [[String: Any]] {
    let (process, answer) = (Process(), Pipe())
    process.executableURL = URL(filePath: Self.program)
    process.arguments = ["tail", "--data", data]
    process.standardOutput = answer
    try process.run()
    let text = String(decoding: try answer.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return try text.split(separator: "\n").compactMap { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return event?["type"] as? String == "tillid.\(type)" ? event?["data"] as? [String: Any] : nil
    }
  }
}

@Suite("The machines, as an admin sees them", .takingTurns)
struct MachinesPageTests {
  @Test(
    "A machine that stands alone is told so calmly, and when it would need others; there is nothing to press")
  func alone() async throws {
    let office = try Office()
    try await office.served(to: [.admin]) { visitor in
      let page = try await visitor.get("/admin/machines")
      #expect(page.status == 200 && page.text.contains("Her er én maskine"), "\(page.text)")
      #expect(page.text.contains("150 MB") && !page.text.contains("data-follow"))
      #expect(try await visitor.get("/admin/machines", in: .english).text.contains("for most that is enough"))
      for path in ["/admin/machines/nibe", "/admin/admit", "/admin/move"] {
        #expect(try await visitor.get(path).status == 404, "\(path)")
      }
      let metrics = try await visitor.get("/metrics", as: office.monitor).text
      #expect(!metrics.contains("tillid_machine"))
    }
  }

  @Test("Who was heard on the telephone is let in, under the account's name; who was not, is not")
  func admits() async throws {
    let office = try Office()
    try office.begin()
    let (request, said) = try office.asks("van-nord", region: "nord")
    try await office.served(to: [.admin]) { visitor in
      #expect(try await visitor.get("/admin/admit").status == 200)
      for wrong in ["", String(said.reversed())] {
        let refused = try await visitor.post("/admin/admit", ["request": request, "fingerprint": wrong])
        #expect(refused.status == 422, "\(refused.text)")
      }
      #expect(!(try await visitor.get("/admin/machines").text.contains("van-nord")))
      let heard = said.lowercased().replacing(" ", with: "")
      let admitted = try await visitor.post("/admin/admit", ["request": request, "fingerprint": heard])
      #expect(admitted.status == 200 && admitted.text.contains("BEGIN TILLID ANSWER"), "\(admitted.text)")
      let page = try await visitor.get("/admin/machines")
      #expect(
        page.text.contains("van · nord") && page.text.contains("har ikke været i kontakt herfra endnu"),
        "\(page.text)")
    }
    let told = try office.told("machineAdmitted")
    #expect(told.map { $0["machine"] as? String } == ["nibe", "van-nord"])
    #expect(told.last?["by"] as? String == "Karen")
  }

  @Test(
    "A lost machine is locked out from its page by one who says so twice, and what that cannot do is said before"
  )
  func locksOut() async throws {
    let office = try Office()
    try office.begin()
    let (request, said) = try office.asks("van-nord")
    try await office.served(to: [.admin]) { visitor in
      try await visitor.post("/admin/admit", ["request": request, "fingerprint": said])
      let page = try await visitor.get("/admin/machines/van-nord")
      #expect(
        page.text.contains("det kan ikke fortrydes") && page.text.contains("alles historier"), "\(page.text)")
      let unsure = try await visitor.post("/admin/machines/van-nord/lock-out", ["reason": "stjålet"])
      #expect(unsure.status == 422)
      #expect(try office.told("machineLockedOut").isEmpty)
      try await visitor.post("/admin/machines/van-nord/lock-out", ["reason": "stjålet", "sure": "van-nord"])
      let after = try await visitor.get("/admin/machines/van-nord")
      #expect(
        after.text.contains("lukket ude") && !after.text.contains("action=\"/admin/machines"), "\(after.text)"
      )
      let all = try await visitor.object("/admin/machines")
      #expect((all["lockedOut"] as? [Any])?.count == 1 && (all["machines"] as? [Any])?.count == 1)
      let again = try await visitor.post("/admin/admit", ["request": request, "fingerprint": said])
      #expect(again.status == 422 && again.text.contains("for altid"), "\(again.text)")
      let itself = try await visitor.post("/admin/machines/nibe/lock-out", ["sure": "nibe"])
      #expect(itself.status == 422 && itself.text.contains("lukke sig selv ude"), "\(itself.text)")
    }
    let told = try #require(try office.told("machineLockedOut").first)
    #expect(told["by"] as? String == "Karen" && told["reason"] as? String == "stjålet")
    let broker = try String(contentsOfFile: office.data + "/broker/nats.conf", encoding: .utf8)
    #expect(!broker.contains("van-nord"))
  }

  @Test("A participant is moved to a region that there is, and no page of an admin says the name")
  func moves() async throws {
    let office = try Office()
    try office.begin()
    let (request, said) = try office.asks("van-nord", region: "nord")
    try await office.served(to: [.admin]) { visitor in
      try await visitor.post("/admin/admit", ["request": request, "fingerprint": said])
      #expect(try await visitor.get("/admin/move").text.contains("<option>nord</option>"))
      let nowhere = try await visitor.post("/admin/move", ["name": "Mirakuline", "region": "vest"])
      #expect(nowhere.status == 422 && nowhere.text.contains("Ingen maskine har regionen"), "\(nowhere.text)")
      let nobody = try await visitor.post("/admin/move", ["name": "Ingen Kendt", "region": "nord"])
      #expect(nobody.status == 422, "\(nobody.text)")
      try await visitor.post("/admin/move", ["name": "Mirakuline", "region": "nord"])
      let page = try await visitor.get("/admin/machines")
      #expect(
        page.text.contains("hører til regionen nord") && !page.text.contains("Mirakuline"), "\(page.text)")
    }
    #expect(try office.told("participantMoved").count == 1)
  }

  @Test(
    "Where two machines part is said with the event and what to do; so is what waits, and whom an erasure waits for"
  )
  func parted() async throws {
    let office = try Office()
    try office.begin()
    let (request, said) = try office.asks("van-nord")
    try await office.served(to: [.admin]) { visitor in
      try await visitor.post("/admin/admit", ["request": request, "fingerprint": said])
      try office.sees { state in
        var van = CarrierState.Peer()
        (van.contact, van.met, van.isEqual) = (state.at - 120_000, state.at - 120_000, false)
        (van.lacks, van.lacksSince) = (214, state.at - 9 * 86_400_000)
        van.partings = ["00000000000000a1-42"]
        state.peers["van-nord"] = van
      }
      _ = try office.site.notebook.erase("Mirakuline", Telling(""))
      for path in ["/admin/machines", "/admin/machines/van-nord"] {
        let page = try await visitor.get(path)
        #expect(page.text.contains("skilles ved 00000000000000a1-42"), "\(page.text)")
        #expect(page.text.contains("tillid restore") && page.text.contains("214 hændelser"), "\(page.text)")
        #expect(page.text.contains("bekræftet") && !page.text.contains("Mirakuline"), "\(page.text)")
      }
    }
  }

  @Test(
    "The monitor, and nobody else, reads of each machine how far behind it is and since when, and nobody's name"
  )
  func metrics() async throws {
    let office = try Office()
    try office.begin()
    let (request, said) = try office.asks("van-nord")
    try await office.served(to: [.admin]) { visitor in
      try await visitor.post("/admin/admit", ["request": request, "fingerprint": said])
      try office.sees { state in
        var van = CarrierState.Peer()
        (van.contact, van.isEqual, van.lacks, van.lacksSince) = (state.at, true, 3, state.at - 60_000)
        (state.peers["van-nord"], state.unsent) = (van, 5)
      }
      for other in [nil, "", "another word", office.monitor + "1", String(office.monitor.dropLast())] {
        let told = try await visitor.get("/metrics", as: other).text
        #expect(!told.contains("machine") && !told.contains("van-nord"), "\(other ?? "nobody"): \(told)")
        #expect(told.hasSuffix("# EOF\n"))
      }
      let text = try await visitor.get("/metrics", as: office.monitor).text
      let van = "{machine=\"van-nord\",role=\"van\"}"
      for line in [
        "tillid_machine_lag_events\(van) 3.0", "tillid_machine_equal\(van) 1.0",
        "tillid_machine_parted_events\(van) 0.0", "tillid_machine_unanswered_erasures\(van) 0.0",
        "tillid_unsent_events 5", "tillid_broker_connected 1", "tillid_keyless_participants 0",
        "# UNIT tillid_machine_lag_seconds seconds",
      ] { #expect(text.contains(line + "\n"), "\(line) is not in \(text)") }
      let lag = try #require(text.firstMatch(of: /tillid_machine_lag_seconds\{.*\} (\d+)/)?.1)
      #expect(try #require(Int(lag)) >= 60)
      #expect(text.contains("tillid_machine_contact_timestamp_seconds\(van) "))
      #expect(text.hasSuffix("# EOF\n") && text.ranges(of: "# EOF").count == 1)
      for word in Office.storyWords + ["Karen"] { #expect(!text.contains(word)) }
    }
  }
}
