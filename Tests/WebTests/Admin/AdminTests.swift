import Access
import Events
import Foundation
import HTTPTypes
import Notebook
import Readers
import Rebuild
import Testing

@testable import Web

@Suite("The admin's pages", .takingTurns)
struct AdminTests {
  /// A kind that the words did not have.
  private let music =
    "\n  - id: music\n    group: thing\n    name: {da: musik, en: music}\n    da: [xylofon]\n"

  private func teach(_ visitor: Visitor) async throws {
    let part = try await visitor.object("/admin/vocabulary/parts/thing")
    let text = try #require(part["text"] as? String)
    let saved = try await visitor.post("/api/admin/vocabulary/parts/thing", ["text": text + music])
    #expect(saved.status == 200 && saved.text.contains("\"problems\":0"), "\(saved.text)")
  }

  @Test(
    "An admin rehearses other words, sees for how many something changes, switches to them, and goes back")
  func rehearseAndSwitch() async throws {
    let office = try Office()
    try await office.served(to: [.admin]) { visitor in
      try await teach(visitor)
      let before = try #require(try await visitor.object("/admin")["edition"] as? Int)
      try await visitor.post("/admin/rehearsal", ["words": "draft"])
      let rehearsed = try await visitor.ended("rehearsal")
      #expect(rehearsed.state == "done", "\(rehearsed.line)")
      let compared = try await visitor.ended("comparison")
      #expect(compared.state == "done", "\(compared.line)")
      let page = try await visitor.get("/admin/rehearsal")
      #expect(page.text.contains("2 af 2 mennesker ændres."), "\(page.text)")
      #expect(page.text.contains("læses nu"))
      #expect(try await visitor.object("/admin")["edition"] as? Int == before, "a rehearsal serves nothing")

      let switched = try await visitor.post("/api/admin/rehearsal/switch")
      #expect(switched.text.contains("\"adopted\":true"), "\(switched.text)")
      #expect(try await visitor.object("/admin")["edition"] as? Int == before + 1)
      let back = try await visitor.post("/api/admin/rehearsal/back")
      #expect(back.text.contains("\"edition\":\(before)"), "\(back.text)")
      #expect(try await visitor.object("/admin")["edition"] as? Int == before)
    }
  }

  private static let menu = [
    "", "/rehearsal", "/vocabulary", "/people", "/verify", "/keys", "/backups", "/machines", "/research",
  ]
  .map { "/admin" + $0 }

