import Foundation
import Testing

/// Somebody who teaches the program a word, from the line that it did not understand to last year's timeline.
@Suite struct `Who teaches a word` {
  let desk: Desk
  init() throws { desk = try Desk() }

  private static let lastYear = "\(Calendar(identifier: .gregorian).component(.year, from: Date()) - 1)"

  private func note(_ line: String, _ day: String) throws -> String {
    let kept = try desk.object("note", line, "--when", "\(Self.lastYear)-\(day)")
    return try #require((kept["events"] as? [String])?.first)
  }

  /// A file with the vocabulary that holds, edited.
  private func file(_ edit: (inout [Substring]) -> Void = { _ in }) throws -> String {
    var lines = try desk.does("vocabulary", "show").split(separator: "\n", omittingEmptySubsequences: false)
    edit(&lines)
    let path = desk.file("ord").path
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Takes every phrase with this word away from where it stands.
  private static func take(_ word: String, from lines: inout [Substring]) {
    lines.removeAll { $0.contains(word) && $0.drop { $0 == " " }.hasPrefix("- ") && !$0.contains("[") }
    for i in lines.indices where lines[i].contains(word) {
      guard let start = lines[i].firstIndex(of: "["), let end = lines[i].lastIndex(of: "]") else { continue }
      let phrases = lines[i][lines[i].index(after: start)..<end].split(separator: ",").filter {
        !$0.contains(word)
      }
      lines[i] = "\(lines[i][...start])\(phrases.joined(separator: ","))]"
    }
  }

  private static let footCare = """
      - id: fodpleje
        group: health
        name: {da: fodpleje, en: foot care}
        da: [fodpleje]
        en: [foot care, chiropodist]
    """

  private static func add(_ entry: String, to lines: inout [Substring]) {
    guard let kinds = lines.firstIndex(of: "kinds:") else { return }
    lines.insert(contentsOf: entry.split(separator: "\n"), at: kinds + 1)
  }

  @Test func `sees what it would change, adopts it, and finds it in last year's timeline`() throws {
    for name in ["Kaj", "Rosa"] { try desk.does("consent", name, "--give", "care") }
    // The words as they would be if nobody had ever thought of feet.
    try desk.does("vocabulary", "adopt", file { Self.take("fodplej", from: &$0) })
    try desk.does("rebuild")
    let lines = [
      try note("Kaj glad for fodplejen", "03-02"), try note("Rosa glad for sin fodpleje", "04-11"),
      try note("Kaj talte om fodpleje igen", "10-30"), try note("Kaj sad i solen", "11-02"),
    ]
    #expect(try !desk.does("timeline", "Kaj").contains("— fodpleje"))
    let suggested = try desk.does("vocabulary", "suggest", "--most", "3")
    #expect(suggested.contains("da: [fodpleje]   ") && suggested.contains("“Rosa glad for sin fodpleje”"))

    let words = try file { Self.add(Self.footCare, to: &$0) }
    #expect(try desk.does("vocabulary", "check", words).contains("er i orden"))
    let before = try desk.ids("note")
    let diff = try desk.does("vocabulary", "diff", words)
    #expect(diff.contains("fodpleje (ny): + fodpleje, foot care, chiropodist"))
    #expect(diff.contains("+ fodpleje (fodpleje:happened): 3 linjer, 2 deltagere"))
    #expect(diff.contains("“Kaj talte om fodpleje igen”") && diff.contains("‘fodplejen’"))
    #expect(!diff.contains("solen"))
    #expect(try desk.ids("note") == before && desk.ids("vocabularyAdopted").count == 2)

    try desk.does("vocabulary", "adopt", words)
    #expect(try desk.does("status").contains("forældet"))
    #expect(try !desk.does("timeline", "Kaj").contains("— fodpleje"))
    try desk.does("rebuild")
    #expect(try !desk.does("status").contains("forældet"))
    for name in ["Kaj", "Rosa"] {
      let timeline = try desk.does("timeline", name)
      #expect(timeline.contains(Self.lastYear) && timeline.contains("— fodpleje"))
    }
    #expect(try desk.does("vocabulary", "diff", words).contains("0 af 4 linjer læses anderledes"))
    try desk.does("correct", lines[2], "--not", "fodpleje")
    #expect(try desk.does("vocabulary", "suggest").contains("“fodpleje” på linje"))
    try desk.isSound()
  }

  @Test func `is told how to take it back, and the views come out as they were`() throws {
    try desk.does("consent", "Kaj", "--give", "care")
    _ = try note("Kaj fik xylofon", "05-05")
    let (words, before) = (try desk.does("vocabulary", "show"), try desk.does("timeline", "Kaj"))
    let new = try file {
      Self.add(
        "  - {id: music, group: a, name: {da: musik, en: music}, da: [xylofon], en: [xylophone]}", to: &$0)
    }
    let said = try desk.does("vocabulary", "adopt", new)
    #expect(said.contains("+1 −0 slags, +2 −0 vendinger") && said.contains("tillid rebuild"))
    try desk.does("rebuild")
    #expect(try desk.does("timeline", "Kaj").contains("— musik"))
    let undo = try #require(said.firstMatch(of: /tillid vocabulary adopt --again (\S+)/)).output.1
    #expect(try desk.does("vocabulary", "show", "--of", String(undo)) == words)
    try desk.does("vocabulary", "adopt", "--again", String(undo))
    try desk.does("rebuild")
    #expect(try desk.does("vocabulary", "show") == words)
    #expect(try desk.does("timeline", "Kaj") == before)
    let note = try #require(try desk.ids("note").first)
    try desk.refuses("vocabulary", "adopt", "--again", note, saying: "event \(note) adopted no vocabulary")
  }

  @Test func `changes nothing by adopting what holds, or what check refuses`() throws {
    let (same, broken) = (try file(), try file { $0.append("kinds: []") })
    try desk.unchanged {
      #expect(try desk.does("vocabulary", "adopt", same).contains("intet er ændret"))
      for command in ["check", "diff", "adopt"] {
        try desk.refuses("vocabulary", command, broken, saying: "the key “kinds” stands twice")
      }
      #expect(try desk.does("vocabulary", "diff").contains("0 af 0 linjer læses anderledes"))
    }
  }

  @Test func `is warned of what the edit brings, not of what stood there before`() throws {
    #expect(try desk.does("vocabulary", "check", file()).split(separator: "\n").count == 1)
    let entry = Self.footCare.replacing("[fodpleje]", with: "[xylofon, stor xylofon]")
    let said = try desk.does("vocabulary", "check", file { Self.add(entry, to: &$0) }).split(separator: "\n")
    #expect(said.count == 2 && said[0].contains("“stor xylofon” is found by “xylofon” on line"))
  }

  @Test func `sees no name in what is shown but where it may be seen`() throws {
    for name in ["Kaj", "Rosa", "Bent"] { try desk.does("consent", name, "--give", "care") }
    _ = try note("Kaj og Rosa så en xylofon", "05-05")
    _ = try note("Bent havde en xylofon", "05-06")
    try desk.does("consent", "Kaj", "--withdraw", "care")
    let said = try desk.does("vocabulary", "suggest")
    #expect(said.contains("“en person og Rosa så en xylofon”") && !said.contains("Kaj"))
    #expect(try desk.does("timeline", "Rosa").contains("xylofon"))
    let reads = try desk.events().filter { $0["type"] as? String == "tillid.historyRead" }
    let purposes = reads.compactMap { ($0["data"] as? [String: String])?["purpose"] }
    #expect(purposes == ["vocabulary", "vocabulary", "before-visit"])
  }

  @Test func `hears after each line how to correct what was read`() throws {
    try desk.does("consent", "Kaj", "--give", "care")
    let said = try desk.does("note", "Kaj fik en sovepose")
    let command = try #require(said.firstMatch(of: /Forkert\? tillid (correct \S+ --not \S+)/)).output.1
    #expect(try desk.does("timeline", "Kaj").contains("sovepose —"))
    let answer = try desk.run(command.split(separator: " ").map(String.init))
    #expect(answer.status == 0)
    #expect(try !desk.does("timeline", "Kaj").contains("sovepose —"))
    #expect(try !desk.does("note", "Kaj xylofon").contains("Forkert?"))
  }

  @Test func `sees why a line is read as it is`() throws {
    let told = try desk.object("read", "ville ikke have sovepose")
    let reading = try #require((told["readings"] as? [[String: Any]])?.first)
    #expect(reading["kind"] as? String == "bedding" && reading["mode"] as? String == "declined")
    let line = try #require(reading["line"] as? Int)
    let phrase = try #require(reading["phrase"] as? String)
    let words = try desk.does("vocabulary", "show").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(words[line - 1].contains(phrase))
    let because = try #require(reading["because"] as? [[String: String]])
    #expect(because.contains { $0["words"]?.contains("ikke") ?? false })
    #expect(try desk.does("read", "ville ikke have sovepose").contains("linje \(line): \(phrase.prefix(40))"))
  }
}
