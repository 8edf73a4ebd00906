import Foundation
import Testing

/// Ways that a helper walks, from the first line to the last.
@Suite struct `A helper` {
  let desk: Desk
  init() throws { desk = try Desk() }

  /// Somebody who has agreed to be remembered.
  func knows(_ names: String...) throws {
    for name in names { try desk.does("consent", name, "--give", "care") }
  }

  func timeline(_ name: String) throws -> String { try desk.does("timeline", name) }

  @Test func `hears a yes, writes a line, and reads it before the next visit`() throws {
    let yes = try desk.does("consent", "Kaj", "--give", "care,research", "--witness", "Else", "--by", "Bo")
    #expect(yes == "Vi må huske Kaj fra nu af (at vi husker, forskning uden navn).\n")
    let line = "Kaj fik kaffe og talte om sin hund"
    #expect(
      try desk.does("note", line, "--at", "Nibe", "--when", "i går", "--by", "Bo").hasPrefix("Gemt hos Kaj."))
    #expect(try desk.does("brief", "Kaj").hasPrefix("Kaj\n"))
    #expect(try desk.does("brief", "kaj").contains(line))
    #expect(try timeline("Kaj").contains(line))
    #expect(try desk.does("trust", "Kaj").contains("Kaj"))
    #expect(try desk.does("consent", "Kaj").contains("Else"))
    try desk.isSound()
  }

  @Test func `leaves a trace of each look, with its purpose`() throws {
    try knows("Kaj")
    try desk.does("brief", "Kaj", "--by", "Bo")
    try desk.does("timeline", "Kaj", "--purpose", "asked-to-see")
    let reads = try desk.events().filter { $0["type"] as? String == "tillid.historyRead" }
    let facts = reads.compactMap { $0["data"] as? [String: String] }
    #expect(facts.map { $0["purpose"] } == ["before-visit", "asked-to-see"])
    #expect(facts.map { $0["view"] } == ["brief", "timeline"])
    #expect(facts.first?["by"] == "Bo")
  }

  @Test func `may know somebody by an alias alone, and hear the name later`() throws {
    try desk.does("consent", "ham med hunden", "--give", "care", "--alias")
    #expect(try desk.does("note", "Ham med hunden fik mad").hasPrefix("Gemt hos ham med hunden."))
    try desk.does("name", "ham med hunden", "Kaj")
    #expect(try desk.does("note", "Kajs hund er syg").hasPrefix("Gemt hos Kaj."))
    #expect(try timeline("ham med hunden").contains("Kaj fik mad"))
  }

  @Test func `tells of two in one line, and both have it in their story alone`() throws {
    try knows("Kaj", "Rosa")
    let kept = try desk.object("note", "Kaj og Rosa drak kaffe")
    #expect(kept["about"] as? [String] != nil)
    #expect(Set(try #require(kept["about"] as? [String])) == ["Kaj", "Rosa"])
    let notes = try desk.events().filter { $0["type"] as? String == "tillid.note" }
    #expect(notes.count == 2)
    #expect(Set(notes.compactMap { $0["subject"] as? String }).count == 2)
    #expect(Set(notes.compactMap { ($0["data"] as? [String: String])?["occasion"] }).count == 1)
    #expect(notes.allSatisfy { !"\($0)".contains("Kaj") && !"\($0)".contains("Rosa") })
    for name in ["Kaj", "Rosa"] { #expect(try timeline(name).contains("Kaj og Rosa drak kaffe")) }
  }

  @Test func `keeps only a presence of who has not agreed`() throws {
    let said = try desk.does("note", "Fik kaffe og en seng", "--about", "Viggo", "--at", "Nibe")
    #expect(said.hasPrefix("Viggo har ikke sagt ja til at blive husket"))
    #expect(!(try desk.does("tail")).contains("Viggo"))
    #expect(!(try desk.does("tail")).contains("seng"))
    #expect(try desk.ids("presence").count == 1)
    try desk.refuses("brief", "Viggo", saying: "there is no participant ‘Viggo’")
  }

  @Test func `writes of a stop by line and by hand`() throws {
    try desk.does("stop", "Nibe")
    try desk.does("stop", "Nibe", "--heads", "18", "--meals", "7", "--new", "2")
    try desk.does("stop", "Farsø", "--cancelled", "sne")
    let extra = try #require(try desk.object("stop", "Nibe", "--heads", "100")["event"] as? String)
    try desk.does("retract", extra)
    #expect(try desk.does("note", "En stille aften", "--at", "Nibe").hasPrefix("Gemt om stoppet.\n"))
    #expect(try desk.does("stops").contains("Nibe"))
    #expect(try desk.does("reach").contains("18") && !desk.does("reach").contains("118"))
  }

  @Test func `is not let to save a number that nobody should know`() throws {
    try knows("Kaj")
    let said = try desk.does("note", "Kaj sagde at hans cpr er 010203-1234")
    #expect(said.contains("dækket til og er ikke gemt"))
    for shown in [try desk.does("tail"), try timeline("Kaj")] { #expect(!shown.contains("1234")) }
  }

  @Test func `corrects a line, and the first one stays in the log`() throws {
    try knows("Kaj")
    try desk.does("note", "Kaj fik to par sko")
    let note = try #require(try desk.ids("note").first)
    try desk.does("correct", note, "--line", "Kaj fik et par sko", "--when", "i forgårs")
    #expect(try timeline("Kaj").contains("Kaj fik et par sko"))
    #expect(!(try timeline("Kaj")).contains("to par"))
    #expect(try desk.does("tail").contains("to par sko"))
  }

  @Test func `corrects what is read out of a line`() throws {
    try knows("Kaj")
    try desk.does("note", "Kaj fik kaffe")
    let note = try #require(try desk.ids("note").first)
    let before = try timeline("Kaj")
    #expect(!before.contains("tandlæge"))
    try desk.does("correct", note, "--tells", "dentist:arranged")
    #expect(try timeline("Kaj").contains("tandlæge"))
    try desk.does("correct", note, "--not", "dentist:arranged")
    #expect(try timeline("Kaj").replacing(" (rettet)", with: "") == before)
  }

  @Test func `takes a line out, and may bring it back`() throws {
    try knows("Kaj")
    try desk.does("note", "Kaj fik en bøde")
    let before = try timeline("Kaj")
    let out = try desk.object("retract", try #require(try desk.ids("note").first), "--reason", "forkert mand")
    #expect(!(try timeline("Kaj")).contains("bøde"))
    try desk.does("retract", try #require(out["by"] as? String))
    #expect(try timeline("Kaj") == before)
  }

  @Test func `finds that two are one, and may part them again`() throws {
    try knows("Kaj", "Kalle")
    try desk.does("note", "Kaj fik kaffe")
    try desk.does("note", "Kalle fik mad")
    let (kaj, kalle) = (try timeline("Kaj"), try timeline("Kalle"))
    try desk.does("same", "Kaj", "Kalle")
    let both = try timeline("Kaj")
    #expect(both.contains("fik kaffe") && both.contains("fik mad"))
    #expect(try timeline("Kalle") == both)
    try desk.refuses("same", "Kalle", "Kaj", saying: "both names already mean the same person")
    try desk.does("same", "Kaj", "Kalle", "--not")
    #expect(try timeline("Kaj") == kaj)
    #expect(try timeline("Kalle") == kalle)
  }

  @Test func `hears a no, shows nothing from then on, and begins anew after another yes`() throws {
    try knows("Kaj")
    try desk.does("note", "Kaj fik kaffe")
    #expect(try desk.does("consent", "Kaj", "--withdraw", "care").contains("tillid erase \"Kaj\" --yes"))
    for view in ["brief", "timeline", "trust"] {
      try desk.refuses(
        view, "Kaj", saying: "there is nothing to show in \(view) for Kaj: they have not agreed")
    }
    #expect(try desk.does("note", "Kaj fik mad").hasPrefix("Kaj har ikke sagt ja til at blive husket"))
    #expect(try desk.does("consent", "Kaj").contains("nej"))
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik te")
    let again = try timeline("Kaj")
    #expect(again.contains("Kaj fik te") && !again.contains("kaffe") && !again.contains("mad"))
  }

  @Test func `erases somebody for good, also from views that are built again`() throws {
    try knows("Kaj", "Rosa")
    try desk.does("note", "Kaj og Rosa drak kaffe")
    #expect(try desk.does("erase", "Kaj", "--yes").hasPrefix("Nøglen er destrueret."))
    let rosa = try timeline("Rosa")
    #expect(rosa.contains("en person og Rosa drak kaffe") || rosa.contains("En person og Rosa drak kaffe"))
    try desk.refuses("brief", "Kaj", saying: "there is no participant ‘Kaj’")
    try FileManager.default.removeItem(atPath: desk.data + "/views")
    try desk.does("rebuild")
    #expect(try timeline("Rosa") == rosa)
    #expect(!(try desk.does("tail")).contains("Kaj"))
    try desk.refuses("timeline", "Kaj", saying: "there is no participant ‘Kaj’")
    #expect(try desk.object("status")["destroyed"] as? Int == 1)
    try desk.isSound()
  }

  @Test func `answers machines in JSON, whatever is asked`() throws {
    #expect(try desk.object("consent", "Kaj", "--give", "care")["name"] as? String == "Kaj")
    try desk.does("consent", "Kalle", "--give", "care")
    let note = try #require(try desk.object("note", "Kaj fik kaffe", "--at", "Nibe")["events"] as? [String])
    let words = desk.file("words").path
    try desk.does("vocabulary", "show").write(toFile: words, atomically: true, encoding: .utf8)
    for arguments in [
      ["brief", "Kaj"], ["timeline", "Kaj"], ["trust", "Kaj"], ["consent", "Kaj"], ["read", "Kaj fik kaffe"],
      ["name", "Kaj", "Bamse", "--alias"], ["same", "Kaj", "Kalle"], ["same", "Kaj", "Kalle", "--not"],
      ["correct", note[0], "--line", "Kaj fik te"], ["retract", note[0]], ["stop", "Nibe", "--heads", "3"],
      ["status"], ["verify"], ["rebuild"], ["vocabulary", "check", words], ["vocabulary", "adopt", words],
      ["vocabulary", "diff", words], ["vocabulary", "suggest"],
      ["consent", "Kaj", "--withdraw", "care"], ["erase", "Kaj", "--yes"], ["stops"], ["reach"],
    ] {
      let answer = try desk.run(arguments + ["--json"])
      #expect(answer.status == 0, "\(arguments): \(answer.complained)")
      #expect(throws: Never.self, "\(arguments): \(answer.said)") {
        try JSONSerialization.jsonObject(with: Data(answer.said.utf8))
      }
    }
    let lines = "{\"id\":\"a\",\"text\":\"Kaj fik kaffe\"}\n{\"id\":\"b\",\"text\":\"\"}\n"
    #expect(try desk.does("read", "--jsonl", input: lines).split(separator: "\n").count == 2)
  }

  @Test func `is answered in English who asks so`() throws {
    try desk.does("consent", "Kaj", "--give", "care", "--lang", "en")
    #expect(try desk.does("note", "Kaj had coffee", with: ["TILLID_LANG": "en"]).hasPrefix("Saved with Kaj."))
  }

  @Test func `gets an invented organisation to try things on, the same for the same seed`() throws {
    let told = try desk.object("simulate", "--years", "1", "--scale", "0.01", "--seed", "7")
    let other = try Desk(making: false)
    #expect(
      try other.object("simulate", "--years", "1", "--scale", "0.01", "--seed", "7") as NSObject == told
        as NSObject)
    #expect(try desk.does("reach", "--json") == other.does("reach", "--json"))
    try desk.isSound()
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `has commands completed by the shell`(shell: String) throws {
    #expect(try desk.does("--generate-completion-script", shell).contains("tillid"))
  }

  @Test func `finds help at every command`() throws {
    #expect(try desk.does("--version") == "0.8\n")
    for command in ["note", "brief", "erase", "rebuild", "vocabulary"] {
      #expect(try desk.does(command, "--help").contains("USAGE: tillid \(command)"))
    }
  }
}
