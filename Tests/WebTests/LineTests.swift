import Access
import Events
import Notebook
import Rebuild
import Testing
import Timeline

@Suite("A line", .takingTurns) struct LineTests {
  @Test("sent again, also at the same moment, is kept once and answered alike")
  func again() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    let id = try #require(site.outboxID(16))
    try await site.served { browser in
      let line = [
        ("line", "Ole Testmand og ham med hunden fik hver en sovepose"), ("at", "Nibe"), ("id", id),
      ]
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<8 { group.addTask { try await browser.post("/api/lines", line, as: .helper).text } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(answers.count == 1)
      #expect(answers.first?.contains("\"event\":\"\(id)\"") == true)
      #expect(try site.told(of: ole, "sovepose") == 1)
      _ = try site.notebook.withdraw([.care], of: "ham med hunden")
      let later = try await browser.post("/api/lines", line, as: .helper)
      #expect(later.status == 200)
      #expect(try site.told(of: ole, "sovepose") == 1)
    }
  }

  @Test("of other words under the same id is refused, and the first stands")
  func otherWords() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    let id = try #require(site.outboxID(32))
    try await site.served { browser in
      for (line, status) in [
        ("Ole Testmand fik kaffe", 200), ("Ole Testmand fik kaffe og kage", 409),
        ("I dag fik Ole Testmand kaffe", 409), ("Ole Testmand fik mad", 409), ("Ole Testmand fik kaffe", 200),
      ] {
        let reply = try await browser.post("/api/lines", [("line", line), ("id", id)], as: .helper)
        #expect(reply.status == status)
      }
      #expect(try site.told(of: ole, "kage") == 0)
    }
  }

  @Test("may not take an id of another device, nor one between two lines")
  func strangeID() async throws {
    let site = try TestSite()
    let own = try #require(site.seat(.helper)).origins.outbox
    try await site.served { browser in
      for id in ["00000000000000aa-16", EventID(origin: own, sequence: 17).description, "x"] {
        let reply = try await browser.post("/api/lines", [("line", "kaffe"), ("id", id)], as: .helper)
        #expect(reply.status == 422)
      }
    }
  }

  @Test("shows what it tells; what is taken off stays off, and undone is undone until it is brought back")
  func mending() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    try await site.served { browser in
      let told = try await browser.post(
        "/api/lines", [("line", "fik mad"), ("person", "\(ole)"), ("at", "Nibe")], as: .helper
      ).json()
      let place = "/lines/\(try #require(told["event"] as? String))"
      #expect(try site.kinds(told) == ["meal"])
      func mend(_ what: String, _ fields: [(String, String)] = []) async throws -> String {
        #expect(try await browser.post(place + what, fields, as: .helper).status == 303)
        return try await browser.get(place, as: .helper).text
      }
      #expect(
        try await mend("/chips", [("kind", "meal"), ("holds", "false")]).contains("Sæt på igen: måltid"))
      #expect(
        try await mend("/chips", [("kind", "Dentist"), ("mode", "arranged")]).contains("aftalt: tandlæge"))
      #expect(try await mend("/words", [("line", "fik suppe og brød")]).contains("fik suppe og brød"))
      #expect(try await mend("/undo").contains("Fortrudt"))
      #expect(try await mend("/undo").contains("Fortrudt"))
      #expect(try site.told(of: ole, "suppe") == 0)
      #expect(try await mend("/redo").contains("Gemt"))
      #expect(try site.told(of: ole, "suppe") == 1)
      #expect(try await browser.post(place + "/chips", [("kind", "vrøvl")], as: .helper).status == 422)
      #expect(try await browser.get(place, as: .elsewhere).status == 403)
      #expect(try await browser.post(place + "/undo", as: .elsewhere).status == 403)
    }
  }

  @Test("about somebody who has said no keeps no name, and the page asks once whether they now say yes")
  func presence() async throws {
    let site = try TestSite()
    _ = try site.notebook.withdraw([.care], of: "Ole Testmand")
    try await site.served { browser in
      let kept = try await browser.post(
        "/lines", [("line", "Ole Testmand fik kaffe"), ("at", "Nibe")], as: .helper)
      let place = try #require(kept.location)
      #expect(!place.contains("Ole"))
      #expect(try await browser.get(place, as: .helper).text.contains("Ole Testmand"))
      #expect(try await !browser.get(place, as: .both).text.contains("Ole Testmand"))
    }
  }

  @Test("with nothing in it is refused by a sentence, and a number of a person is masked")
  func refusals() async throws {
    let site = try TestSite()
    try await site.served { browser in
      #expect(try await browser.post("/api/lines", [("line", " ")], as: .helper).status == 422)
      let told = try await browser.post(
        "/api/lines", [("line", "Ole Testmand sagde 010190-1234")], as: .helper
      ).json()
      #expect(told["masked"] as? Bool == true)
      let kept = try #require(told["line"] as? String)
      #expect(
        kept.hasPrefix("Ole Testmand sagde ") && !kept.contains("1234"), "shown instead of what was typed")
    }
  }
}

extension TestSite {
  /// An id that Jytte's outbox may give.
  func outboxID(_ sequence: UInt64) -> String? {
    seat(.helper).map { EventID(origin: $0.origins.outbox, sequence: sequence).description }
  }

  /// How many lines with these words stand in somebody's story.
  func told(of person: Handle, _ words: String) throws -> Int {
    try notebook.engine.view(Timeline.self, of: person)?.happenings
      .count { $0.told.line.text.contains(words) } ?? 0
  }

  func kinds(_ told: [String: Any]) throws -> [String] {
    try #require(told["chips"] as? [[String: Any]]).compactMap { $0["kind"] as? String }
  }
}
