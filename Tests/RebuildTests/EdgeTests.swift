import Brief
import Catalogues
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

@Suite struct `Law 3 at its edges` {
  @Test func `an organisation's amendment of a participant's event changes nothing, live or rebuilt`() throws
  {
    let machine = try Machine()
    try machine.take([
      yes(1, a), event(2, a, .note(Line("fik mad"), given: [])),
      event(
        3, .organisation,
        .correction(of: EventID(origin: 50, sequence: 2), Amendment(given: [GivenReading("meal")]))),
    ])
    let live = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == live)
  }

  @Test func `an unreadable body of a type that no view listens to sets nobody aside only when rebuilt`()
    throws
  {
    let machine = try Machine()
    try machine.take([yes(1, a), event(2, a, .nameGiven("Kaj", isAlias: false))])
    let engine = try machine.engine
    _ = try engine.journal.appendNow([
      .init(type: .historyRead, handle: a) { header in
        try engine.keyring.seal([0x08, 0x63, 0xff], for: a, binding: header.bytes)
      }
    ])
    try engine.catchUp()
    let live = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == live)
  }

  @Test func `a tie to a handle of which nothing has arrived yet does not stop the views`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a), event(2, a, .samePerson(b)), event(3, a, .note(Line("fik mad"), given: []))])
    #expect(try machine.contents["timeline"]?.isEmpty == false)
  }

  @Test func `and neither does a rebuild`() throws {
    let machine = try Machine()
    try machine.notebook.take([yes(1, a), event(2, a, .samePerson(b))])
    try machine.rebuild()
  }

  @Test func `a tie told in one story only, whose key is then destroyed, is the same live and rebuilt`()
    throws
  {
    let machine = try Machine()
    try machine.take([
      yes(1, a), yes(2, b), yes(3, c), event(4, a, .note(Line("fik mad"), given: [])),
      event(5, c, .note(Line("lukkede op"), given: [])), event(6, b, .samePerson(a)),
      event(7, b, .samePerson(c)),
    ])
    try machine.take([event(8, .organisation, .erased([b]))])
    let live = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == live)
  }

  @Test func `who settles on a machine of a region belongs to it, and is told of once`()
    throws
  {
    let machine = try Machine()
    let (engine, events) = (try machine.engine, [yes(1, a), event(2, a, .nameGiven("Kaj", isAlias: false))])
    let notebook = Notebook(engine, region: "nord")
    #expect(try notebook.take(events, settling: true) == Taken(new: 2))
    #expect(
      try notebook.take(events + [event(3, a, .note(Line("fik mad"), given: []))], settling: true)
        == Taken(new: 1))
    var moves: [Handle] = []
    _ = try engine.journal.read(after: 0, atMost: 100) { _, header, _ in
      if header.type == .participantMoved { moves.append(header.handle) }
    }
    #expect(moves == [a])
  }

  @Test func `amendments in a ring end`() async {
    await #expect(processExitsWith: .success) {
      let machine = try Machine()
      try machine.take([
        event(1, .organisation, .retraction(of: EventID(origin: 50, sequence: 1), reason: ""))
      ])
    }
  }

  @Test func `a time beyond all calendars ends nothing`() async {
    await #expect(processExitsWith: .success) {
      let machine = try Machine()
      try machine.take([
        event(1, .organisation, .presence([GivenReading("meal")]), minute: Int64(Int32.min) * 1440)
      ])
    }
  }

  @Test func `a sequence at the end of numbers does not end writing`() async {
    await #expect(processExitsWith: .success) {
      let machine = try Machine()
      let origin = try machine.engine.journal.origin
      var last = event(1, .organisation, .stopOpened)
      last.id = EventID(origin: origin, sequence: .max)
      try? machine.take([last])
      _ = try machine.notebook.note(NoteTelling("regn"))
    }
  }

  @Test func `counts that overflow end nothing`() async {
    await #expect(processExitsWith: .success) {
      let machine = try Machine()
      let many = Counts(heads: Int.max - 1)
      try machine.take([
        event(1, .organisation, .stopCounted(many)), event(2, .organisation, .stopCounted(many)),
      ])
    }
  }

  @Test func `a view of another version of the code is refused, not misread`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a), event(2, a, .note(Line("fik mad"), given: []))])
    machine.close()
    let path = machine.path
    let journal = try Journal(at: path + "/log", mapBytes: 1 << 30)
    let keyring = try Keyring(
      at: path + "/keys", master: try MasterKey(file: path + "/key"), mapBytes: 1 << 30)
    let all = Catalogue.all
    let stories = all.stories.map { $0.name == "timeline" ? StoryFold(NewTimeline.self) : $0 }
    let engine = try Engine(
      journal: journal, keyring: keyring, catalogue: Catalogue(stories: stories, tallies: all.tallies),
      views: path + "/views", mapBytes: 1 << 30)
    #expect(throws: RebuildError.self) { try engine.view(NewTimeline.self, of: a) }
    journal.close()
  }

  @Test func `a lost index calls for the views to be built again`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a), event(2, a, .note(Line("fik mad"), given: []))])
    let served = try machine.served
    machine.close()
    try FileManager.default.removeItem(atPath: served + "/index")
    try machine.take([event(3, a, .note(Line("lukkede op"), given: []))])
    #expect(try machine.engine.needsBuilding())
    try machine.rebuild()
    #expect(try machine.contents["timeline"]?.count == 1)
  }

  @Test func `the same id under another handle is not taken for the same event`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a), yes(2, b), event(3, a, .note(Line("fik mad"), given: []))])
    #expect(throws: (any Error).self) {
      try machine.notebook.take([event(3, b, .note(Line("lukkede op"), given: []))])
    }
  }

  @Test func `what stood before a withdrawal stays hidden when its time is corrected after a new yes`() throws
  {
    let machine = try Machine()
    let day = Int64(1440)
    try machine.take([
      yes(1, a), event(2, a, .note(Line("fik mad"), given: []), minute: 10 * day),
      event(3, a, .consentWithdrawn([.care]), minute: 20 * day),
      event(4, a, .consentGiven(Agreement([.care])), minute: 30 * day),
    ])
    #expect(throws: NotebookError.self) {
      try machine.notebook.correct(
        EventID(origin: 50, sequence: 2), line: nil, happened: When(minute: 40 * day), given: [],
        NoteTelling(""))
    }
    let later = Amendment(happened: When(minute: 40 * day))
    try machine.take([event(5, a, .correction(of: EventID(origin: 50, sequence: 2), later))])
    let timeline = try machine.engine.view(Timeline.self, of: a)
    #expect(timeline.map { "\($0)".contains("fik mad") } != true)
  }

  @Test func `a tie cannot be retracted with a yes that does nothing`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a), yes(2, b), event(3, a, .samePerson(b)), event(4, b, .samePerson(a))])
    #expect(throws: (any Error).self) {
      try machine.notebook.retract(EventID(origin: 50, sequence: 3), reason: "", NoteTelling(""))
    }
  }

  @Test func `a withdrawal cannot be retracted by a helper`() throws {
    let machine = try Machine()
    try machine.take([
      yes(1, a), event(2, a, .note(Line("fik mad"), given: [])),
      event(3, a, .consentWithdrawn([.care]), minute: 30_000_000),
    ])
    #expect(throws: (any Error).self) {
      try machine.notebook.retract(EventID(origin: 50, sequence: 3), reason: "", NoteTelling(""))
    }
  }

  @Test func `a body that cannot be read can be retracted, as its error says`() throws {
    let machine = try Machine()
    try machine.take([yes(1, a)])
    let engine = try machine.engine
    let receipts = try engine.journal.appendNow([
      .init(type: .note, handle: a) {
        try engine.keyring.seal([0x08, 0x01, 0xff], for: a, binding: $0.bytes)
      }
    ])
    try engine.catchUp()
    _ = try machine.notebook.retract(receipts[0].id, reason: "", NoteTelling(""))
    #expect(try engine.view(Timeline.self, of: a) != nil)
  }
}

/// The timeline as a later version of the code would have it.
private struct NewTimeline: StoryProjection {
  static let name = "timeline"
  static let version: UInt32 = Timeline.version + 1
  static let listens: EventTypes = Timeline.listens
  var days: [Day] = []
  var isEmpty: Bool { days.isEmpty }
  mutating func fold(_ entry: Entry) { days.append(entry.day) }
  mutating func name(_ shown: (Line) -> String) {}
  func write(to writer: inout WireWriter) { for day in days { writer.day(9, day) } }
  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 9 { days.append(span.day(field)) }
  }
  func encode(to encoder: any Encoder) throws {}
}
