import Events
import Journal
import Keyring
import Notebook
import Reading
import Rebuild
import StoryTelling
import Testing
import Timeline

/// Words that differ from those of `World` in every way that a file may.
private let otherWords = """
  signs:
    - sign: plan
      da: [på tirsdag]
  kinds:
    - id: rain
      group: other
      name: {da: regn, en: rain}
      da: [regn]
    - id: dentist
      group: bridge
      name: {da: tandlæge, en: dentist}
      da: [tandlæge-]
    - id: door-opened
      group: contact
      name: {da: lukkede op, en: opened the door}
      da: [lukkede op, "lovede at ringe: failed"]
    - id: met-at-stop
      group: contact
      name: {da: mødt ved stop, en: met at stop}
      da: [stoppet]
  """

@Suite struct `A comparison of words` {
  private func compiled(_ text: String) throws -> CompiledVocabulary {
    CompiledVocabulary(try VocabularyFile(text).vocabulary)
  }

  private func compare(_ notebook: Notebook, jobs: Int = 1, examples: Int = 2) throws -> ReadingDiff {
    try notebook.compare(
      compiled(otherWords), examples: examples, jobs: jobs, progress: Rebuild::Progress(total: 1))
  }

  /// What each line of each participant tells, by the timeline.
  private func told(_ engine: Engine) throws -> [Handle: [EventID: Set<GivenReading>]] {
    var all: [Handle: [EventID: Set<GivenReading>]] = [:]
    try engine.each(Timeline.self) { handle, view in
      for happening in view.happenings where !happening.told.line.text.isEmpty {
        all[handle, default: [:]][happening.told.event] = Set(
          happening.readings.map { GivenReading($0.kind, $0.mode) })
      }
    }
    return all
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `says what the views come to once they are adopted`(seed: UInt64) throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    try machine.take(World(seed: seed, events: 200).events.filter { !$0.isNoteOfNobody })
    let (diff, before) = (try compare(notebook), try told(notebook.engine))
    try notebook.adopt(yaml: Array(otherWords.utf8))
    try machine.rebuild()
    let after = try told(notebook.engine)
    var (lines, people): ([GivenReading: (Int, Int)], [GivenReading: (Set<Handle>, Set<Handle>)]) = ([:], [:])
    for (handle, events) in before {
      for (event, readings) in events {
        let new = after[handle]?[event] ?? []
        for gained in new.subtracting(readings) {
          lines[gained, default: (0, 0)].0 += 1
          people[gained, default: ([], [])].0.insert(handle)
        }
        for lost in readings.subtracting(new) {
          lines[lost, default: (0, 0)].1 += 1
          people[lost, default: ([], [])].1.insert(handle)
        }
      }
    }
    #expect(diff.lines == before.values.reduce(0) { $0 + $1.count } && diff.changedLines > 0)
    for (change, extent) in diff.changes {
      let reading = GivenReading(change.kind, change.mode)
      let (wanted, whose) = (lines[reading] ?? (0, 0), people[reading] ?? ([], []))
      #expect(extent.lines == (change.isGain ? wanted.0 : wanted.1), "\(change)")
      #expect(extent.people == (change.isGain ? whose.0 : whose.1).count, "\(change)")
    }
    #expect(diff.changes.count == lines.values.reduce(0) { $0 + ($1.0 > 0 ? 1 : 0) + ($1.1 > 0 ? 1 : 0) })
    #expect(try compare(notebook).changes.isEmpty)
  }

  @Test func `comes out the same on one core and on many`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    try machine.take(World(seed: 9, events: 300).events)
    let one = try compare(notebook)
    for jobs in [2, 5] {
      let many = try compare(notebook, jobs: jobs)
      #expect((many.lines, many.changedLines, many.people) == (one.lines, one.changedLines, one.people))
      for (change, extent) in one.changes {
        let other = try #require(many.changes[change])
        #expect((extent.lines, extent.people) == (other.lines, other.people))
        #expect(extent.examples.all.map(\.shown.event) == other.examples.all.map(\.shown.event))
      }
    }
  }

  @Test func `shows no line of who is erased or has said no, and counts none`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    for name in ["Kaj", "Rosa", "Bent"] {
      _ = try notebook.giveConsent(name, Agreement([.care]))
      _ = try notebook.note(NoteTelling("\(name) og regn"))
    }
    _ = try notebook.erase("Kaj")
    try notebook.withdraw([.care], of: "Rosa")
    let diff = try compare(notebook, examples: 9)
    #expect((diff.lines, diff.people) == (1, 1))
    let bent = try notebook.participant(named: "Bent")
    #expect(diff.changes.values.flatMap(\.examples.all).allSatisfy { $0.shown.handle == bent })
  }

  /// It might have been a no.
  @Test func `passes over whoever has an event that cannot be read`() throws {
    let machine = try Machine()
    let note = Content.note(Line("regn"), given: [])
    try machine.take([yes(1, a), event(2, a, note), yes(3, b), event(4, b, note)])
    let (notebook, engine) = (try machine.notebook, try machine.engine)
    #expect(try compare(notebook).people == 2)
    _ = try engine.journal.appendNow([
      .init(type: .consentWithdrawn, handle: a) { header in
        try engine.keyring.seal([0x08, 0x63, 0xff], for: a, binding: header.bytes)
      }
    ])
    let diff = try compare(notebook, examples: 9)
    #expect((diff.lines, diff.people) == (1, 1))
    #expect(diff.changes.values.flatMap(\.examples.all).allSatisfy { $0.shown.handle == b })
  }

  @Test func `stands in the story of each whose line was shown, and of nobody else`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    for name in ["Kaj", "Rosa"] { _ = try notebook.giveConsent(name, Agreement([.care])) }
    _ = try notebook.note(NoteTelling("Kaj gik i regn"))
    _ = try notebook.note(NoteTelling("Rosa gik i solen"))
    let end = try notebook.engine.journal.end
    _ = try compare(notebook, examples: 0)
    #expect(try notebook.engine.journal.end == end)
    _ = try compare(notebook)
    let kaj = try notebook.participant(named: "Kaj")
    #expect(try notebook.engine.journal.end == end + 1)
    let read = try #require(try notebook.engine.event(at: end + 1))
    #expect(read.handle == kaj && read.content == .historyRead(purpose: "vocabulary", view: "lines"))
  }
}

extension Event {
  fileprivate var isNoteOfNobody: Bool { handle.isOrganisation && content.line != nil }
}
