import Catalogues
import Events
import Foundation
import Journal
import Keyring
@testable import Notebook
import Rebuild
import Testing

/// A process that is killed in the middle of a switch: what the log tells of it is what happened.
@Suite struct `A switch that is broken off` {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: folder + "/key")
    let notebook = try Self.open(folder)
    try notebook.take([World.vocabulary])
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.engine.rehearse(
      words: Array(`A rehearsal`.taught.utf8), jobs: 1, progress: Progress(total: 1))
    notebook.engine.journal.close()
  }

  /// What stays is in the temporary folder.
  private func clean() { _ = try? FileManager.default.removeItem(atPath: folder) }

  private static func open(_ folder: String) throws -> Notebook {
    let journal = try Journal(at: folder + "/log", mapBytes: 1 << 30)
    let master = try MasterKey(file: folder + "/key")
    let keyring = try Keyring(at: folder + "/keys", master: master, mapBytes: 1 << 30)
    return Notebook(
      try Engine(
        journal: journal, keyring: keyring, catalogue: .all, views: folder + "/views", mapBytes: 1 << 30))
  }

  /// The process ends where an event of this type is to be written.
  private func breakOff(at type: EventType) async {
    await #expect(processExitsWith: .failure) { [folder = folder as String, code = type.rawValue as UInt8] in
      let notebook = try Self.open(folder)
      _ = try notebook.engine.switchToRehearsed { content in
        if content.type.rawValue == code { kill(getpid(), SIGKILL) }
        try notebook.save([notebook.told(content, .organisation, NoteTelling(""))])
      }
    }
  }

  private func switches(_ notebook: Notebook) throws -> [ViewSwitch] {
    var reader = try EventReader(notebook.engine.journal, notebook.engine.keyring)
    return try reader.events(after: 0, atMost: 1000).events.compactMap { event in
      guard case .viewSwitched(let made) = event.content else { return nil }
      return made
    }
  }

  @Test func `after it was made is told by whoever comes next, once`() async throws {
    defer { clean() }
    await breakOff(at: .viewSwitched)
    for _ in 0..<3 {
      let notebook = try Self.open(folder)
      try notebook.catchUp()
      let told = try switches(notebook)
      #expect(told.count == 1)
      let hashes = try notebook.engine.contentHashes()
      #expect(try told.first?.views.map(\.version) == notebook.engine.snapshot().versions)
      #expect(told.first?.views.allSatisfy { hashes[$0.version.view] == $0.contents } == true)
      #expect(try !notebook.engine.isReadByOldWords && notebook.engine.generations().first?.role == .served)
      notebook.engine.journal.close()
    }
  }

  @Test func `before it was made is told by nobody, and can be made again`() async throws {
    defer { clean() }
    await breakOff(at: .vocabularyAdopted)
    let notebook = try Self.open(folder)
    let served = notebook.engine.generationNumber
    try notebook.catchUp()
    #expect(try switches(notebook).isEmpty)
    #expect(try notebook.engine.generations().map(\.role) == [.served, .rehearsed])
    _ = try notebook.switchViews()
    try notebook.catchUp()
    #expect(try switches(notebook).count == 1 && notebook.engine.generationNumber != served)
  }
}
