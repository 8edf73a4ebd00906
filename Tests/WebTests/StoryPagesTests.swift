import Events
import Foundation
import Notebook
import Readers
import Rebuild
import Testing
import Web

@Suite("Pages about one participant", .takingTurns) struct StoryPagesTests {
  private let site: TestSite
  private let ole: Handle
  private static let danish = [("accept-language", "da")]

  init() throws {
    site = try TestSite()
    ole = try site.person("Ole Testmand")
  }

  private func tell(_ line: String, about name: String = "Ole Testmand") throws {
    var telling = Notebook::Telling(line)
    (telling.by, telling.at, telling.about) = ("Jytte", "Nibe", [name])
    _ = try site.notebook.note(telling)
  }

  @Test("are for helpers who may see them; that they looked is in the story")
  func whoMay() async throws {
    try await site.served { browser in
      for place in ["history", "trust", "matters", "promises", "faces"] {
        let path = "/people/\(ole)/\(place)"
        let page = try await browser.get(path, as: .helper)
        #expect(page.status == 200 && page.text.contains("Ole Testmand"))
        #expect(try await browser.get("/api" + path, as: .helper).json()["person"] as? String == "\(ole)")
        for (who, status) in [
          (TestSite.Who.elsewhere, 403), (.admin, 403), (.researcher, 403), (.stranger, 401),
        ] {
          #expect(try await browser.get("/api" + path, as: who).status == status)
        }
      }
    }
    let looks = try #require(try site.notebook.engine.view(Readers.self, of: ole)).looks
    #expect(Set(looks.map(\.view)) == ["timeline", "trust", "matters", "promises", "faces"])
  }

  @Test("the history has the newest first, each line opens its event, a hundred to a page")
  func history() async throws {
    for number in 1...120 { try tell("linje nummer \(number) om kaffe") }
    try await site.served { browser in
      let path = "/people/\(ole)/history"
      let first = try await browser.get(path, as: .helper, Self.danish).text
      #expect(first.contains("linje nummer 120 om kaffe") && !first.contains("linje nummer 2 om"))
      #expect(first.matches(of: /<a href="\/events\/[0-9a-f]{16}-[0-9]+">/).count >= 100)
      #expect(first.contains("?after=100") && first.contains("<svg"))
      let second = try await browser.get(path + "?after=100", as: .helper, Self.danish).text
      #expect(second.contains("linje nummer 2 om") && second.contains("?after=0"))
      for odd in ["-5", "99999", "x", "9223372036854775807"] {
        #expect(try await browser.get(path + "?after=\(odd)", as: .helper).status == 200)
      }
      for odd in ["2024", "2024-03", "0000", "9999-12", "%3Cb%3E"] {
        #expect(try await browser.get(path + "?from=\(odd)", as: .helper).status == 200)
      }
    }
  }

  @Test("a name and a line with signs of HTML in them stay words, also in the picture")
  func escaped() async throws {
    _ = try site.notebook.giveName("<img src=x> & \"Ole\"", to: "Ole Testmand", isAlias: false, telling())
    try tell("han lukkede selv op <script>alert(1)</script>", about: "\(ole)")
    try await site.served { browser in
      for place in ["history", "trust", "own", "promises", "faces"] {
        let page = try await browser.get("/people/\(ole)/\(place)", as: .helper).text
        #expect(!page.contains("<script>alert") && !page.contains("<img src=x"))
        #expect(!page.contains("style="))
      }
    }
  }

  private func telling() -> Notebook::Telling { Notebook::Telling("") }

