import Brief
import Dispatch
import Events
import Foundation
import Notebook
import Rebuild
import Synchronization
import Testing
import Timeline

@Suite struct `A switch` {
  /// Readers go on all the time while the views are built again beside them, three times over.
  @Test func `is never noticed by who reads`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 3, events: 300).events)
    let engine = try machine.engine
    let expected = try engine.contents()
    let timelines = try #require(expected["timeline"])
    let watch = Watch()
    let readers = DispatchGroup()
    for _ in 0..<2 {
      readers.enter()
      Thread.detachNewThread {
        watch.read { for (handle, bytes) in timelines { try watch.compare(engine, handle, bytes) } }
        readers.leave()
      }
    }
    for _ in 0..<3 {
      let before = watch.reads
      while watch.reads == before, !watch.hasFailed { Thread.sleep(forTimeInterval: 0.001) }
      try engine.rebuild(jobs: 2, progress: Progress(total: 1))
    }
    watch.end()
    readers.wait()
    #expect(watch.failures == [])
    #expect(try engine.contents() == expected)
  }

  /// Readers take all views of one moment, while what is served goes back and forth between two vocabularies.
  @Test func `is never half seen: all views are of one edition, by the same words`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 5, events: 120).events)
    let (notebook, engine) = (try machine.notebook, try machine.engine)
    let first = try engine.snapshot().versions
    try machine.rehearse(`A rehearsal`.taught)
    _ = try notebook.switchViews()
    let (second, expected) = (try engine.snapshot().versions, try engine.contents())
    _ = try notebook.switchViewsBack()
    let seen = try [first: engine.contents(), second: expected]
    let watch = Watch()
    let readers = DispatchGroup()
    for _ in 0..<2 {
      readers.enter()
      Thread.detachNewThread {
        watch.read { try watch.compare(try engine.snapshot(), seen) }
        readers.leave()
      }
    }
    for _ in 0..<9 {
      let before = watch.reads
      while watch.reads == before, !watch.hasFailed { usleep(500) }
      _ = try notebook.switchViewsBack()
    }
    watch.end()
    readers.wait()
    #expect(watch.failures == [])
  }

  @Test func `leaves no folder but the served one and the one before`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 4, events: 60).events)
    for _ in 0..<3 { try machine.rebuild() }
    let served = try #require(try machine.engine.generationNumber)
    func folders() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: machine.path + "/views").filter { Int($0) != nil }
    }
    #expect(try folders().sorted() == ["\(served - 1)", "\(served)"])
    try machine.engine.keep(0)
    #expect(try folders() == ["\(served)"])
  }

  @Test func `to new words is called for when a vocabulary is adopted, and reads the past by them`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    let (kaj, _) = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.note(.init("fodpleje til Kaj"))
    #expect(try !machine.engine.isStale())
    let taught =
      World.words + """

          - id: foot-care
            group: help
            name: {da: fodpleje, en: foot care}
            da: [fodpleje]
        """
    try notebook.adopt(yaml: Array(taught.utf8))
    #expect(try machine.engine.isStale())
    try machine.rebuild()
    #expect(try !machine.engine.isStale())
    let timeline = try #require(try machine.engine.view(Timeline.self, of: kaj))
    #expect("\(timeline)".contains("foot-care"))
  }
}

/// What the readers see while something goes on beside them.
private final class Watch: Sendable {
  private let state = Mutex((reads: 0, isOver: false, failures: [String]()))

  var reads: Int { state.withLock { $0.reads } }
  var failures: [String] { state.withLock { $0.failures } }
  var hasFailed: Bool { !failures.isEmpty }

  func end() { state.withLock { $0.isOver = true } }

  func read(_ round: () throws -> Void) {
    while !state.withLock({ $0.isOver || !$0.failures.isEmpty }) {
      do { try round() } catch { fail("\(error)") }
    }
  }

  func compare(_ engine: Engine, _ handle: Handle, _ bytes: [UInt8]) throws {
    if try engine.view(Timeline.self, of: handle)?.stored != bytes { fail("another view of \(handle)") }
    state.withLock { $0.reads += 1 }
  }

  /// Everybody's timeline and brief in one snapshot, as the edition of its fingerprints has them.
  func compare(
    _ snapshot: Snapshot, _ seen: [[ViewVersion]: [String: [Handle: [UInt8]]]]
  ) throws {
    guard let expected = seen[snapshot.versions] else { return fail("views of two editions") }
    for (handle, bytes) in expected["timeline"] ?? [:] {
      let brief = try snapshot.view(Brief.self, of: handle)?.stored
      guard try snapshot.view(Timeline.self, of: handle)?.stored == bytes, brief == expected["brief"]?[handle]
      else { return fail("another view of \(handle)") }
    }
    state.withLock { $0.reads += 1 }
  }

  private func fail(_ what: String) { state.withLock { $0.failures.append(what) } }
}
