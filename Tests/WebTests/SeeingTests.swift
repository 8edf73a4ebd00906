import Access
import Events
import Notebook
import Readers
import Rebuild
import Testing
import Web

@Suite("Seeing", .takingTurns) struct SeeingTests {
  @Test("whom a helper has not met is neither listed, nor found by a search, nor opened")
  func unmet() async throws {
    let site = try TestSite()
    let bente = try site.person("Bente Prøve")
    try await site.served { browser in
      for path in ["/people", "/people?q=Ben", "/search?q=hus", "/search?q=Bente%20hus", "/tonight"] {
        #expect(try await !browser.get(path, as: .helper).text.contains("Bente Prøve"))
      }
      #expect(try await browser.get("/search?q=hus", as: .elsewhere).text.contains("Bente Prøve"))
      let refused = try await browser.get("/people/\(bente)/brief", as: .helper)
      #expect(refused.status == 403)
      #expect(refused.text.contains("/people/\(bente)/why"))
      #expect(try await browser.get("/people?q=Kvasir", as: .helper).text.contains("kaldes “Kvasir”"))
      #expect(try await !browser.get("/people", as: .helper).text.contains("kaldes “"))
      let strange = try await browser.get("/events/0000000000000001-9", as: .helper)
      #expect(strange.status == 404 && !strange.text.contains("tillid timeline"))
      let asked = try await browser.get("/people?q=bente%20pr%C3%B8ve", as: .helper).text
      #expect(asked.contains("/people/\(bente)/why"))
      #expect(!asked.contains("Bente Prøve"))
    }
  }

  @Test("a reason opens a history for a day, and the one described can read it")
  func why() async throws {
    let site = try TestSite()
    let bente = try site.person("Bente Prøve")
    let brief = "/people/\(bente)/brief"
    try await site.served { browser in
      #expect(try await browser.post("/people/\(bente)/why", as: .helper).status == 422)
      let opened = try await browser.post(
        "/people/\(bente)/why", [("why", "skal følge Bente Prøve til lægen")], as: .helper)
      #expect(opened.location == brief)
      #expect(try await browser.get(brief, as: .helper).status == 200)
      #expect(try await browser.get(brief, as: .admin).status == 403)
      let looks = try site.notebook.engine.view(Readers.self, of: bente)?.looks ?? []
      #expect(looks.contains { $0.by == "Jytte" && $0.purpose == "asked: skal følge … til lægen" })
      site.clock.move(seconds: 23 * 3600)
      try site.unlock(.helper)
      #expect(try await browser.get(brief, as: .helper).status == 200)
      site.clock.move(seconds: 3600)
      try site.unlock(.helper)
      #expect(try await browser.get(brief, as: .helper).status == 403)
    }
  }

  @Test("each page that shows somebody writes who looked, and why, from where they came")
  func purposes() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    try await site.served { browser in
      _ = try await browser.get("/people/\(ole)/brief", as: .helper)
      _ = try await browser.get("/people/\(ole)/brief?way=tonight", as: .helper)
      _ = try await browser.get("/search?q=kaffe", as: .helper)
      try site.site.reads.empty()
      let looks = try site.notebook.engine.view(Readers.self, of: ole)?.looks ?? []
      #expect(
        looks.map { "\($0.purpose) \($0.view)" } == ["before-visit brief", "tonight brief", "search words"])
      #expect(looks.allSatisfy { ReadPurpose($0.purpose) != nil })
    }
  }

  @Test("somebody new is remembered by a spoken yes, with the wording, and nobody else's name is taken")
  func newcomer() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let yes = try await browser.post("/people", [("name", "Lone Prøve"), ("at", "Nibe")], as: .helper)
      let lone = try site.person("Lone Prøve")
      #expect(yes.location == "/people/\(lone)/brief?stop=Nibe")
      #expect(try await browser.get("/people/\(lone)/brief", as: .helper).status == 200)
      #expect(try await browser.get("/people/\(lone)/brief", as: .elsewhere).status == 403)
      #expect(try await browser.post("/people", [("name", "Bente Prøve")], as: .helper).status == 422)
      #expect(try await browser.post("/people", as: .helper).status == 422)
    }
  }
}

extension TestSite {
  func unlock(_ who: Who) throws {
    try register.unlock(try #require(cookie(who)), pin: Self.pin, clock.now.moment)
  }
}
