import Events
import Foundation
import Journal
import Keyring
import Notebook
@testable import Rebuild
import StoryTelling
import Testing
import Timeline

/// Folds that end the program while views are built beside those that are served, by whom they do not trouble.
@Suite struct `A fold that traps beside the served views` {
  let folder: String

  /// Kaj's line is one that the fragile fold breaks off at; the served views are by one that is mended.
  init() throws {
    folder = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: folder + "/key")
    let notebook = try Fragile.open(folder, isMended: true)
    try notebook.take([World.vocabulary])
    try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
    for name in ["Kaj", "Rosa"] { _ = try notebook.giveConsent(name, Agreement([.care])) }
    try Fragile.tell("gik i en fælde", "Kaj", notebook)
    try Fragile.tell("kaffe i regn", "Rosa", notebook)
    notebook.engine.journal.close()
  }

  /// What stays is in the temporary folder.
  private func clean() { _ = try? FileManager.default.removeItem(atPath: folder) }

  private func lines(of name: String, _ notebook: Notebook) throws -> [String]? {
    do {
      let view = try notebook.engine.view(Fragile.self, of: notebook.participant(named: name))
      return view?.told.map(\.line.text) ?? []
    } catch RebuildError.setAside {
      return nil
    }
  }

  @Test func `in a rehearsal leaves what is served alone, and the same rehearsal goes on without it`()
    async throws
  {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).engine.rehearse(
        words: Array(`A rehearsal`.taught.utf8), jobs: 2, progress: Progress(total: 1))
    }
    let notebook = try Fragile.open(folder)
    let begun = try #require(try notebook.engine.folder.rehearsing()?.number)
    #expect(try lines(of: "Kaj", notebook) == ["gik i en fælde"])
    let made = try notebook.engine.rehearse(
      words: Array(`A rehearsal`.taught.utf8), jobs: 2, progress: Progress(total: 1))
    #expect(made.number == begun)
    #expect(try lines(of: "Kaj", notebook) == ["gik i en fælde"])
    _ = try notebook.switchViews()
    #expect(try lines(of: "Kaj", notebook) == nil && lines(of: "Rosa", notebook) == ["kaffe i regn"])
    let asides = try notebook.engine.status().filter { $0.view == "fragile" }.flatMap(\.asides)
    #expect(asides.count == 1)
    let kaj = try notebook.engine.view(Timeline.self, of: notebook.participant(named: "Kaj"))
    #expect(kaj?.happenings.last?.told.line.text == "gik i en fælde")
    _ = try notebook.switchViewsBack()
    #expect(try lines(of: "Kaj", notebook) == ["gik i en fælde"])
  }

  @Test func `in a check is found as a view that differs`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).engine.beginCheck(jobs: 2, progress: Progress(total: 1))
    }
    let notebook = try Fragile.open(folder)
    let check = try notebook.engine.beginCheck(jobs: 2, progress: Progress(total: 1))
    let kaj = try #require(try notebook.engine.keeper(of: notebook.participant(named: "Kaj")))
    let found = try #require(try notebook.engine.endCheck(check))
    #expect(found.filter { $0.view == "fragile" }.flatMap(\.handles) == [kaj.description])
    #expect(try lines(of: "Kaj", notebook) == ["gik i en fælde"])
  }

  @Test func `in a share leaves a folder in which it is built anew`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).engine.build(
        .whole, into: folder + "/share", jobs: 2, progress: Progress(total: 1))
    }
    let engine = try Fragile.open(folder).engine
    _ = try engine.build(.whole, into: folder + "/share", jobs: 2, progress: Progress(total: 1))
    let (hashes, _) = try engine.contentHashes(ofShares: [folder + "/share"])
    let served = try engine.contentHashes()
    #expect(hashes["timeline"] == served["timeline"] && hashes["fragile"] != served["fragile"])
    #expect(throws: ShareError.self) {
      try engine.build(.whole, into: folder + "/share", jobs: 2, progress: Progress(total: 1))
    }
  }

  /// Each process has notes of its own.
  @Test func `is found also where another process makes views meanwhile`() async throws {
    defer { clean() }
    let other = FoldWatch(folder + "/views")
    let slot = try other.slot()
    slot.begin(Handle(high: 1, low: 2), at: EventID(origin: 3, sequence: 4))
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).engine.rehearse(
        words: Array(`A rehearsal`.taught.utf8), jobs: 1, progress: Progress(total: 1))
    }
    let found = try FoldWatch(folder + "/views").traps()
    #expect(found.count == 1 && found.first?.keeper != Handle(high: 1, low: 2))
    slot.end()
  }

  @Test func `stays out of a look back at the sums, as out of the sums`() async throws {
    defer { clean() }
    await #expect(processExitsWith: .failure) { [folder = folder as String] in
      _ = try Fragile.open(folder).note(NoteTelling("en fælde ved stoppet"))
    }
    let engine = try Fragile.open(folder).engine
    try engine.catchUp()
    let looked = try engine.tally(
      FragileTally.self, Retelling(.position(try engine.journal.end)), jobs: 2, progress: Progress(total: 1))
    #expect(try looked == engine.tally(FragileTally.self))
  }
}
