import Events
import Foundation
import Journal
import Notebook
import Readers
import Rebuild
import Synchronization
import Testing

@Suite("The book of reads", .takingTurns) struct ReadBookTests {
  @Test("what was written down before a kill is told to the log by the next process, each once")
  func kill() throws {
    let site = try TestSite()
    let (ole, folder) = (try site.person("Ole Testmand"), site.path + "/reads")
    let killed = try ReadBook(site.notebook, in: folder, pause: .infinity)
    for view in ["brief", "trust", "brief"] {
      try killed.record([ole], view: view, .beforeVisit, Telling("", by: "Jytte"))
    }
    // The next one finds the pages of the first, which was never closed.
    let next = try ReadBook(site.notebook, in: folder, pause: .infinity)
    #expect(try site.looks(ole) == ["brief", "trust"])
    #expect(throws: Never.self) { try killed.empty() }
    #expect(try site.looks(ole) == ["brief", "trust"])
    try next.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("of a page that was broken off, what is whole is told, and what is not was never answered")
  func torn() throws {
    let site = try TestSite()
    let (ole, folder) = (try site.person("Ole Testmand"), site.path + "/reads")
    let killed = try ReadBook(site.notebook, in: folder, pause: .infinity)
    try killed.record([ole], view: "brief", .beforeVisit, Telling("", by: "Jytte"))
    try killed.record([ole], view: "trust", .beforeVisit, Telling("", by: "Jytte"))
    let page = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).map { folder + "/" + $0 }
        .first { try !Data(contentsOf: URL(fileURLWithPath: $0)).isEmpty })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: page))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("Jytte"))
    try bytes.dropLast(3).write(to: URL(fileURLWithPath: page))
    _ = try ReadBook(site.notebook, in: folder, pause: .infinity)
    #expect(try site.looks(ole) == ["brief"])
  }

  @Test("many who read at once wait for nobody, and no look is lost or told twice")
  func many() throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    let book = try ReadBook(site.notebook, in: site.path + "/reads", pause: .infinity)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<25 {
        do {
          try book.record([ole], view: "\(thread)-\(number)", .beforeVisit, Telling("", by: "Jytte"))
          if number % 10 == 9 { try book.empty() }
        } catch { Issue.record(error) }
      }
    }
    try book.close()
    #expect(try site.looks(ole).count == 200)
    #expect(Set(try site.looks(ole)).count == 200)
  }

  @Test("who is erased before it is told leaves no look behind")
  func erased() throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    let book = try ReadBook(site.notebook, in: site.path + "/reads", pause: .infinity)
    try book.record([ole], view: "brief", .beforeVisit, Telling("", by: "Jytte"))
    _ = try site.notebook.erase("Ole Testmand")
    let end = try site.notebook.engine.journal.end
    try book.close()
    #expect(try site.notebook.engine.journal.end == end)
  }
}

extension TestSite {
  /// What was looked at of somebody, in order.
  func looks(_ person: Handle) throws -> [String] {
    try notebook.engine.view(Readers.self, of: person)?.looks.map(\.view) ?? []
  }
}

extension Telling {
  init(_ line: String, by: String) {
    self.init(line)
    self.by = by
  }
}
