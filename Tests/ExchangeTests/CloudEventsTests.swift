import Events
import Exchange
import Formats
import Foundation
import Notebook
import Testing

@Suite struct `Events of others` {
  static func event(_ inside: String) -> String {
    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"urn:x\",\"type\":\"dk.note\"\(inside)}"
  }

  @Test func `are lines, by whatever name their words go`() throws {
    let desk = try Desk()
    let text = [
      Self.event(
        ",\"time\":\"2024-03-07T18:30:00+01:00\",\"data\":{\"text\":\"fik mad\",\"place\":\"Nibe\",\"n\":7}"),
      Self.event(",\"data\":\"fik mad\"").replacing("\"id\":\"1\"", with: "\"id\":\"2\""),
      Self.event(",\"data_base64\":\"Zmlr IG1hZA==\"").replacing(" ", with: "").replacing(
        "\"id\":\"1\"", with: "\"id\":\"3\""),
      Self.event(",\"subject\":\"Rosa\",\"team\":\"a\",\"data\":{\"note\":\"Rosa fik mad\"}").replacing(
        "\"id\":\"1\"", with: "\"id\":\"4\""),
    ]
    for (name, whole) in [
      ("a.jsonl", text.joined(separator: "\n")), ("a.json", "[\(text.joined(separator: ","))]"),
    ] {
      let (report, aside) = try desk.takeEvents(try desk.file(name, whole), IntakeChoice(source: "x"))
      #expect(aside.isEmpty)
      #expect(report.rows == 4)
    }
    let events = try desk.events
    #expect(
      events.count { if case .note(let line, _) = $0.content { line.text == "fik mad" } else { false } } == 3)
    #expect(events.count { $0.content == .presence([GivenReading("meal")]) } == 1)
    #expect(events.contains { $0.at == "Nibe" && "\($0.happened)" == "2024-03-07T18:30" })
    #expect(!events.contains { String(decoding: $0.body, as: UTF8.self).contains("Rosa") })
  }

  @Test(arguments: [
    "{", "[]x", "7", "{\"id\":\"1\"}", event("").replacing("1.0", with: "0.3"),
    event(",\"time\":\"yesterday\""),
    event(",\"time\":\"2024-03-07T18:30:00\""), event(",\"data\":1,\"data_base64\":\"\""),
    event(",\"data_base64\":\"?\""),
    event(",\"Bad-Name\":1"), event(",\"tillidbody\":\"AAAA\""), event("").replacing("\"urn:x\"", with: "7"),
  ])
  func `that are none are set aside with the reason`(_ line: String) throws {
    let desk = try Desk()
    let path = try desk.file("a.jsonl", Self.event("") + "\n" + line + "\n")
    let (report, aside) = try desk.takeEvents(path, IntakeChoice(source: "x"))
    #expect(report.faults.map(\.line) == [2])
    #expect(aside == [Array(line.utf8)])
  }

  @Test func `that were ours and were edited are not taken for ours`() throws {
    let desk = try Desk()
    _ = try desk.notebook.giveConsent("Rosa", Agreement([.care], how: "spoken"))
    var telling = NoteTelling("Rosa fik mad")
    telling.by = "Jytte"
    _ = try desk.notebook.note(telling)
    let out = try String(contentsOfFile: try desk.export(.cloudEvents), encoding: .utf8)
    let other = try Desk()
    let edited = try other.file("a.jsonl", out.replacing("fik mad\"", with: "fik intet\""))
    let (report, aside) = try other.takeEvents(edited, IntakeChoice(source: "x"))
    #expect(aside.count == 1)
    #expect(report.faults.first?.english.contains("do not say the same") == true)
  }

  @Test func `about somebody without a yes are set aside`() throws {
    let desk = try Desk()
    _ = try desk.notebook.giveConsent("Rosa", Agreement([.care], how: "spoken"))
    _ = try desk.notebook.note(NoteTelling("Rosa fik mad"))
    let out = try String(contentsOfFile: try desk.export(.cloudEvents), encoding: .utf8)
    let without = out.split(separator: "\n").filter { !$0.contains("tillid.consentGiven") }.joined(
      separator: "\n")
    let other = try Desk()
    let (_, aside) = try other.takeEvents(try other.file("a.jsonl", without), IntakeChoice(source: "x"))
    #expect(aside.count == 3)
    #expect(try other.events.allSatisfy { $0.handle.isOrganisation })
  }
}

typealias NoteTelling = Notebook::Telling
