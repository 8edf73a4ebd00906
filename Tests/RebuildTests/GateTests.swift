import Brief
import Events
import Foundation
import Journal
import Keyring
import Names
import Notebook
import Reach
import Reading
import Rebuild
import Testing
import Timeline

@Suite struct `The gate of consent` {
  private func telling(_ line: String, about: [String] = [], when: String? = nil) throws -> NoteTelling {
    var telling = NoteTelling(line)
    telling.about = about
    telling.when = try when.map { try When(edtf: $0) }
    return telling
  }

  @Test func `a withdrawal told with the day alone ends what was agreed to earlier that day`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.note(NoteTelling("Kaj fik mad"))
    try notebook.withdraw([.care], of: "Kaj", try telling("", when: Now.read().today.description))
    #expect(try !notebook.standing(of: kaj).allows(.care))
    #expect(try notebook.engine.view(Timeline.self, of: kaj) == nil)
  }

  @Test func `a line about somebody erased keeps no words`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.erase("Kaj")
    let kept = try notebook.note(try telling("han graed hele aftenen", about: [kaj.description]))
    let event = try notebook.event(kept.events[0])
    #expect(event.content.line == nil)
  }

  @Test func `a correction puts no words on a presence`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    let kept = try notebook.note(try telling("Ole fik mad", about: ["Ole"]))
    #expect(throws: NotebookError.self) {
      try notebook.correct(
        kept.events[0], line: "Ole Hansen drikker", happened: nil, given: [], NoteTelling(""))
    }
  }

  @Test func `a correction puts no words on somebody who has withdrawn`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    let kept = try notebook.note(NoteTelling("Kaj fik mad"))
    try notebook.withdraw([.care], of: "Kaj")
    #expect(throws: (any Error).self) {
      try notebook.correct(kept.events[0], line: "han er syg", happened: nil, given: [], NoteTelling(""))
    }
  }

  @Test func `a correction leaves no known name in the words, also where two bear it`() throws {
    let machine = try Machine()
    try machine.take([
      yes(1, a), event(2, a, .nameGiven("Kaj", isAlias: false)), yes(3, b),
      event(4, b, .nameGiven("Kaj", isAlias: false)), event(5, a, .note(Line("fik mad"), given: [])),
    ])
    _ = try machine.notebook.correct(
      EventID(origin: 50, sequence: 5), line: "Kaj fik mad", happened: nil, given: [], NoteTelling(""))
    let timeline = try #require(try machine.engine.view(Timeline.self, of: a))
    #expect(!timeline.happenings.contains { "\($0)".contains("Kaj fik mad") })
  }

  @Test func `a reason holds no known name`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    let kept = try notebook.note(NoteTelling("regn"))
    let id = try notebook.retract(
      kept.events[0], reason: "Kaj, cpr 010190-0000, bad om det", NoteTelling("")
    ).ids[0]
    guard case .retraction(_, let reason) = try notebook.event(id).content else {
      Issue.record("the retraction is no retraction")
      return
    }
    #expect(!reason.contains("Kaj") && !reason.contains("010190"))
  }

  @Test func `a withdrawn person is not named in the story of another`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    try notebook.withdraw([.care], of: "Kaj")
    #expect(try notebook.namesMentioned()(kaj) == nil)
  }

  @Test func `somebody with a body that cannot be read is still found by name`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    let engine = try machine.engine
    _ = try engine.journal.appendNow([
      .init(type: .note, handle: kaj) {
        try engine.keyring.seal([0x08, 0x63, 0xff], for: kaj, binding: $0.bytes)
      }
    ])
    try engine.catchUp()
    #expect(try notebook.participant(named: "Kaj") == kaj)
  }

  @Test func `nobody can erase the organisation, and the folder lives on`() throws {
    let machine = try Machine()
    let nobody = Handle.organisation.description
    #expect(throws: (any Error).self) { try machine.notebook.erase(nobody) }
    try machine.engine.catchUp()
  }

  @Test func `erasing a handle that nobody bears is refused`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    #expect(throws: NotebookError.self) { try notebook.erase(c.description) }
  }

  @Test func `a stop's head count is kept though the line names a participant`() throws {
    let standard = try VocabularyFile.standard().bytes
    let machine = try Machine(
      Event(
        id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
        recorded: Moment(milliseconds: 0), content: .vocabularyAdopted(yaml: standard)))
    let notebook = try machine.notebook
    _ = try notebook.giveConsent("Bente", Agreement([.care]))
    var alone = NoteTelling("18 kaffe, 7 mad")
    alone.at = "Nibe"
    _ = try notebook.note(alone)
    let before = try notebook.engine.tally(Reach.self)
    #expect(before.sums.contains { $0.key.what == Reach.What.heads.rawValue && $0.sum == 18 })
    alone.line = "18 kaffe, 7 mad. Bente fik en snak"
    _ = try notebook.note(alone)
    let after = try notebook.engine.tally(Reach.self)
    #expect(after.sums.contains { $0.key.what == Reach.What.heads.rawValue && $0.sum == 36 })
  }

  @Test(arguments: [
    "cpr 010190-0000 2 gange", "kl 14 010190-0000", "010190–0000", "kort 4111 1111 1111 1111 12/28",
    "pin 12 34", "koden er 12-34",
  ]) func `a secret beside another number is masked`(line: String) {
    #expect(!Masking.mask(line).found.isEmpty)
  }

  @Test func `a name with its marks apart is a known name`() {
    let directory = Directory([("\u{C5}se", a)])
    #expect(directory.mentions(in: "A\u{30A}se kom").count == 1)
  }

  @Test func `seconds of version 0 that overflow set one body aside`() async {
    await #expect(processExitsWith: .success) {
      var writer = WireWriter()
      writer.text(2, "2024-03-07 14:30")
      writer.number(4, UInt64.max)
      let body = writer.bytes
      _ = try? Body.read(
        body.span.bytes, under: Header(type: .note, handle: a, id: EventID(origin: 1, sequence: 1)))
    }
  }
}
