import Foundation
import Testing

/// What comes from something else, and what goes out to its owner.
@Suite struct `What is brought in` {
  let desk: Desk
  private let english = ["TILLID_LANG": "en"]

  init() throws {
    desk = try Desk()
    try """
    Dato;Navn;Sted;Medarbejder;Notat
    07-03-2024;Rosa Holm;Nibe;Jytte;"Hun fik mad og talte om tandlægen"
    14-03-2024;Kaj;Nibe;Jytte;Kaj fik kaffe
    15-03-2024;;Nibe;Bo;18 til mad i aften
    engang;Kaj;;Bo;ringede

    """.write(toFile: desk.at("journal.csv"), atomically: true, encoding: .utf8)
  }

  @Test func `is looked at first, comes in once, and can be taken out again`() throws {
    try desk.unchanged {
      let map = try desk.does("import", desk.at("journal.csv"), "--dry-run")
      try map.write(toFile: desk.at("journal.yaml"), atomically: true, encoding: .utf8)
      #expect(map.contains("text: \"Notat\""))
    }
    let bring = [
      "import", desk.at("journal.csv"), "--map", desk.at("journal.yaml"), "--consent", "care", "--how",
      "told",
    ]
    let report = try desk.run(bring, with: english)
    #expect(report.status == 0, "\(report.complained)")
    #expect(try desk.does("timeline", "Rosa Holm").contains("tandlægen"))
    let aside = try String(contentsOfFile: desk.at("journal.csv.set-aside"), encoding: .utf8)
    #expect(aside == "Dato;Navn;Sted;Medarbejder;Notat\nengang;Kaj;;Bo;ringede\n")
    try desk.unchanged { _ = try desk.run(bring) }
    let id = try #require(report.said.firstMatch(of: /--undo (\S+)/)?.1)
    try desk.does("import", "--undo", String(id))
    try desk.refuses("timeline", "Rosa Holm", saying: "there is no participant")
    try desk.isSound()
  }

  @Test func `without a yes keeps no name and no word`() throws {
    try desk.does("import", desk.at("journal.csv"))
    let told = try desk.does("tail")
    #expect(!told.contains("Rosa") && !told.contains("tandlægen"))
    try desk.refuses("brief", "Rosa Holm", saying: "there is no participant")
  }

  @Test func `as the log of another system goes out as it came`() throws {
    let log = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ExchangeTests/Logs/roadtraffic100traces.xes").path
    try desk.refuses("import", log, saying: "--as-organisation")
    try desk.does("import", log, "--as-organisation")
    try desk.unchanged { try desk.does("import", log, "--as-organisation") }
    try desk.does("export", "--to", desk.at("out.xes"))
    let other = try Desk()
    try other.does("import", desk.at("out.xes"), "--as-organisation")
    try other.does("export", "--to", other.at("out.xes"))
    #expect(FileManager.default.contentsEqual(atPath: desk.at("out.xes"), andPath: other.at("out.xes")))
    let broken = desk.at("broken.xes")
    try "<log>\n<trace>\n<event></trace></log>\n".write(toFile: broken, atomically: true, encoding: .utf8)
    try desk.unchanged { try desk.refuses("import", broken, "--as-organisation", saying: "line 3") }
  }

  @Test func `from another folder is the same there, and one story is handed to whose it is`() throws {
    try desk.does("import", desk.at("journal.csv"), "--consent", "care", "--how", "told")
    try desk.does("export", "--format", "cloudevents", "--to", desk.at("all.cloudevents.jsonl.gz"))
    let other = try Desk()
    try other.does("import", desk.at("all.cloudevents.jsonl.gz"))
    #expect(try other.does("timeline", "Rosa Holm").contains("tandlægen"))
    #expect(Set(try other.ids("note")) == Set(try desk.ids("note")))
    try desk.does("export", "--person", "Rosa Holm", "--to", desk.at("rosa"))
    #expect(try String(contentsOfFile: desk.at("rosa/story.html"), encoding: .utf8).contains("tandlægen"))
    let strange = try desk.run(["export", "--to", desk.at("x.doc")])
    #expect(strange.status == 2 && strange.complained.contains("Usage: tillid export"))
  }
}
