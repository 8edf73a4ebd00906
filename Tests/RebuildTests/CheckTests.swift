import Brief
import Events
import Foundation
import Journal
import Keyring
import Names
import Notebook
import Rebuild
import Synchronization
import Testing

@Suite struct `A check` {
  private func check(_ engine: Engine) throws -> Check {
    try engine.beginCheck(jobs: 2, progress: Rebuild::Progress(total: 1))
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `of views that were kept up live finds nothing, also when more was told meanwhile`(seed: UInt64) throws
  {
    let machine = try Machine()
    let events = World(seed: seed + 80, events: 200).events
    for start in stride(from: 0, to: 100, by: 10) { try machine.take(events[start..<(start + 10)]) }
    let engine = try machine.engine
    let check = try check(engine)
    // What erases somebody is told before: it would have to be built once more.
    try machine.take(events.dropFirst(100).filter { $0.content.type != .erased })
    #expect(try engine.endCheck(check)?.isEmpty == true)
    #expect(try engine.generations().map(\.role).filter { $0 != .kept } == [.served])
  }

  @Test func `names the view and the persons where something else is served than the log says`() throws {
    let machine = try Machine()
    _ = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
    let (bente, _) = try machine.notebook.giveConsent("Bente", Agreement([.care]))
    machine.close()
    // Views that were built by a fold that forgets one person, and says that it is the same version.
    forgotten.withLock { $0 = bente }
    let other = try machine.engine(of: Catalogue(stories: [StoryFold(Forgetful.self)], tallies: []))
    try other.rebuild(jobs: 1, progress: Rebuild::Progress(total: 1))
    forgotten.withLock { $0 = nil }
    let found = try #require(try other.endCheck(try check(other)))
    #expect(found.map(\.view) == ["forgetful"] && found.first?.handles == ["\(bente)"])
    other.journal.close()
  }

  @Test func `that somebody was erased beside has to be made once more, and leaves nothing of them`() throws {
    let machine = try Machine()
    _ = try machine.notebook.giveConsent("Kaj", Agreement([.care]))
    let engine = try machine.engine
    let first = try check(engine)
    let numbers = try FileManager.default.contentsOfDirectory(atPath: machine.path + "/views")
    _ = try machine.notebook.erase("Kaj")
    let left = try FileManager.default.contentsOfDirectory(atPath: machine.path + "/views")
    #expect(Set(numbers).subtracting(left).contains("checking"))
    #expect(try engine.endCheck(first) == nil)
  }
}

private let forgotten = Mutex<Handle?>(nil)

/// Counts a person's events, or not.
private struct Forgetful: StoryProjection {
  static let name = "forgetful"
  static let version: UInt32 = 1
  static var needs: Purpose? { nil }
  static let listens: EventTypes = [.consentGiven, .nameGiven]
  static var reads: Bool { false }
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func fold(_ entry: Entry) {
    if entry.event.handle != forgotten.withLock({ $0 }) { count += 1 }
  }

  mutating func name(_ shown: (Line) -> String) {}
  func write(to writer: inout WireWriter) { writer.number(1, count) }
  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) { count = Int(field.value) }
}
