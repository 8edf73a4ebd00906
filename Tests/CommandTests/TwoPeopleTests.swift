import Foundation
import Testing

/// What is told of one in a line about two.
@Suite struct `A line about two` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    for name in ["Mette", "Lone"] { try desk.does("consent", name, "--give", "care") }
  }

  func pages(_ name: String) throws -> String {
    try ["timeline", "trust", "brief"].map { try desk.does($0, name) }.joined()
  }

  @Test func `keeps the secret of one from the pages of the other`() throws {
    let said = try desk.does("note", "Mette og Lone drak kaffe, Lone græd over sin abort")
    #expect(said.contains("Hos hver står kun det, der er om dem."))
    #expect(said.contains("Hos Mette: “Mette og Lone drak kaffe, …”"))
    #expect(!(try pages("Mette")).contains("abort"))
    #expect(try desk.does("timeline", "Mette").contains("drak kaffe"))
    #expect(try desk.does("timeline", "Lone").contains("Lone græd over sin abort"))
  }

  @Test func `is gone with the key of the one it was about`() throws {
    try desk.does("note", "Mette og Lone drak kaffe, Lone græd over sin abort")
    try desk.does("erase", "Lone", "--yes")
    #expect(!(try desk.does("tail")).contains("abort"))
    #expect(try desk.does("timeline", "Mette").contains("drak kaffe"))
  }

  @Test func `says when nothing of it is about one of them`() throws {
    let said = try desk.does("note", "Lone græd", "--about", "Mette", "--about", "Lone")
    #expect(said.hasPrefix("Gemt hos Lone.") && said.contains("Hos Mette: intet."))
    #expect(!(try pages("Mette")).contains("græd"))
  }

  @Test func `stands with both where it cannot be told who is meant, and says so`() throws {
    let said = try desk.does("note", "Kaffe med Mette og Lone, hun fortalte om sin mor")
    #expect(said.replacing("\n", with: " ").contains("ses ikke af linjen"))
    for name in ["Mette", "Lone"] { #expect(try desk.does("timeline", name).contains("fortalte om sin mor")) }
  }

  @Test func `is taken out with both, and comes back with both`() throws {
    try desk.does("note", "Mette og Lone spillede ludo")
    let note = try #require(try desk.ids("note").last)
    let out = try desk.does("retract", note)
    #expect(out.contains("Mette") && out.contains("Lone"))
    for name in ["Mette", "Lone"] { #expect(!(try desk.does("timeline", name)).contains("ludo")) }
    try desk.does("retract", try #require(try desk.ids("retraction").first))
    for name in ["Mette", "Lone"] { #expect(try desk.does("timeline", name).contains("ludo")) }
  }

  @Test func `is about the one who is known, and names the one who is not`() throws {
    let said = try desk.does("note", "Mette kom forbi med Torben, Torben er indlagt i næste uge")
    #expect(said.replacing("\n", with: " ").contains("Torben kendes ikke"))
    #expect(!said.contains("hospital"))
  }

  @Test(arguments: [
    "Mette kom, hunden hedder Laika", "Mette har en hund, der hedder Laika", "Mette og hunden Laika kom",
  ])
  func `asks nobody's yes for an animal that has a name`(line: String) throws {
    #expect(!(try desk.does("note", line)).contains("kendes ikke"))
  }

  @Test(arguments: ["Mettes nabo er indlagt", "Mette kom, en ven fik en hjerneblødning"])
  func `tells nothing of the one we know where it happened to a stranger`(line: String) throws {
    #expect(!(try desk.does("note", line)).contains("Læst"))
  }

  @Test func `warns of a name that somebody bears already, and asks at a slip of a whole name`() throws {
    try desk.does("consent", "Kurt Hansen", "--give", "care")
    #expect(try desk.does("note", "talte med Kurth i dag").contains("Mente du ‘Kurt Hansen’?"))
    #expect(try desk.does("name", "Mette", "Lone").contains("Men en anden hedder også Lone"))
    #expect(!(try desk.does("name", "Mette", "Mette M")).contains("Men"))
  }
}
