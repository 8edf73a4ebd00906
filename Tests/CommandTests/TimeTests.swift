import Testing

@Suite struct `A helper who tells of times` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
  }

  @Test func `is shown what dates the words are, and they change nothing`() throws {
    let kept = try desk.does("note", "Kaj skal til lægen d. 3/12-26 kl 10", "--when", "2026-11-18")
    #expect(kept.contains("Tid: torsdag 3. dec 2026 10:00 (d. 3/12-26 kl 10)"))
    #expect(try desk.does("timeline", "Kaj").contains("18. nov 2026"))
  }

  @Test func `may begin with the day on which it happened`() throws {
    let kept = try desk.does("note", "i går: Kaj lukkede op")
    #expect(kept.contains("Skete: ") && kept.contains("(i går)") && kept.contains("Fortryd: "))
    let said = try desk.object("note", "i forgårs: Kaj lukkede op")
    #expect(said["happened"] as? String != nil)
    let shown = try desk.object("note", "Kaj var til læge i går")
    #expect(shown["happened"] as? String == nil)
  }

  @Test func `is asked about a name with a slip, and nothing of it is kept in a story`() throws {
    try desk.does("consent", "Kurt", "--give", "care")
    let kept = try desk.does("note", "Kurth fik kaffe i bussen")
    #expect(kept.contains("Gemt om stoppet.") && kept.contains("Mente du ‘Kurt’?"))
    #expect(try !desk.does("timeline", "Kurt").contains("kaffe"))
  }

  @Test func `finds in the brief by when we promised, and what to leave alone`() throws {
    for line in ["vi lovede at ringe på fredag", "han var ked af det, lad være med at nævne moren"] {
      try desk.does("note", line, "--about", "Kaj", "--when", "2026-11-18", "--by", "Bo")
    }
    let brief = try desk.does("brief", "Kaj")
    #expect(brief.contains("inden 20. nov"))
    #expect(brief.contains("“moren”"))
  }
}