  @Test("a promise is made, kept and undone")
  func promises() async throws {
    let path = "/people/\(ole)/promises"
    try await site.served { browser in
      let made = try await browser.post(path, [("line", "at ringe"), ("due", "fredag")], as: .helper)
      #expect(made.status == 303)
      let event = try #require(made.event)
      #expect(try await browser.get(made.location ?? "", as: .helper, Self.danish).text.contains("at ringe"))
      #expect(try await owed(browser) == 1)
      let kept = try await browser.post("\(path)/\(event)", [("step", "kept"), ("line", "")], as: .helper)
      #expect(try await owed(browser) == 0)
      let step = try #require(kept.event)
      for (undone, who) in [(event, TestSite.Who.helper), (step, .both)] {
        let late = try await browser.post("\(path)/\(undone)/undo", as: who)
        #expect(late.status == 422, "only what this device has told last")
        #expect(try await owed(browser) == 0)
      }
      #expect(try await browser.post("\(path)/\(step)/undo", as: .helper).status == 303)
      #expect(try await owed(browser) == 1)
      #expect(try await browser.post("\(path)/\(event)/undo", as: .helper).status == 422)
      #expect(try await browser.post("\(path)/\(event)", [("step", "lost")], as: .helper).status == 422)
      #expect(try await browser.post(path, [("due", "fredag")], as: .helper).status == 422)
      let bente = try site.person("Bente Prøve")
      let strange = "/people/\(bente)/promises/\(event)"
      #expect(try await browser.post(strange, [("step", "kept")], as: .elsewhere).status == 404)
      #expect(try await browser.post("\(path)/\(event)", [("step", "kept")], as: .elsewhere).status == 403)
    }
  }

  @Test("a line whose date was not understood is there to be mended, and nothing of it is lost")
  func refused() async throws {
    let path = "/people/\(ole)/promises"
    try await site.served { browser in
      let refused = try await browser.post(path, [("line", "at ringe <nu>"), ("due", "engang")], as: .helper)
      #expect(refused.status == 422)
      for kept in [#"action="\#(path)""#, #"value="at ringe &lt;nu&gt;""#, #"value="engang""#] {
        #expect(refused.text.contains(kept), "\(kept)")
      }
      #expect(try await owed(browser) == 0)
      let bare = try await browser.post(path, [("due", "hemmelig")], as: .helper)
      #expect(bare.status == 422 && !bare.text.contains("hemmelig"))
    }
  }

  private func owed(_ browser: Browser) async throws -> Int {
    let told = try await browser.get("/api/people/\(ole)/promises", as: .helper).json()
    return try #require(told["owed"] as? [Any]).count
  }

  @Test("an overview shows those alone whom the helper may see, and whoever is shown can see it")
  func overviews() async throws {
    _ = try site.notebook.promise(
      "at køre", to: "Ole Testmand", due: When(spoken: "i morgen", now: site.clock.now), telling())
    _ = try site.notebook.promise(
      "at male", to: "Bente Prøve", due: When(spoken: "i morgen", now: site.clock.now), telling())
    try await site.served { browser in
      let ours = try await browser.get("/promises", as: .helper).text
      #expect(ours.contains("at køre") && !ours.contains("at male") && !ours.contains("Bente"))
      let theirs = try await browser.get("/promises", as: .elsewhere).text
      #expect(theirs.contains("at male") && !theirs.contains("Ole"))
      let leaving = try await browser.get("/faces?leaving=Jytte", as: .helper).text
      #expect(leaving.contains("Ole Testmand"))
      #expect(
        try await browser.get("/faces?leaving=Jytte", as: .elsewhere).text.contains("Ole Testmand") == false)
      let tonight = try await browser.get("/faces?tonight=Bo&at=Nibe", as: .helper).text
      #expect(tonight.contains("Ole Testmand"))
      #expect(try await browser.get("/matters", as: .helper).status == 200)
      for path in ["/promises", "/matters", "/faces"] {
        #expect(try await browser.get(path, as: .admin).status == 403)
        #expect(try await browser.get(path, as: .stranger).status == 401)
      }
    }
    let looks = try #require(try site.notebook.engine.view(Readers.self, of: ole)).looks
    #expect(looks.contains { $0.purpose == "planning" && $0.view == "promises" && $0.by == "Jytte" })
  }

  @Test("stops and reach are for whoever has signed in, with figures beside each picture")
  func figures() async throws {
    try site.notebook.stop(.stopCounted(Counts(heads: 7, meals: 9, newFaces: 1)), at("Nibe <&>"))
    try await site.served { browser in
      for who in [TestSite.Who.helper, .admin, .researcher] {
        let stops = try await browser.get("/stops", as: who).text
        #expect(stops.contains("<svg") && stops.contains("Nibe &lt;&amp;&gt;") && stops.contains(">9<"))
        #expect(try await browser.get("/reach", as: who).text.contains("<svg"))
      }
      #expect(try await browser.get("/stops").status == 401)
      #expect(try await browser.get("/reach").status == 401)
    }
  }

  private func at(_ stop: String) -> Notebook::Telling {
    var telling = telling()
    telling.at = stop
    return telling
  }
}
