import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import StoryTelling
import Testing

/// A search over sealed lines, while they are told, corrected, taken out, closed and erased.
@Suite struct `A search` {
  let machine: Machine
  let notebook: Notebook

  init() throws {
    machine = try Machine()
    notebook = try machine.notebook
    for name in ["Kaj", "Rosa", "Poul"] { _ = try notebook.giveConsent(name, Agreement([.care])) }
  }

  @discardableResult
  private func note(_ line: String, _ name: String) throws -> EventID {
    var telling = NoteTelling(line)
    telling.about = [name]
    return try #require(try notebook.note(telling).events.first)
  }

  private func found(_ words: String, about name: String? = nil) throws -> [EventID] {
    try notebook.search(words, about: name, most: 20).best.map(\.told.event)
  }

  private func looks(at name: String) throws -> Int {
    let handle = try notebook.participant(named: name)
    return try notebook.engine.index(of: handle).count { event in
      event.content == .historyRead(purpose: "search", view: "words")
    }
  }

  @Test func `finds lines as they stand now`() throws {
    let (kaj, rosa) = (try note("fik tid hos tandlægen", "Kaj"), try note("ondt i tanden", "Rosa"))
    #expect(try found("tandlæge") == [kaj])
    #expect(try found("tand") == [rosa])
    try notebook.correct(kaj, line: "fik tid hos frisøren", happened: nil, given: [], NoteTelling(""))
    #expect(try found("tandlæge").isEmpty)
    #expect(try found("frisør") == [kaj])
    let out = try notebook.retract(kaj, reason: "fejl", NoteTelling(""))
    #expect(try found("frisør").isEmpty)
    _ = try notebook.retract(try #require(out.ids.first), reason: "dog ikke", NoteTelling(""))
    #expect(try found("frisør") == [kaj])
  }

  @Test func `finds nothing of who has said no, nor of who is erased`() throws {
    try note("talte om gælden", "Kaj")
    let rosa = try note("talte om gælden", "Rosa")
    let poul = try note("talte om gælden", "Poul")
    #expect(try found("gæld").count == 3)
    try notebook.withdraw([.care], of: "Kaj")
    #expect(try Set(found("gæld")) == [rosa, poul])
    _ = try notebook.erase("Rosa")
    #expect(try found("gæld") == [poul])
  }

  @Test func `finds lines by a name that they hold by reference, as long as it may be shown`() throws {
    let line = try note("mødte Rosa ved bilen", "Kaj")
    try note("sad ved bilen", "Poul")
    #expect(try found("Rosa bilen") == [line])
    #expect(try found("kaj") == [line])
    _ = try notebook.erase("Rosa")
    #expect(try found("Rosa").isEmpty)
    #expect(try found("mødte") == [line])
  }

  @Test func `about one participant finds no one else's`() throws {
    let kaj = try note("suppe", "Kaj")
    let rosa = try note("suppe", "Rosa")
    #expect(try found("suppe", about: "Kaj") == [kaj])
    try notebook.tie("Kaj", "Rosa", same: true, NoteTelling(""))
    #expect(try Set(found("suppe", about: "Rosa")) == [kaj, rosa])
    #expect(throws: NotebookError.self) { try found("suppe", about: "Ingen") }
    #expect(throws: NotebookError.self) { try found(" … ") }
  }

  @Test func `is told to each whose line it showed, once, and to nobody else`() throws {
    try note("suppe", "Kaj")
    try note("mere suppe", "Kaj")
    try note("kaffe", "Rosa")
    _ = try found("suppe")
    #expect(try looks(at: "Kaj") == 1 && looks(at: "Rosa") == 0)
    _ = try found("suppe")
    #expect(try looks(at: "Kaj") == 2)
    _ = try found("rumskib")
    #expect(try looks(at: "Kaj") == 2 && looks(at: "Rosa") == 0)
  }

  @Test func `leaves no word on the disk`() throws {
    try note("ordet er kvartsurværk", "Kaj")
    #expect(try found("kvartsurværk").count == 1)
    let files = FileManager.default.enumerator(atPath: machine.path)
    for case let file as String in files ?? .init() {
      guard let bytes = FileManager.default.contents(atPath: machine.path + "/" + file) else { continue }
      for word in ["kvartsur", "kvartsurværk"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file)")
      }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `that follows what is told finds what one that begins anew would`(seed: UInt64) throws {
    let machine = try Machine()
    let world = World(seed: seed, events: 240)
    let following = try machine.notebook
    for start in stride(from: 0, to: world.events.count, by: 40) {
      try machine.take(world.events[start..<min(start + 40, world.events.count)])
      let beginning = Notebook(try machine.engine)
      for words in ["tandlæge", "mad", "lukkede op", "ved stoppet", "lovede"] {
        let (a, b) = (
          try following.search(words, most: 50), try beginning.search(words, most: 50)
        )
        #expect(a.best.map(\.told) == b.best.map(\.told) && a.count == b.count, "\(words)")
      }
    }
  }
}

extension Engine {
  /// The events of a person's handle, opened.
  fileprivate func index(of handle: Handle) throws -> [Event] {
    try (1...journal.end).compactMap { try event(at: $0) }.filter { $0.handle == handle }
  }
}
