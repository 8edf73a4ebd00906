import Events
import Exchange
import Formats
import Foundation
import Notebook
import Readers
import Rebuild
import TestGround
import Testing

@Suite struct `Rows that were written elsewhere` {
  static let journal = """
    Dato;Navn;Sted;Medarbejder;Notat
    07-03-2024;Rosa Holm;Nibe;Jytte;"Hun fik mad og talte om tandlægen; ""måske"" i morgen"
    14-03-2024;Kaj;Nibe;Jytte;Rosa Holm var med, Kaj fik mad
    15-03-2024;;Nibe;Bo;18 til mad i aften
    16-03-2024;Rosa Holm;;Bo;CPR 010203-1234 blev nævnt ved tandlægen

    """

  @Test func `need no more than a text`() throws {
    let desk = try Desk()
    let report = try desk.takeCSV("tekst\nfik mad\nfik mad\n", IntakeChoice(source: "a")).report
    #expect(report.rows == 2)
    #expect(report.faults.isEmpty)
    #expect(try desk.events.count { if case .note = $0.content { true } else { false } } == 2)
  }

  @Test func `leave nothing personal of anybody who has not agreed`() throws {
    let desk = try Desk()
    let report = try desk.takeCSV(Self.journal, IntakeChoice(source: "journal")).report
    #expect(report.presences == 3)
    let words = try desk.events.map { "\($0)" + String(decoding: $0.body, as: UTF8.self) }.joined()
    for word in ["Rosa", "Holm", "Kaj", "måske", "1234"] { #expect(!words.contains(word)) }
    #expect(try desk.events.allSatisfy { $0.handle.isOrganisation })
    #expect(
      try desk.events.contains { $0.content == .presence([GivenReading("meal"), GivenReading("dentist")]) })
  }

  @Test func `stand with whoever agreed, with how they did, and hold no name`() throws {
    let desk = try Desk()
    let report = try desk.takeCSV(Self.journal, Desk.yes("journal")).report
    #expect(report.newPeople == 2)
    #expect(report.presences == 0)
    #expect(try desk.lines(of: "Rosa Holm").count == 2)
    #expect(try desk.lines(of: "Kaj") == ["\(Line.mark) var med, \(Line.mark) fik mad"])
    #expect(try desk.lines(of: "Rosa Holm").contains { $0.contains("••••••-••••") })
    let yes = try desk.events.compactMap { event in
      if case .consentGiven(let agreement) = event.content { agreement } else { nil }
    }
    #expect(yes.count == 2)
    #expect(yes.allSatisfy { $0.how == "mundtligt, skrevet i mappen" && $0.witness == "Jytte" })
  }

  @Test func `twice are once, and a longer file adds the rest`() throws {
    let desk = try Desk()
    try desk.takeCSV(Self.journal, Desk.yes("journal"))
    let before = try desk.events
    let again = try desk.takeCSV(Self.journal, Desk.yes("journal")).report
    #expect(again.known == 4)
    #expect(again.events == 0)
    #expect(try desk.events == before)
    let longer = try desk.takeCSV(Self.journal + "17-03-2024;Kaj;Nibe;Bo;mad igen\n", Desk.yes("journal"))
      .report
    #expect(longer.newPeople == 0)
    #expect(try desk.lines(of: "Kaj").count == 2)
    #expect(longer.known == 4)
  }

