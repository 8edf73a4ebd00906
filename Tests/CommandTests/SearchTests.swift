import Foundation
import Testing

/// Somebody who looks for lines, and the one whose lines were found.
@Suite struct `Who searches` {
  let desk: Desk

  init() throws {
    desk = try Desk()
    for name in ["Kaj", "Rosa"] { try desk.does("consent", name, "--give", "care") }
    try desk.does("note", "Kaj fik tid hos tandlægen", "--at", "Nibe", "--by", "Jytte")
    try desk.does("note", "Rosa og Kaj fik suppe", "--about", "Rosa", "--at", "Nibe")
  }

  @Test func `finds lines in any form, and those whose lines they are can see who searched`() throws {
    #expect(try desk.does("readers", "Kaj").contains("Ingen har læst noget endnu."))
    let found = try desk.does("search", "tandlæge", "tider", "--by", "Bo")
    #expect(
      found.contains("Kaj: Kaj fik tid hos tandlægen — Nibe · Jytte") && found.contains("1 linje."))
    let readers = try desk.does("readers", "Kaj")
    #expect(readers.contains("Bo fandt nogle af linjerne, ved at søge"))
    #expect(try desk.does("readers", "Rosa").contains("Ingen har læst noget endnu."))
    #expect(
      try desk.does("readers", "Kaj", "--lang", "en").contains("Bo found some of the lines, by searching"))
  }

  @Test func `finds by name and about one participant, and nothing of who is erased`() throws {
    #expect(try desk.does("search", "suppe", "Kaj").contains("Rosa: Rosa og Kaj fik suppe"))
    #expect(try desk.does("search", "fik", "--about", "Kaj").contains("1 linje."))
    try desk.does("erase", "Kaj", "--yes")
    #expect(try desk.does("search", "tandlæge").contains("Ingen linjer fundet: ‘tandlæge’"))
    #expect(try desk.does("search", "suppe").contains("Rosa: Rosa og en person fik suppe"))
    try desk.refuses("search", "suppe", "--about", "Kaj", saying: "there is no participant ‘Kaj’")
  }

  @Test func `is told what was asked wrongly`() throws {
    #expect(try desk.run(["search"]).status == 2)
    #expect(try desk.run(["search", "x", "--limit", "0"]).status == 2)
    try desk.refuses("search", "…", saying: "there is no word to search for")
  }

  @Test func `gets no number on anybody for machines either`() throws {
    let found = try desk.object("search", "suppe")
    let lines = try #require(found["lines"] as? [[String: Any]])
    #expect(lines.count == 1 && found["count"] as? Int == 1)
    #expect(
      Set(lines[0].keys) == ["about", "at", "by", "event", "handle", "line", "when"])
  }
}
