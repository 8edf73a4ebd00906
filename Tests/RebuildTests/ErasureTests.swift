import Events
import Foundation
import Journal
import Keyring
import Names
import Notebook
import Rebuild
import Reach
import StoryTelling
import Testing
import Timeline

@Suite struct `An erasure` {
  @Test func `takes the person out of every view and every sum, and the views still rebuild`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    let (bente, _) = try notebook.giveConsent("Bente", Agreement([.care]))
    for line in ["Kaj lukkede op", "tandlæge på tirsdag for Kaj", "Kaj og Bente fik mad ved stoppet"] {
      _ = try notebook.note(Telling(line))
    }
    let before = try machine.contents
    #expect(try notebook.erase("Kaj") == 1)
    #expect(try machine.engine.keyring.status(of: kaj) == .destroyed)
    let after = try machine.contents
    for (view, contents) in after { #expect(contents[kaj] == nil, "\(view)") }
    #expect(after["reach"] != before["reach"])
    try machine.rebuild()
    #expect(try machine.contents == after)
    let timeline = try #require(try machine.engine.view(Timeline.self, of: bente))
    #expect("\(timeline)".contains("Kaj") == false)
    #expect(throws: NotebookError.self) { try notebook.participant(named: "Kaj") }
  }

  @Test func `is for ever: what a phone brings later is refused`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.erase("Kaj")
    let late = Event(
      id: EventID(origin: 77, sequence: 1), handle: kaj, happened: When(minute: 1),
      recorded: Moment(milliseconds: 1), content: .note(Line("fra telefonen"), given: []))
    #expect(try notebook.take([late]) == (new: 0, refused: 1))
  }

  @Test func `reaches all handles of one person`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (one, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    let (other, _) = try notebook.giveConsent("ham med hunden", Agreement([.care]), isAlias: true)
    try notebook.tie("Kaj", "ham med hunden", same: true, Telling(""))
    #expect(try notebook.erase("Kaj") == 2)
    for handle in [one, other] { #expect(try machine.engine.keyring.status(of: handle) == .destroyed) }
  }

  @Test func `that a kill cut short is finished when the log is opened again`() throws {
    let machine = try Machine()
    let (kaj, _) = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
    let erased = Event(
      id: EventID(origin: 78, sequence: 1), handle: .organisation, happened: When(minute: 1),
      recorded: Moment(milliseconds: 1), content: .erased([kaj]))
    try machine.notebook.take([erased])
    machine.close()
    try machine.engine.catchUp()
    #expect(try machine.engine.keyring.status(of: kaj) == .destroyed)
  }
}

@Suite struct `A body that cannot be read` {
  @Test func `sets its participant aside and nobody else, and says which event it is`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    let (bente, _) = try notebook.giveConsent("Bente", Agreement([.care]))
    _ = try notebook.note(Telling("Kaj og Bente fik mad"))
    let engine = try machine.engine
    let receipts = try engine.journal.appendNow([
      .init(type: .note, handle: kaj) { header in
        try engine.keyring.seal([0x08, 0x63, 0xff], for: kaj, binding: header.bytes)
      }
    ])
    try engine.catchUp()
    #expect(throws: RebuildError.self) { try engine.view(Timeline.self, of: kaj) }
    #expect(try engine.view(Timeline.self, of: bente) != nil)
    let stands = try engine.status().flatMap(\.asides)
    #expect(stands.contains { $0.contains("\(receipts[0].id)") })
    let live = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == live)
    #expect(try engine.verify { _, _ in }.findings.count == 1)
  }
}