  @Test func `that are bad are named by number, set aside, mended, and then all are here`() throws {
    let desk = try Desk()
    let bad = """
      dato,tekst
      2024-03-07,fik mad
      engang,fik mad
      2024-03-08
      2024-03-09,"a"b
      2031-01-01,fik mad
      2024-03-10,

      """
    let (report, aside) = try desk.takeCSV(bad, IntakeChoice(source: "x"))
    #expect(report.faults.map(\.line) == [3, 4, 5, 6, 7])
    #expect(
      aside == "dato,tekst\nengang,fik mad\n2024-03-08\n2024-03-09,\"a\"b\n2031-01-01,fik mad\n2024-03-10,\n")
    let mended = aside.replacing("engang", with: "2024-03-07").replacing(
      "2024-03-08\n", with: "2024-03-08,mad\n"
    )
    .replacing("\"a\"b", with: "ab").replacing("2031", with: "2021").replacing("03-10,", with: "03-10,kaffe")
    .replacing("2024-03-07,fik mad", with: "2024-03-07,fik mad og kaffe")
    #expect(try desk.takeCSV(mended, IntakeChoice(source: "x")).report.faults.isEmpty)
    #expect(try desk.events.count { if case .note = $0.content { true } else { false } } == 6)
  }

  @Test func `stand with whoever is known already`() throws {
    let desk = try Desk()
    let (rosa, _) = try desk.notebook.giveConsent("Rosa Holm", Agreement([.care], how: "spoken"))
    let (kaj, _) = try desk.notebook.giveConsent("Kaj", Agreement([.care], how: "spoken"))
    try desk.notebook.withdraw([.care], of: "Kaj")
    let report = try desk.takeCSV(Self.journal, Desk.yes("journal")).report
    #expect(report.newPeople == 0)
    #expect(report.people == [rosa])
    // Kaj said no: what the admin says of the file does not undo that.
    #expect(report.presences == 1)
    #expect(try !desk.notebook.standing(of: kaj).allows(.care))
  }

  @Test func `of somebody erased never come back`() throws {
    let desk = try Desk()
    try desk.takeCSV(Self.journal, Desk.yes("journal"))
    _ = try desk.notebook.erase("Rosa Holm")
    let report = try desk.takeCSV(Self.journal + "17-03-2024;Rosa Holm;Nibe;Bo;mad\n", Desk.yes("journal"))
      .report
    #expect(report.erased == 3)
    #expect(report.newPeople == 0)
    #expect(throws: NotebookError.self) { try desk.notebook.participant(named: "Rosa Holm") }
  }

  @Test func `are read by a map that was guessed, printed, and read again`() throws {
    let desk = try Desk()
    let path = try desk.file("journal.csv", Self.journal)
    let map = try CSVGuess.map(of: path).map
    #expect((map.text, map.who, map.when) == ("Notat", "Navn", ["Dato"]))
    #expect((map.at, map.by, map.delimiter, map.dates) == ("Sted", "Medarbejder", ";", ["dd-MM-yyyy"]))
    #expect(try CSVMap(yaml: map.yaml) == map)
    for (yaml, line) in [
      ("text: [", 1), ("who: Navn", 1), ("text: a\ncolour: b", 2), ("text: a\nkinds: b", 2),
    ] {
      do {
        _ = try CSVMap(yaml: yaml)
        Issue.record("taken: \(yaml)")
      } catch ExchangeError.map(let found, _, _) { #expect(found == line || yaml == "text: [") }
    }
  }

  @Test(arguments: [
    ("a\u{FEFF}", true), ("sm\u{F8}r", false),
  ])
  func `are UTF-8, with or without a mark, or named as what they are`(_ text: String, _ isRight: Bool) throws
  {
    let desk = try Desk()
    let marked = try desk.file("bom.csv", bytes: [0xEF, 0xBB, 0xBF] + Array("tekst\n\(text)\n".utf8))
    #expect(try CSVGuess.map(of: marked).columns == ["tekst"])
    guard !isRight else { return }
    let latin = Array("tekst\n\(text)\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    let path = try desk.file("latin.csv", bytes: latin)
    do {
      _ = try CSVGuess.map(of: path)
      Issue.record("taken")
    } catch let error as ExchangeError {
      #expect(error.sentence(.english).contains("line 2: the file is not UTF-8; it looks like Latin-1"))
    }
  }

  @Test func `tell what a whole export hands out, and whoever is in it can see it`() throws {
    let desk = try Desk()
    try desk.takeCSV(Self.journal, Desk.yes("journal"))
    let csv = try String(contentsOfFile: try desk.export(.csv, names: true), encoding: .utf8)
    #expect(csv.contains("Rosa Holm var med, Kaj fik mad"))
    let looks = try desk.notebook.engine.view(Readers.self, of: try desk.notebook.participant(named: "Kaj"))?
      .looks
    #expect(looks?.map(\.purpose) == ["export"])
    let folder = desk.path + "/kaj"
    _ = try PersonExport(desk.notebook, try desk.notebook.participant(named: "Kaj"), .danish)
      .write(to: folder, today: Day(year: 2026, month: 3, day: 1))
    let page = try String(contentsOfFile: folder + "/story.html", encoding: .utf8)
    #expect(page.contains("fik mad"))
    #expect(page.contains("for at give dig det med"))
    #expect(!page.contains("måske"))
    let events = try String(contentsOfFile: folder + "/events.cloudevents.jsonl", encoding: .utf8)
    #expect(events.split(separator: "\n").count == 5)
  }

  @Test(arguments: 0..<3)
  func `changed anywhere are read or refused, and end nothing`(_ seed: UInt64) throws {
    var chance = Seeded(seed)
    for _ in 0..<2000 {
      var input = Array(Self.journal.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        let place = Int.random(in: 0..<input.count, using: &chance)
        if Bool.random(using: &chance) {
          input.remove(at: place)
        } else {
          input.insert(Array("\";\n\r\u{0},".utf8).randomElement(using: &chance) ?? 0, at: place)
        }
      }
      var rows = CSVRows(input, delimiter: UInt8(ascii: ";"))
      do { while try rows.next() != nil {} } catch is ExchangeError {}
    }
  }
}
