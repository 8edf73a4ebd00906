import Events
import Foundation
import Journal
import Notebook
@testable import Rebuild
import StoryTelling
import Synchronization
import Testing
import Timeline

@Suite struct `A rehearsal` {
  /// The words of every test, and one kind more.
  static let taught =
    World.words + """

        - id: rain
          group: thing
          name: {da: regn, en: rain}
          da: [regn]
      """

  /// A machine on which the taught words were adopted and everything built from nothing.
  private func fromNothing(_ machine: Machine) throws -> [String: [Handle: [UInt8]]] {
    machine.close()
    try FileManager.default.removeItem(atPath: machine.path + "/views")
    try machine.rebuild()
    return try machine.contents
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `that is switched to is the same as views that were built from nothing`(seed: UInt64) throws {
    let machine = try Machine()
    let events = World(seed: seed, events: 400).events
    try machine.take(events.prefix(250))
    let before = try machine.contents
    let made = try machine.rehearse(Self.taught)
    #expect(try machine.contents == before)
    // What is told after it has ended, the erasures of this world among it, is there after the switch.
    for start in stride(from: 250, to: 400, by: 10) { try machine.take(events[start..<(start + 10)]) }
    let live = try machine.contents
    let switched = try machine.notebook.switchViews()
    #expect(switched.number == made.number && switched.adopts && switched.canGoBack)
    let after = try machine.contents
    #expect(after["timeline"] != live["timeline"])
    #expect(try after == fromNothing(machine))
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func `can be switched to and back and forth while the log goes on`(seed: UInt64) throws {
    let machine = try Machine()
    let events = World(seed: seed + 20, events: 300).events
    try machine.take(events.prefix(100))
    _ = try machine.rehearse(Self.taught)
    for (number, part) in stride(from: 100, to: 300, by: 50).enumerated() {
      try machine.take(events[part..<(part + 50)])
      let switched =
        try number == 0 ? machine.notebook.switchViews() : machine.notebook.switchViewsBack()
      #expect(switched.adopts && switched.canGoBack)
      let served = try machine.contents
      let isTaught = number % 2 == 0
      #expect("\(try machine.engine.adoptedVocabulary()?.yaml == Array(Self.taught.utf8))" == "\(isTaught)")
      let copy = try Machine(copying: machine)
      #expect(try fromNothing(copy) == served)
    }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `that is paused again and again comes to the same`(seed: UInt64) throws {
    let machine = try Machine()
    try machine.take(World(seed: seed + 40, people: 40, events: 600).events)
    var chance = Chance(seed: seed)
    let portions = Portions(
      batch: .random(in: 1...90_000, using: &chance), share: .random(in: 1...2000, using: &chance),
      transaction: .random(in: 1...4000, using: &chance), stretch: .random(in: 1...90, using: &chance),
      sums: .random(in: 1...20, using: &chance), lines: .random(in: 0...9, using: &chance))
    let folder = Mutex<Set<String>>([])
    var made: Rehearsed?
    var pauses = 0
    while made == nil {
      let pause = Pause()
      let steps = Mutex(0)
      // Each try does a little more than the one before, so that it ends.
      let most = 1 + pauses
      let progress = Rebuild::Progress(total: 1) { _, _ in
        if steps.withLock({
          $0 += 1; return $0 >= most
        }) {
          pause.ask()
        }
      }
      do {
        made = try machine.rehearse(Self.taught, progress, pause, portions)
      } catch RebuildError.paused {
        pauses += 1
        let text = try String(contentsOfFile: machine.path + "/views/rehearsing", encoding: .utf8)
        folder.withLock { _ = $0.insert(String(text.prefix(16))) }
        // As another process goes on with it.
        machine.close()
      }
    }
    #expect(pauses > 0)
    // It was gone on with, and not begun anew.
    #expect(folder.withLock(\.count) == 1)
    _ = try machine.notebook.switchViews()
    let after = try machine.contents
    #expect(try after == fromNothing(machine))
  }

  @Test func `of other words than the ones that were begun begins anew`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 60, people: 30, events: 200).events)
    let pause = Pause()
    pause.ask()
    #expect(throws: RebuildError.paused) {
      try machine.rehearse(Self.taught, Rebuild::Progress(total: 1), pause)
    }
    #expect(try machine.engine.generations().map(\.role) == [.served, .paused])
    let made = try machine.rehearse(World.words)
    #expect(try machine.engine.generations().map(\.role) == [.served, .rehearsed])
    #expect(try machine.engine.generations().map(\.number).last == made.number)
    #expect(try machine.rehearse(World.words).wasReady)
  }

  @Test func `of words that were adopted is refused when others have been adopted since`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 61, events: 60).events)
    _ = try machine.engine.rehearse(jobs: 1, progress: Rebuild::Progress(total: 1))
    try machine.notebook.adopt(yaml: Array(Self.taught.utf8))
    #expect(throws: RebuildError.otherWords) { try machine.notebook.switchViews() }
  }

  @Test func `is needed before a switch, and an earlier edition before going back`() throws {
    let machine = try Machine()
    #expect(throws: RebuildError.nothingRehearsed) { try machine.notebook.switchViews() }
    try machine.engine.keep(0)
    #expect(throws: RebuildError.nothingKept) { try machine.notebook.switchViewsBack() }
  }

  /// A switch says in the log what it switched to.
  @Test func `leaves in the log which views it became, by which words, and what they held`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 62, events: 100).events)
    _ = try machine.rehearse(Self.taught)
    let switched = try machine.notebook.switchViews()
    let end = try machine.engine.journal.end
    let event = try machine.engine.event(at: end)
    #expect(event?.content == .viewSwitched(switched.record))
    #expect(switched.record.vocabulary == (try machine.engine.adoptedVocabulary()?.event))
    let hashes = try machine.engine.contentHashes()
    for view in switched.record.views { #expect(hashes[view.version.view] == view.contents) }
  }
}

extension Machine {
  @discardableResult
  func rehearse(
    _ words: String, _ progress: Rebuild::Progress = Rebuild::Progress(total: 1), _ pause: Pause = Pause(),
    _ portions: Portions = Portions()
  ) throws -> Rehearsed {
    try engine.rehearse(
      words: Array(words.utf8),
      Engine.Making(jobs: 2, progress: progress, portions: portions, pause: pause))
  }
}
