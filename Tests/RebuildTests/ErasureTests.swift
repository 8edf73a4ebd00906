import Events
import Foundation
import HashTree
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
    #expect(try notebook.erase("Kaj").handles.count == 1)
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
    #expect(try notebook.take([late]) == Taken(new: 0, refused: [late.id]))
  }

  @Test func `reaches all handles of one person`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (one, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    let (other, _) = try notebook.giveConsent("ham med hunden", Agreement([.care]), isAlias: true)
    try notebook.tie("Kaj", "ham med hunden", same: true, Telling(""))
    #expect(try notebook.erase("Kaj").handles.count == 2)
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

/// What stands in the log of erasures and receipts.
extension Machine {
  fileprivate func receipts() throws -> [Destruction] {
    var found: [Destruction] = []
    let engine = try engine
    for position in 1...(try engine.journal.end) {
      if case .keyDestroyed(let destruction)? = try engine.event(at: position)?.content {
        found.append(destruction)
      }
    }
    return found
  }

  fileprivate func late(_ handle: Handle, _ sequence: UInt64) -> Event {
    Event(
      id: EventID(origin: 77, sequence: sequence), handle: handle, happened: When(minute: 1),
      recorded: Moment(milliseconds: 1), content: .note(Line("fra telefonen"), given: []))
  }

  /// The files of the keys, put back as they were.
  fileprivate func restoringKeys(_ body: () throws -> Void) throws {
    let (files, kept) = (FileManager.default, path + "/kept")
    close()
    try files.copyItem(atPath: path + "/keys", toPath: kept)
    try body()
    close()
    try files.removeItem(atPath: path + "/keys")
    try files.moveItem(atPath: kept, toPath: path + "/keys")
  }
}

@Suite struct `The receipt of an erasure` {
  @Test func `says which epoch ended, once for each erasure of this machine`() throws {
    let machine = try Machine()
    let (kaj, _) = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try machine.notebook.giveConsent("Bente", Agreement([.care]))
    let before = try machine.engine.journal.checkpoint()
    let erased = try machine.notebook.erase("Kaj")
    #expect(
      try machine.receipts() == [Destruction(erased.event, [kaj], ended: 1, begun: 2, wrapped: 1)])
    let receipt = try #require(erased.receipt)
    let proof = try #require(try machine.engine.proof(of: receipt))
    try proof.check(by: machine.engine.signingKey().verifier)
    #expect(try machine.engine.journal.checkpoint(size: before.size) == before)
    for _ in 0..<2 {
      try machine.notebook.catchUp()
      try machine.rebuild()
      try machine.notebook.catchUp()
      machine.close()
      try machine.notebook.catchUp()
    }
    #expect(try machine.receipts().count == 1)
    #expect(try machine.engine.keyring.epoch.number == 2)
    #expect(try machine.engine.verify { _, _ in }.findings == [])
  }

  @Test func `is written at the next opening when a kill came between, whatever was done by then`() throws {
    for done in 0..<3 {
      let machine = try Machine()
      let (kaj, _) = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
      _ = try machine.notebook.note(Telling("Kaj fik mad"))
      let erased = Event(
        id: EventID(origin: 78, sequence: 1), handle: .organisation, happened: When(minute: 1),
        recorded: Moment(milliseconds: 1), content: .erased([kaj]))
      try machine.notebook.take([erased])
      // In the log; and the key destroyed by itself; and the views without the person.
      if done == 1 { try machine.engine.keyring.destroy([kaj]) }
      if done == 2 { try machine.engine.catchUp() }
      machine.close()
      let notebook = try machine.notebook
      #expect(try notebook.take([machine.late(kaj, 1)]).refused.count == 1)
      try notebook.catchUp()
      #expect(try machine.receipts().map(\.handles) == [[kaj]])
      #expect(try machine.engine.keyring.status(of: kaj) == .destroyed)
      let live = try machine.contents
      try machine.rebuild()
      #expect(try machine.contents == live)
    }
  }

  @Test func `comes for several erasures of one change of epoch`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let handles = try ["Kaj", "Bente", "Aage"].map { try notebook.giveConsent($0, Agreement([.care])).handle }
    let erasures = handles.enumerated().map { index, handle in
      Event(
        id: EventID(origin: 78, sequence: UInt64(index + 1)), handle: .organisation,
        happened: When(minute: 1), recorded: Moment(milliseconds: 1), content: .erased([handle]))
    }
    try notebook.take(erasures)
    try notebook.catchUp()
    #expect(try machine.receipts().map(\.erasure) == erasures.map(\.id))
    #expect(try Set(machine.receipts().map(\.epochBegun)) == [2])
  }
}

@Suite struct `A device that was offline` {
  @Test func `is refused what it sends of the erased, for ever, and nothing else`() throws {
    let machine = try Machine()
    var sent: UInt64 = 0
    let (kaj, bente) = (
      try machine.notebook.giveConsent("Kaj", Agreement([.care])).handle,
      try machine.notebook.giveConsent("Bente", Agreement([.care])).handle
    )
    func refuses(_ when: String) throws {
      sent += 2
      let (theirs, ours) = (machine.late(kaj, sent), machine.late(bente, sent + 1))
      let taken = try machine.notebook.take([theirs, ours])
      #expect(taken == Taken(new: 1, refused: [theirs.id]), "\(when)")
      #expect(taken.refusal?.contains("event \(theirs.id) tell of somebody who is erased") == true)
      #expect(try machine.engine.journal.position(of: theirs.id) == nil)
    }
    try machine.restoringKeys {
      _ = try machine.notebook.erase("Kaj")
      try refuses("at once")
      try machine.engine.keyring.rotate()
      try refuses("after another change of epoch")
      machine.close()
      try refuses("after reopening")
      try machine.rebuild()
      try refuses("after a rebuild")
      machine.close()
      try FileManager.default.removeItem(atPath: machine.path + "/views")
      try refuses("without views")
      try machine.rebuild()
    }
    #expect(try machine.engine.keyring.status(of: kaj) == .live)  // keys from before the erasure
    try refuses("with keys of before, at once")
    try machine.notebook.catchUp()
    #expect(try machine.engine.keyring.status(of: kaj) == .destroyed)
    try refuses("with keys of before, destroyed again")
    #expect(try machine.receipts().count == 1)
    #expect(try machine.engine.verify { _, _ in }.findings == [])
  }

  @Test func `that brings the erasure itself is refused what comes after it`() throws {
    let machine = try Machine()
    let (kaj, _) = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
    let erasure = Event(
      id: EventID(origin: 78, sequence: 1), handle: .organisation, happened: When(minute: 1),
      recorded: Moment(milliseconds: 1), content: .erased([kaj]))
    let taken = try machine.notebook.take([machine.late(kaj, 1), erasure, machine.late(kaj, 2)])
    #expect(taken == Taken(new: 2, refused: [EventID(origin: 77, sequence: 2)]))
    #expect(try machine.notebook.take([machine.late(kaj, 3)]).refused.count == 1)
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
