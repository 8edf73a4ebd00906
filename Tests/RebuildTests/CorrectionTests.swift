import Events
import Notebook
import Reading
import Rebuild
import StoryTelling
import Testing
import Timeline

/// What a helper says of a line stands above every vocabulary, today's and later ones.
@Suite struct `A correction` {
  /// A line of the world's words, corrected several times; by kind, the last word on it.
  private struct Corrected {
    var event: EventID
    /// Nil where the line does not tell the kind.
    var modes: [Kind: Mode?] = [:]
  }

  private static let kinds: [Kind] = ["dentist", "meal", "door-opened", "promised"]

  /// The world's words with phrases dealt out anew: any words may tell any kind in any mode.
  private static func words(_ chance: inout Chance) -> String {
    let phrases = ["fik mad", "lukkede op", "tandlæge", "ved stoppet", "lovede at ringe", "regn"]
    let entries = zip(kinds, phrases.shuffled(using: &chance)).map { kind, phrase in
      let mode = chance.happens(1, of: 2) ? ": \(chance.one(of: Mode.allCases))" : ""
      return "  - id: \(kind)\n    group: g\n    name: {da: a, en: a}\n    da: [\"\(phrase)\"\(mode)]\n"
    }
    return "kinds:\n" + entries.joined()
  }

  private func correct(_ notebook: Notebook, _ corrected: inout Corrected, _ chance: inout Chance) throws {
    let kind = chance.one(of: Self.kinds)
    let tells = chance.happens(1, of: 2)
    let mode = chance.one(of: Mode.allCases)
    let given = try tells ? notebook.kinds(["\(kind):\(mode)"]) : notebook.kinds(not: ["\(kind)"])
    try notebook.correct(corrected.event, line: nil, happened: nil, given: given, NoteTelling(""))
    corrected.modes[kind] = .some(tells ? mode : nil)
  }

  private func expect(_ corrected: [Corrected], on machine: Machine) throws {
    var told: [EventID: [Kind: [Mode]]] = [:]
    try machine.engine.each(Timeline.self) { _, view in
      for happening in view.happenings {
        told[happening.told.event] = Dictionary(
          grouping: happening.readings, by: \.kind
        ).mapValues { $0.map(\.mode) }
      }
    }
    for line in corrected {
      let readings = try #require(told[line.event])
      for (kind, mode) in line.modes { #expect(readings[kind] ?? [] == mode.map { [$0] } ?? []) }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `wins for ever: by later words, after rebuilds, on another machine`(seed: UInt64) throws {
    let (machine, other) = (try Machine(), try Machine())
    let notebook = try machine.notebook
    var chance = Chance(seed: seed)
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    var corrected = try ["fik mad, lukkede op", "tandlæge, lovede at ringe", "regn ved stoppet"].map { line in
      var telling = NoteTelling(line)
      telling.about = ["Kaj"]
      return Corrected(event: try notebook.note(telling).events[0])
    }
    for _ in 0..<8 {
      let place = Int.random(in: corrected.indices, using: &chance)
      try correct(notebook, &corrected[place], &chance)
    }
    try expect(corrected, on: machine)
    for _ in 0..<3 {
      try notebook.adopt(yaml: Array(Self.words(&chance).utf8))
      try expect(corrected, on: machine)
      try machine.rebuild(jobs: 2)
      try expect(corrected, on: machine)
    }
    var reader = try EventReader(notebook.engine.journal, notebook.engine.keyring)
    let events = try reader.events(after: 0, atMost: 1000).events.filter { $0.id != World.vocabulary.id }
    try other.take(events.shuffled(using: &chance))
    try other.rebuild(jobs: 1)
    try expect(corrected, on: other)
    #expect(try other.contents["timeline"] == machine.contents["timeline"])
  }

  @Test func `may say what it is not and what it is at once`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    let note = try notebook.note(NoteTelling("Kaj fik mad")).events[0]
    let given = try notebook.kinds(not: ["meal"]) + notebook.kinds(["meal:declined"])
    try notebook.correct(note, line: nil, happened: nil, given: given, NoteTelling(""))
    var line = Corrected(event: note)
    line.modes["meal"] = .some(.declined)
    try expect([line], on: machine)
  }
}
