import Events
import Notebook
import Readers
import Rebuild
import Testing
import Web

@Suite("Tonight", .takingTurns) struct TonightTests {
  @Test("shows who usually comes to the helper's stop, and nobody whom the helper may not see")
  func usual() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let nibe = try await browser.get("/tonight", as: .helper).text
      #expect(nibe.contains("Ole Testmand") && nibe.contains("ham med hunden"))
      #expect(!nibe.contains("Bente"))
      let hurup = try await browser.get("/tonight?stop=Hurup", as: .helper).text
      #expect(!hurup.contains("Bente"))
      #expect(hurup.contains("Ingen, du må se, plejer at komme her endnu"))
    }
  }

  @Test("counts what was told this evening at this stop, until it is undone")
  func counts() async throws {
    let site = try TestSite()
    try await site.served { browser in
      #expect(try await browser.get("/tonight", as: .helper).text.contains("Ingen endnu"))
      let kept = try await browser.post(
        "/lines", [("line", "18 kaffe, 7 mad, 2 nye"), ("at", "Nibe")], as: .helper)
      #expect(kept.status == 303)
      let counted = "18 mennesker · 7 måltider · 2 nye"
      #expect(try await browser.get("/tonight", as: .helper).text.contains(counted))
      #expect(try await !browser.get("/tonight", as: .elsewhere).text.contains(counted))
      let line = try #require(kept.location?.prefix { $0 != "?" })
      #expect(try await browser.post(line + "/undo", as: .helper).status == 303)
      #expect(try await !browser.get("/tonight", as: .helper).text.contains(counted))
    }
  }

  @Test("a phone carries the briefs of its own evening along, and each can see it once")
  func carried() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    try await site.served { browser in
      for _ in 0..<3 {
        let told = try await browser.get("/api/sync/tonight?stop=Nibe", as: .helper).json()
        let people = try #require(told["people"] as? [[String: Any]])
        #expect(Set(people.compactMap { $0["name"] as? String }) == ["Ole Testmand", "ham med hunden"])
        #expect(people.allSatisfy { $0["brief"] != nil && $0["lastSeen"] != nil })
      }
      try site.site.reads.empty()
      let looks = try site.notebook.engine.view(Readers.self, of: ole)?.looks ?? []
      #expect(looks.filter { $0.purpose == "carried" }.map(\.by) == ["Jytte"])
    }
  }

  @Test("each role comes to its own first page")
  func home() async throws {
    let site = try TestSite()
    try await site.served { browser in
      for (who, place) in [
        (TestSite.Who.helper, "/tonight"), (.both, "/tonight"), (.admin, "/admin"),
        (.researcher, "/research"),
      ] {
        let reply = try await browser.get("/", as: who)
        #expect(reply.location == place)
      }
    }
  }
}