  @Test("Every page of the admin's shows all of them, and which one it is", arguments: menu)
  func tabs(path: String) async throws {
    let office = try Office()
    try await office.served(to: [.admin]) { visitor in
      let page = try await visitor.get(path).text
      #expect(page.contains("<li><a href=\"\(path)\" aria-current=\"page\">"))
      for other in Self.menu { #expect(page.contains("<li><a href=\"\(other)\"")) }
      #expect(page.components(separatedBy: "aria-current").count == 1 + 2, "here, and in the main menu")
    }
  }

  @Test("A rehearsal says how far it is, pauses when it is asked to, and goes on; only one runs at a time")
  func pause() async throws {
    let slow = FileManager.default.temporaryDirectory.appending(path: "tillid-slow-\(UUID().uuidString)")
    let text = """
      #!/bin/sh
      trap 'echo "tillid: sat på pause" >&2; exit 1' TERM
      echo "bygger visningerne: 40 % · 1.200 hændelser/s · 9 s tilbage" >&2
      while :; do sleep 0.05; done
      """
    try text.write(to: slow, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: slow.path)
    defer { _ = try? FileManager.default.removeItem(at: slow) }  // what stays is in the temporary folder
    let office = try Office(program: slow.path)
    try await office.served(to: [.admin]) { visitor in
      for _ in 0..<2 {
        try await visitor.post("/admin/rehearsal")
        let running = try await visitor.work("rehearsal") { $1 == 40 }
        #expect(running.state == "running" && running.line.contains("9 s tilbage"))
        let again = try await visitor.post("/api/admin/rehearsal")
        #expect(again.status == 422 && again.text.contains("i gang allerede"))
        let page = try await visitor.get("/admin/rehearsal")
        #expect(page.text.contains("<noscript><meta http-equiv=\"refresh\""), "it follows without a script")
        try await visitor.post("/admin/works/rehearsal/stop")
        let paused = try await visitor.ended("rehearsal")
        #expect(paused.state == "paused" && paused.line == "sat på pause")
      }
      let page = try await visitor.get("/admin/rehearsal")
      #expect(!page.text.contains("http-equiv"), "nothing runs, and the page stays")
    }
  }

  @Test(
    "A wrong word in the vocabulary is told by its line with what stands there, and nothing typed is lost")
  func wrongLine() async throws {
    try await Office().served(to: [.admin]) { visitor in
      let text =
        "\n  - id: pets\n    group: thing\n    name: {da: dyr, en: pets}\n    da: [hund <no-such-set>]\n"
      let part = try await visitor.object("/admin/vocabulary/parts/thing")
      let old = try #require(part["text"] as? String)
      let saved = try await visitor.post("/api/admin/vocabulary/parts/thing", ["text": old + text])
      #expect(saved.text.contains("\"problems\":1"), "\(saved.text)")
      let shown = try await visitor.object("/admin/vocabulary/parts/thing")
      #expect(shown["text"] as? String == old + text)
      let problem = try #require((shown["problems"] as? [[String: Any]])?.first)
      let lines = (old + text).split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(problem["line"] as? Int)
      #expect(lines[line - 1].contains("no-such-set"))
      #expect((problem["words"] as? String)?.contains("no-such-set") ?? false)
      let refused = try await visitor.post("/api/admin/rehearsal", ["words": "draft"])
      #expect(refused.status == 422 && refused.text.contains("1 fejl"), "\(refused.text)")
      try await visitor.post("/admin/vocabulary/discard")
      #expect(try await visitor.object("/admin/vocabulary/parts/thing")["text"] as? String == old)
    }
  }

  @Test(
    "The log is verified, copied and the copy checked beside the pages, the views checked, the epoch ended")
  func keeping() async throws {
    let office = try Office()
    try await office.served(to: [.admin]) { visitor in
      for (place, work) in [
        ("/admin/verify", "verification"), ("/admin/backups", "backup"),
        ("/admin/backups/check", "backup-check"),
        ("/admin/rehearsal/check", "check"), ("/admin/keys/rotate", "rotation"),
        ("/admin/vocabulary/suggest", "suggestions"),
      ] {
        try await visitor.post(place)
        let ended = try await visitor.ended(work)
        #expect(ended.state == "done", "\(work): \(ended.line)")
      }
      #expect(try await visitor.get("/admin/verify").text.contains("Alt er, som det skal være"))
      #expect(try await visitor.get("/admin/backups").text.contains("Kopien er hel"))
      #expect(try await visitor.get("/admin/rehearsal").text.contains("Alle visninger er de samme"))
      #expect(try await visitor.get("/admin/keys").text.contains("Epoke 1 er slut"))
    }
  }

  @Test("No page of an admin holds a name or a word of anybody's story")
  func noStories() async throws {
    let office = try Office()
    try await office.served(to: [.admin]) { visitor in
      let part = try #require(try await visitor.object("/admin/vocabulary/parts/bridge")["text"] as? String)
      let more = part.replacing("[tandlæge]", with: "[tandlæge, spillede]")
      try await visitor.post("/admin/vocabulary/parts/bridge", ["text": more])
      for (place, work) in [
        ("/admin/vocabulary/diff", "diff"), ("/admin/vocabulary/suggest", "suggestions"),
        ("/admin/rehearsal", "rehearsal"),
      ] {
        try await visitor.post(place, ["words": "draft"])
        let ended = try await visitor.ended(work)
        #expect(ended.state == "done", "\(work): \(ended.line)")
      }
      _ = try await visitor.ended("comparison")
      for path in Self.pages {
        for language in Language.allCases {
          for place in [path, "/api" + path] {
            let seen = try await visitor.get(place, in: language)
            // A word that several tell may be proposed to the vocabulary; a name never, whoever tells it.
            let forbidden = path == "/admin/vocabulary" ? ["Mirakuline", "Snurretop"] : Office.storyWords
            for word in forbidden {
              #expect(!seen.text.lowercased().contains(word.lowercased()), "‘\(word)’ stands on \(place)")
            }
            #expect([200, 404].contains(seen.status), "\(place) answers \(seen.status)")
          }
        }
      }
    }
  }

  /// Every page that whoever is an admin alone may ask for, with something in each place.
  private static let pages = Route.all.filter { $0.method == .get && $0.rule == .role(.admin) }.map { route in
    route.path.replacing("{kind}", with: "dentist").replacing("{part}", with: "bridge")
  }

  @Test(
    "What changes for one is read by who is both admin and helper, and stands among those who read; by no other"
  )
  func person() async throws {
    for (roles, status) in [([.admin, .helper], 200), ([.admin], 403), ([.helper], 403)] as [(Set<Role>, Int)]
    {
      let office = try Office()
      let handle = try office.site.notebook.participant(named: "Mirakuline")
      try await office.served(to: roles) { visitor in
        if status == 200 {
          try await teach(visitor)
          try await visitor.post("/admin/rehearsal", ["words": "draft"])
          _ = try await visitor.ended("rehearsal")
          _ = try await visitor.ended("comparison")
          #expect(try await visitor.get("/admin/rehearsal").text.contains("Mirakuline"))
        }
        let seen = try await visitor.get("/admin/rehearsal/people/\(handle)")
        #expect(seen.status == status, "\(seen.text)")
        #expect(seen.text.contains("xylofon") == (status == 200))
      }
      let looks = try office.site.notebook.engine.view(Readers.self, of: handle)?.looks ?? []
      #expect(looks.contains { $0.purpose == "admin-compare" } == (status == 200))
    }
  }

  @Test("The parts of a vocabulary are the whole again, whatever stands in it")
  func parts() throws {
    for text in [
      Office.words, "", "kinds:\n", "no: [yaml", "a\n\n# b\nsets:\n  - set: x\n\n", "kinds:\n  - id: a\n",
    ] {
      let parts = VocabularyParts(text)
      #expect(parts.parts.map(\.text).joined(separator: "\n") == text)
      for part in parts.parts { #expect(parts.replacing(part.name, with: part.text) == text) }
    }
    #expect(VocabularyParts(Office.words).parts.map(\.name) == ["bridge", "thing"])
  }
}
