import Foundation
import Testing

/// Somebody who asks what was known, what is known now, and what other words would say.
@Suite struct `Who looks back` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
  }

  private func position() throws -> String { "#\(try #require(desk.object("status")["events"] as? Int))" }

  private func note(_ line: String, _ day: String) throws -> String {
    try #require(try desk.object("note", line, "--when", day)["events"] as? [String])[0]
  }

  @Test func `sees a line as it stood before it was corrected, and that it has been`() throws {
    let id = try note("Kaj fik mad", "2024-05-02")
    let then = try position()
    try desk.does("correct", id, "--line", "Kaj fik tøj")
    let before = try desk.does("timeline", "Kaj", "--as-of", then)
    #expect(before.contains("Kaj fik mad") && !before.contains("Kaj fik tøj"))
    #expect(before.hasPrefix("Som det var kendt ved position"))
    #expect(before.contains("1 af linjerne er siden rettet eller taget ud."))
    #expect(try desk.does("timeline", "Kaj").contains("Kaj fik tøj"))
  }

  @Test func `sees with hindsight what had happened, though it was told later`() throws {
    _ = try note("Kaj lukkede op", "2024-05-02")
    _ = try note("Kaj fik en sovepose", "2024-08-02")
    let told = try desk.does("timeline", "Kaj", "--as-of", "2024-06", "--hindsight")
    #expect(told.hasPrefix("Til og med jun 2024, med alt, hvad vi ved i dag.\n"))
    #expect(told.contains("Kaj lukkede op") && !told.contains("sovepose"))
    try desk.refuses("brief", "Kaj", "--as-of", "2024-06", saying: "nothing had been told by then")
  }

  @Test func `counts through for the figures of then`() throws {
    try desk.does("note", "18 kaffe, 7 mad", "--at", "Nibe", "--when", "2024-05-02")
    let then = try position()
    try desk.does("note", "20 kaffe, 9 mad", "--at", "Nibe", "--when", "2024-05-09")
    let (now, before) = (try desk.does("reach"), try desk.does("reach", "--as-of", then))
    #expect(now.contains("Måltider  16") && before.contains("Måltider  7"))
    #expect(try desk.does("reach", "--as-of", "2024-05-03", "--hindsight").contains("Måltider  7"))
    #expect(try desk.does("stops", "--as-of", "2024-05-03", "--hindsight").contains("Uge 18"))
  }

  @Test func `leaves a trace of each look back, and sees nothing that a no has closed`() throws {
    _ = try note("Kaj fik mad", "2024-05-02")
    let then = try position()
    try desk.does("timeline", "Kaj", "--as-of", then, "--purpose", "complaint")
    let reads = try desk.events().filter { $0["type"] as? String == "tillid.historyRead" }
    #expect(reads.compactMap { ($0["data"] as? [String: String])?["purpose"] } == ["complaint"])
    try desk.does("consent", "Kaj", "--withdraw", "care")
    try desk.refuses(
      "timeline", "Kaj", "--as-of", then, saying: "they do not agree to be remembered today")
    #expect(try desk.does("consent", "Kaj", "--as-of", then).contains("ja"))
  }

  @Test func `is told what no time is, and what a position cannot say`() throws {
    try desk.refuses("trust", "Kaj", "--as-of", "2024", saying: "can be a year or a position")
    try desk.refuses("trust", "Kaj", "--as-of", "#99999", saying: "the log has no position 99999")
    try desk.refuses("trust", "Kaj", "--as-of", "#2", "--hindsight", saying: "give a time")
    try desk.refuses("trust", "Kaj", "--as-of", "12.x.3", saying: "is no time and no position")
    try desk.refuses("trust", "Kaj", "--as-of", "2024-05/..", saying: "has no end")
  }
}

/// An admin who sees what other words would change before anything does.
@Suite struct `Who compares` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    for name in ["Kaj", "Rosa"] { try desk.does("consent", name, "--give", "care") }
    try desk.does("note", "Kaj spillede xylofon", "--when", "2024-05-02")
    try desk.does("note", "Rosa gik en tur", "--when", "2024-05-03")
  }

  private func file() throws -> String {
    let kind = "\n  - {id: music, group: a, name: {da: musik, en: music}, da: [xylofon], en: [xylophone]}"
    let words = try desk.does("vocabulary", "show").replacing(
      "\nkinds:", with: "\nkinds:" + kind, maxReplacements: 1)
    let path = desk.file("ord").path
    try words.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func reads() throws -> Int { try desk.ids("historyRead").count }

  @Test func `sees for whom and why, and whoever is shown has it in their story`() throws {
    let words = try file()
    try desk.refuses("compare", saying: "nothing has been rehearsed")
    #expect(try desk.does("timeline", "Kaj", "--vocabulary", words).contains("— musik"))
    try desk.does("rebuild", "--rehearse", "--vocabulary", words)
    let before = try reads()
    let summary = try desk.does("compare", "--examples", "0")
    #expect(summary.hasPrefix("1 af 2 mennesker ændres.\n") && !summary.contains("Kaj"))
    #expect(try reads() == before)
    let one = try desk.does("compare", "Kaj")
    #expect(one == "Kaj\n2. maj 2024  “xylofon” læses nu som *musik*\n")
    #expect(try desk.does("compare").contains("“xylofon” læses nu som *musik*"))
    #expect(try reads() == before + 2)
    #expect(try desk.does("compare", "Rosa") == "For Rosa ændres intet.\n")
    #expect(try desk.does("timeline", "Kaj").contains("xylofon —") == false)
    let whole = try desk.object("compare")
    let people = try #require(whole["people"] as? [[String: Any]])
    #expect(whole["changed"] as? Int == 1 && people.count == 1 && people[0]["name"] as? String == "Kaj")
  }

  @Test func `finds nobody who has been erased or has said no since`() throws {
    try desk.does("rebuild", "--rehearse", "--vocabulary", file())
    #expect(try desk.does("compare").contains("xylofon"))
    try desk.does("consent", "Kaj", "--withdraw", "care")
    #expect(try !desk.does("compare").contains("xylofon"))
    try desk.does("erase", "Kaj", "--yes")
    #expect(try desk.does("compare").hasPrefix("Intet ændres for nogen af 1 "))
    try desk.isSound()
  }

  @Test func `builds in two processes what one builds, by hash`() throws {
    try desk.does("simulate", "--seed", "5", "--scale", "0.02")
    let whole = try desk.does("status", "--contents").split(separator: "\n").filter { $0.contains("sha256:") }
    let (a, b) = (desk.file("a").path, desk.file("b").path)
    let both = try desk.shell(
      "tillid share build 1/2 --into \(a) & one=$!; tillid share build 2/2 --into \(b) && wait $one")
    #expect(both.status == 0, "\(both.complained)")
    let joined = try desk.does("share", "join", b, a).split(separator: "\n").dropFirst()
    #expect(joined.sorted() == whole.sorted() && joined.count == whole.count)
    try desk.refuses("share", "join", a, saying: "2/2 is missing")
    try desk.refuses("share", "join", a, a, saying: "or one is there twice")
    try desk.refuses("share", "build", "1/2", "--into", a, saying: "is not empty")
  }
}
