import Foundation
import Testing

/// A helper's “no, this was …” of a line about several.
@Suite struct `A line about several, in other words` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    for name in ["Mette", "Lone", "Rosa"] { try desk.does("consent", name, "--give", "care") }
  }

  /// - Returns: its records, by whose they are.
  private func tell(_ line: String, _ more: String...) throws -> [String: String] {
    let words = ["note", line, "--when", "2026-03-07T14:30", "--at", "Nibe", "--by", "Bo", "--json"]
    let answer = try desk.run(words + more)
    let kept = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.said.utf8)) as? [String: Any])
    let (names, events) = (kept["about"] as? [String], kept["events"] as? [String])
    return Dictionary(uniqueKeysWithValues: zip(try #require(names), try #require(events)))
  }

  private func correct(_ record: String?, _ line: String) throws -> String {
    try desk.does("correct", try #require(record), "--line", line, "--by", "Jytte")
  }

  /// The lines of March in a story, as its timeline prints them, each in one row.
  private func lines(_ name: String) throws -> [String] {
    let page = try desk.does("timeline", name, "--today", "2026-06-01")
    let march = page.split(separator: "\n\n").first { $0.contains("mar 2026\n") } ?? ""
    let words = march.split(whereSeparator: \.isWhitespace).dropFirst(2).joined(separator: " ")
    return words.split(separator: "7. mar 2026 · Nibe · Bo ").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func pages(_ name: String) throws -> String {
    try ["timeline", "trust", "brief"].map { try desk.does($0, name) }.joined()
  }

  @Test func `is parted anew by them, and nothing of one is in the pages of another`() throws {
    let records = try tell("Mette og Lone drak kaffe, Lone græd over sin abort")
    let said = try correct(records["Lone"], "Mette og Lone drak te, Mette græd over sin abort")
    #expect(said.contains("Hos Mette: “Mette og Lone drak te, Mette græd over sin abort”"))
    #expect(said.contains("Hos Lone: “Mette og Lone drak te, …”"))
    #expect(try !pages("Lone").contains("abort"))
    #expect(
      try lines("Mette") == [
        "Mette og Lone drak te, Mette græd over sin abort — fortalte noget personligt (rettet)"
      ])
    #expect(try lines("Lone") == ["Mette og Lone drak te, … (rettet)"])
    #expect(try desk.ids("correction").count == 2 && desk.ids("retraction").isEmpty)
    try desk.isSound()
  }

  @Test func `goes over to somebody else, from whom it is then gone, and comes back when that is undone`()
    throws
  {
    let records = try tell("Mette og Lone drak kaffe, Lone græd")
    let said = try correct(records["Mette"], "Mette og Rosa drak kaffe, Rosa græd")
    #expect(
      said.contains("Linjen står nu hos Mette og Rosa, ikke mere hos Lone.") || said.contains("Rosa og Mette")
    )
    #expect(try lines("Lone").isEmpty)
    #expect(try lines("Mette").count == 1 && lines("Mette")[0].contains("Mette og Rosa drak kaffe, …"))
    #expect(try lines("Rosa").count == 1 && lines("Rosa")[0].contains("Rosa græd"))
    let undo = try #require(said.replacing("\n", with: " ").split(separator: "Fortryd: ").last)
    for id in undo.split(separator: " ").filter({ $0.contains("-") }) {
      try desk.does("retract", id.trimmingCharacters(in: .punctuationCharacters))
    }
    #expect(try lines("Rosa").isEmpty)
    #expect(try lines("Lone").count == 1 && lines("Lone")[0].contains("Lone græd"))
    #expect(try lines("Mette").count == 1 && lines("Mette")[0].contains("drak kaffe, …"))
  }

  @Test func `is about others still when it is corrected again, and taken out as one`() throws {
    let records = try tell("Mette og Lone drak kaffe, Lone græd")
    _ = try correct(records["Mette"], "Mette og Rosa drak kaffe, Rosa græd")
    try desk.refuses(
      "correct", try #require(records["Mette"]), "--line", "Mette drak kaffe", saying: "is taken out already")
    let note = try #require(try desk.ids("note").last)
    _ = try correct(note, "Mette, Lone og Rosa drak kaffe")
    for name in ["Mette", "Lone", "Rosa"] { #expect(try lines(name).count == 1) }
    try desk.does("retract", try #require(try desk.ids("note").last))
    for name in ["Mette", "Lone", "Rosa"] { #expect(try lines(name).isEmpty) }
  }

  @Test func `stands with all of them where it names nobody now`() throws {
    let records = try tell("Mette og Lone drak kaffe")
    _ = try correct(records["Lone"], "de drak te")
    for name in ["Mette", "Lone"] { #expect(try lines(name).contains { $0.contains("de drak te") }) }
    #expect(try desk.ids("retraction").isEmpty)
  }

  @Test func `stands with whom it was chosen for, whomever it names`() throws {
    let records = try tell("Lone kom forbi", "--about", "Mette")
    _ = try correct(records["Mette"], "Rosa kom forbi")
    #expect(try lines("Mette").contains { $0.contains("Rosa kom forbi") } && lines("Rosa").isEmpty)
  }

  @Test func `with … in it changes what stands with this one alone`() throws {
    let records = try tell("Mette og Lone drak kaffe, Lone græd")
    _ = try correct(records["Mette"], "Mette og Lone drak te, …")
    #expect(try lines("Mette").contains { $0.contains("drak te, …") })
    #expect(try lines("Lone").contains { $0.contains("drak kaffe, Lone græd") })
  }

  @Test func `adds nothing to the story of one who has said no since, or is erased`() throws {
    for (goes, stays) in [("withdraws", "Mette"), ("is erased", "Mette")] {
      let records = try tell("Mette og Lone drak kaffe, Lone græd")
      if goes == "withdraws" {
        try desk.does("consent", "Lone", "--withdraw", "care")
      } else {
        try desk.does("erase", "Lone", "--yes")
      }
      _ = try correct(records[stays], "Mette drak te")
      #expect(try lines("Mette").contains { $0.contains("drak te") })
      try desk.isSound()
      if goes == "withdraws" { try desk.does("consent", "Lone", "--give", "care") }
    }
    #expect(try lines("Mette").count == 2)
  }

  @Test func `goes to whom it names where it was about one alone`() throws {
    let records = try tell("Mette græd")
    _ = try correct(records["Mette"], "Lone græd")
    #expect(try lines("Mette").isEmpty && lines("Lone").count == 1)
  }

  @Test func `undoes a correction with everybody`() throws {
    let records = try tell("Mette og Lone drak kaffe, Lone græd")
    _ = try correct(records["Mette"], "Mette og Lone drak te, Mette græd")
    try desk.does("retract", try #require(try desk.ids("correction").last))
    #expect(try lines("Mette").contains { $0.contains("drak kaffe, …") })
    #expect(try lines("Lone").contains { $0.contains("Lone græd") })
  }
}
