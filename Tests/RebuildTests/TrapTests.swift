import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import StoryTelling
import Testing
import Timeline

/// A fold that ends the program, in processes of their own. Everything else must go on.
@Suite struct `A fold that traps` {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: folder + "/key")
    let notebook = try Fragile.open(folder)
    try notebook.take([World.vocabulary])
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    for name in ["Kaj", "Rosa"] { _ = try notebook.giveConsent(name, Agreement([.care])) }
    for name in ["Kaj", "Rosa"] { try Fragile.tell("kaffe", name, notebook) }
    notebook.engine.journal.close()
  }

  /// What stays is in the temporary folder.
  private func clean() { _ = try? FileManager.default.removeItem(atPath: folder) }

  /// The lines of the fragile view; nil where it stands still.
  private func lines(of name: String, _ notebook: Notebook) throws -> [String]? {
    do {
      let view = try notebook.engine.view(Fragile.self, of: notebook.participant(named: name))
      return view?.told.map(\.line.text) ?? []
    } catch RebuildError.setAside {
      return nil
    }
  }

  private func asides(_ notebook: Notebook) throws -> [String] {
    try notebook.engine.status().filter { $0.view == "fragile" }.flatMap(\.asides)
  }

  @Test func `sets that view of that participant aside, says at which event, and all else goes on`()
    async throws
  {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      let notebook = try Fragile.open(folder)
      try Fragile.tell("gik i en fælde", "Kaj", notebook)
    }
    let notebook = try Fragile.open(folder)
    let end = try notebook.engine.journal.end
    try notebook.engine.catchUp()
    #expect(try lines(of: "Kaj", notebook) == nil)
    #expect(try lines(of: "Rosa", notebook) == ["kaffe"])
    #expect(try asides(notebook).count == 1)
    #expect(try asides(notebook).first?.hasPrefix("position \(end), event ") == true)
    let kaj = try notebook.engine.view(Timeline.self, of: notebook.participant(named: "Kaj"))
    #expect(kaj?.happenings.last?.told.line.text == "gik i en fælde")

    try Fragile.tell("mere kaffe", "Kaj", notebook)
    try Fragile.tell("mere kaffe", "Rosa", notebook)
    #expect(try lines(of: "Rosa", notebook) == ["kaffe", "mere kaffe"])
    try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try lines(of: "Kaj", notebook) == nil && asides(notebook).count == 1)
  }

  @Test func `is no longer met when the event is taken out`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      try Fragile.tell("gik i en fælde", "Kaj", Fragile.open(folder))
    }
    let notebook = try Fragile.open(folder)
    let end = try notebook.engine.journal.end
    try notebook.engine.catchUp()
    let event = try #require(try notebook.engine.event(at: end))
    _ = try notebook.retract(event.id, reason: "", NoteTelling(""))
    #expect(try lines(of: "Kaj", notebook) == ["kaffe"])
    #expect(try asides(notebook).isEmpty)
  }

  @Test func `ends a rebuild as often as there are such stories, and no more`() async throws {
    defer { clean() }
    for name in ["Kaj", "Rosa"] {
      await #expect(processExitsWith: .failure) { [folder = folder as String, name = name as String] in
        try Fragile.tell("gik i en fælde", name, Fragile.open(folder))
      }
    }
    try FileManager.default.removeItem(atPath: folder + "/views")
    for _ in 0..<2 {
      await #expect(processExitsWith: .failure) { [folder = folder as String] in
        try Fragile.open(folder).engine.rebuild(jobs: 1, progress: Progress(total: 1))
      }
    }
    let notebook = try Fragile.open(folder)
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    #expect(try lines(of: "Kaj", notebook) == nil && lines(of: "Rosa", notebook) == nil)
    #expect(try asides(notebook).count == 2)
  }

  @Test func `is healed by telling the participant anew once it is mended`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      try Fragile.tell("gik i en fælde", "Kaj", Fragile.open(folder))
    }
    // Not mended yet: it traps again, and the try after that leaves it aside.
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      let notebook = try Fragile.open(folder)
      try notebook.engine.retell(notebook.participant(named: "Kaj"))
    }
    do {
      let notebook = try Fragile.open(folder)
      try notebook.engine.retell(notebook.participant(named: "Kaj"), isRetry: true)
      #expect(try lines(of: "Kaj", notebook) == nil)
      notebook.engine.journal.close()
    }

    let notebook = try Fragile.open(folder, isMended: true)
    #expect(try lines(of: "Kaj", notebook) == nil)
    try notebook.engine.retell(notebook.participant(named: "Kaj"))
    #expect(try lines(of: "Kaj", notebook) == ["kaffe", "gik i en fælde"])
    #expect(try asides(notebook).isEmpty)
    let told = try notebook.engine.contents()
    try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try notebook.engine.contents() == told)
  }

  @Test func `in a tally leaves out one event of the organisation, and says so`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).note(NoteTelling("en fælde ved stoppet"))
    }
    let notebook = try Fragile.open(folder)
    try notebook.engine.catchUp()
    _ = try notebook.note(NoteTelling("to ved stoppet"))
    func counted() throws -> Int { try notebook.engine.tally(FragileTally.self)[Tally.Key(what: 1)] }
    #expect(try counted() == 3)
    let status = try notebook.engine.status().first { $0.view == "fragile-tally" }
    #expect(status?.asides.count == 1)
    try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try counted() == 3)
  }

  private func counted(_ notebook: Notebook) throws -> Int {
    try notebook.engine.tally(FragileTally.self)[Tally.Key(what: 1)]
  }

  private func uncounted(_ notebook: Notebook) throws -> [String] {
    try notebook.engine.status().filter { $0.view == "fragile-tally" }.flatMap(\.asides)
  }

  /// Two persons' lines, and one of the stop that ends the program.
  private func fallIntoTheTallysTrap() async {
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).note(NoteTelling("en fælde ved stoppet"))
    }
  }

  @Test func `in a tally is tried again by a rebuild, and counted once it is mended`() async throws {
    defer { clean() }
    await fallIntoTheTallysTrap()
    let notebook = try Fragile.open(folder, isMended: true)
    try notebook.engine.catchUp()
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    #expect(try counted(notebook) == 2)
    #expect(try uncounted(notebook).first?.contains("‘tillid rebuild’ counts it") == true)

    try notebook.engine.tryTrapsAgain(isRetry: false)
    #expect(try uncounted(notebook).count == 1)
    try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try counted(notebook) == 3 && uncounted(notebook).isEmpty)
    _ = try notebook.note(NoteTelling("to ved stoppet"))
    let told = try notebook.engine.contents()
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    #expect(try counted(notebook) == 4 && notebook.engine.contents() == told)
  }

  @Test func `in a tally ends a rebuild that tries it too early once, and stays aside`() async throws {
    defer { clean() }
    await fallIntoTheTallysTrap()
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      let engine = try Fragile.open(folder).engine
      try engine.catchUp()
      try engine.tryTrapsAgain(isRetry: false)
      try engine.rebuild(jobs: 1, progress: Progress(total: 1))
    }
    let notebook = try Fragile.open(folder)
    try notebook.engine.tryTrapsAgain(isRetry: true)
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    #expect(try counted(notebook) == 2 && uncounted(notebook).count == 1)
  }

  @Test func `in a tally stands aside no more when the event is taken out`() async throws {
    defer { clean() }
    await fallIntoTheTallysTrap()
    let notebook = try Fragile.open(folder)
    let end = try notebook.engine.journal.end
    try notebook.engine.catchUp()
    #expect(try uncounted(notebook).count == 1)
    let event = try #require(try notebook.engine.event(at: end))
    _ = try notebook.retract(event.id, reason: "", NoteTelling(""))
    #expect(try uncounted(notebook).isEmpty && counted(notebook) == 2)
  }

  @Test func `is not blamed where the program was ended from outside`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      try Fragile.tell("blev afbrudt", "Kaj", Fragile.open(folder))
    }
    let notebook = try Fragile.open(folder, isMended: true)
    try notebook.engine.catchUp()
    #expect(try lines(of: "Kaj", notebook) == ["kaffe", "blev afbrudt"])
    #expect(try asides(notebook).isEmpty)
  }
}
