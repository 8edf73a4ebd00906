import Consent
import Events
import Foundation
import NIOHTTP1
import Notebook
import Readers
import Rebuild
import Testing
import Web

@Suite("The person's page", .takingTurns) struct OwnTests {
  private let site: TestSite
  private let ole: Handle
  private let path: String

  init() throws {
    site = try TestSite()
    ole = try site.person("Ole Testmand")
    path = "/people/\(ole)/own"
  }

  private func lines(_ browser: Browser) async throws -> [[String: Any]] {
    try #require(try await browser.get("/api" + path, as: .helper).json()["lines"] as? [[String: Any]])
  }

  private func line(_ words: String, _ browser: Browser) async throws -> String {
    let found = try await lines(browser).first { ($0["words"] as? String)?.contains(words) ?? false }
    return try #require(found?["event"] as? String)
  }

  @Test("says all that is written, in order, as it was told; others stand in it without a name")
  func all() async throws {
    var telling = Notebook::Telling("Ole hjalp Bente Prøve med pumpen <b>selv</b>")
    (telling.by, telling.at, telling.about) = ("Jytte", "Nibe", ["Ole Testmand"])
    _ = try site.notebook.note(telling)
    try await site.served { browser in
      let words = try await lines(browser).compactMap { $0["words"] as? String }.filter { !$0.isEmpty }
      #expect(words.first == "Ole kom og fik kaffe, sagde ikke meget")
      #expect(
        words.last == "Ole Testmand hjalp en anden med pumpen <b>selv</b>"
          || words.last == "Ole hjalp en anden med pumpen <b>selv</b>")
      let page = try await browser.get(path, as: .helper, [("accept-language", "da")]).text
      #expect(page.contains("en anden med pumpen &lt;b&gt;selv"))
      #expect(!page.contains("Bente"))
    }
    let looks = try #require(try site.notebook.engine.view(Readers.self, of: ole)).looks
    #expect(looks.map(\.purpose) == ["own-page"])
  }

  @Test("a line can be corrected, hidden, and brought back")
  func mended() async throws {
    try await site.served { browser in
      let coffee = try await line("kaffe", browser)
      let correct = try await browser.post(
        "\(path)/lines/\(coffee)/correct", [("line", "Ole kom og fik te")], as: .helper)
      #expect(correct.status == 303 && correct.location == path)
      #expect(try await lines(browser).contains { $0["words"] as? String == "Ole kom og fik te" })

      let hidden = try await browser.post("\(path)/lines/\(coffee)/hide", as: .helper)
      let back = try #require(hidden.event)
      #expect(try await lines(browser).allSatisfy { $0["event"] as? String != coffee })
      #expect(try await browser.get(hidden.location ?? "", as: .helper).text.contains("\(back)/show"))
      let shown = try await browser.post("\(path)/lines/\(back)/show", as: .helper)
      #expect(shown.status == 303)
      #expect(try await lines(browser).contains { $0["event"] as? String == coffee })
    }
  }

  @Test("a stop is said in two taps, closes what was written, and the page can still be read")
  func stopped() async throws {
    try await site.served { browser in
      let stop = try await browser.post("\(path)/stop", [("purpose", "care")], as: .helper)
      #expect(stop.status == 303 && stop.location == path)
      #expect(try !site.notebook.standing(of: ole).allows(.care))
      let page = try await browser.get(path, as: .helper, [("accept-language", "da")])
      #expect(page.status == 200)
      #expect(!page.text.contains("kaffe") && page.text.contains("Slet alt om mig"))
      for closed in ["brief", "history", "trust", "matters", "promises", "faces"] {
        let refused = try await browser.get("/people/\(ole)/\(closed)", as: .helper)
        #expect(refused.status == 410 && !refused.text.contains("Ole"), "\(closed)")
        #expect(refused.text.contains("href=\"\(path)\""), "with the way to their own page")
      }
      // Pressed twice is said once.
      #expect(try await browser.post("\(path)/stop", [("purpose", "care")], as: .helper).status == 303)
      let answers = try #require(try site.notebook.engine.view(Consent.self, of: ole)).answers
      #expect(answers.map(\.isYes) == [true, false])
    }
  }

  @Test("to erase asks once more, and is for good")
  func erased() async throws {
    try await site.served { browser in
      let asks = try await browser.get("\(path)/erase", as: .helper, [("accept-language", "da")])
      #expect(asks.text.contains("for altid") && !asks.text.contains("Ole"))
      #expect(try await browser.get(path, as: .helper).status == 200)
      #expect(try await browser.post("\(path)/erase", as: .helper).location == "/")
      #expect(try await browser.get(path, as: .helper).status == 404)
      #expect(try await browser.post("\(path)/erase", as: .helper).status == 404)
    }
  }

  @Test("all can be taken along as a file whose name says nothing")
  func takenAlong() async throws {
    try await site.served { browser in
      let file = try await browser.get("\(path)/take-away", as: .helper)
      #expect(file.headers["content-disposition"] == ["attachment; filename=\"tillid-2026-11-19.json\""])
      let lines = try #require(try file.json()["lines"] as? [[String: Any]])
      #expect(lines.contains { ($0["text"] as? String)?.contains("kaffe") ?? false })
      #expect(try file.json()["called"] as? [String] == ["Ole Testmand"])
    }
  }

  @Test("is opened by helpers who may see the person, and by nobody else, whatever is asked of it")
  func whoMay() async throws {
    try await site.served { browser in
      let coffee = try await line("kaffe", browser)
      let bente = try site.person("Bente Prøve")
      #expect(try await browser.get("/people/\(bente)/own/lines/\(coffee)", as: .elsewhere).status == 404)
      #expect(
        try await browser.post("/people/\(bente)/own/lines/\(coffee)/hide", as: .elsewhere).status == 404)
      for (who, status) in [
        (TestSite.Who.elsewhere, 403), (.admin, 403), (.researcher, 403), (.stranger, 401),
      ] {
        for place in ["", "/take-away", "/lines/\(coffee)"] {
          #expect(
            try await browser.get("/api" + path + place, as: who).status == status, "\(who) \(place)")
        }
        // Who has not met them is sent to where they say why.
        #expect(try await browser.get(path + "/erase", as: who).status != 200)
        for place in ["/stop", "/erase", "/lines/\(coffee)/hide", "/lines/\(coffee)/correct"] {
          let fields = [("purpose", "care"), ("line", "x")]
          #expect(try await browser.post(path + place, fields, as: who).status == status, "\(who) \(place)")
        }
      }
      #expect(try site.notebook.standing(of: ole).allows(.care))
    }
  }

  @Test("speaks so plainly that it can be read aloud: LIX at most 25")
  func plain() async throws {
    try await site.served { browser in
      for place in ["", "/erase"] {
        let page = try await browser.get(path + place, as: .helper, [("accept-language", "da")]).text
        let own = try #require(page.split(separator: "<div class=\"own\">").last)
        // What helpers wrote is theirs.
        let ours = own.replacing(/(?s)<ol.*?<\/ol>/, with: "").prefix { $0 != "\u{0}" }
        let text = String(ours.split(separator: "</main>")[0]).replacing(/<[^>]*>/, with: "\n")
        let lix = Self.lix(text)
        #expect(lix <= 25, "LIX \(lix)")
      }
    }
  }

  /// Words in a sentence, and the share of the long ones, in hundredths.
  private static func lix(_ text: String) -> Double {
    let ends: Set<Character> = [".", ":", "?", "!", "\n"]
    var (sentences, words, long) = (0.0, 0.0, 0.0)
    for sentence in text.split(whereSeparator: ends.contains) {
      let said = sentence.split { !$0.isLetter }
      if !said.isEmpty { sentences += 1 }
      words += Double(said.count)
      long += Double(said.count { $0.count > 6 })
    }
    return words / sentences + 100 * long / words
  }
}
