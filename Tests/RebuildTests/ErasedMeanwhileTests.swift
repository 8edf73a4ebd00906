import Events
import Foundation
import Notebook
import Rebuild
import StoryTelling
import Synchronization
import Testing

@Suite struct `Somebody who is erased` {
  private static let names = (0..<8).map { "Person\($0)" }

  private func machine() throws -> Machine {
    let machine = try Machine()
    for name in Self.names {
      _ = try machine.notebook.giveConsent(name, Agreement([.care]))
      for _ in 0..<5 { _ = try machine.notebook.note(NoteTelling("\(name) fik mad ved stoppet, regn")) }
    }
    return machine
  }

  /// Built again from nothing by the words that are served, it holds the same.
  private func expectSameFromNothing(_ machine: Machine) throws {
    let served = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == served)
  }

  @Test func `while a rehearsal is paused is in none of its views and sums`() throws {
    for steps in 1..<6 {
      let machine = try machine()
      let pause = Pause()
      let done = Mutex(0)
      let progress = Rebuild::Progress(total: 1) { _, _ in
        if done.withLock({
          $0 += 1; return $0 >= steps
        }) {
          pause.ask()
        }
      }
      _ = try? machine.rehearse(`A rehearsal`.taught, progress, pause)
      _ = try machine.notebook.erase("Person\(steps)")
      machine.close()
      try machine.rehearse(`A rehearsal`.taught)
      _ = try machine.notebook.switchViews()
      try expectSameFromNothing(machine)
    }
  }

  @Test func `when a rehearsal lies ready is taken out of it before the key is destroyed`() throws {
    let machine = try machine()
    try machine.rehearse(`A rehearsal`.taught)
    for name in Self.names.prefix(3) { _ = try machine.notebook.erase(name) }
    #expect(try machine.engine.generations().map(\.role).contains(.rehearsed))
    _ = try machine.notebook.switchViews()
    try expectSameFromNothing(machine)
  }

  @Test func `is taken out of the editions that can be gone back to`() throws {
    let machine = try machine()
    try machine.engine.keep(3)
    try machine.rehearse(`A rehearsal`.taught)
    _ = try machine.notebook.switchViews()
    for name in Self.names.suffix(3) { _ = try machine.notebook.erase(name) }
    _ = try machine.notebook.switchViewsBack()
    try expectSameFromNothing(machine)
  }

  /// Rehearsals, switches and erasures of the same moment: all of them end, and nothing is left of anybody.
  @Test func `beside rehearsals and switches of the same moment leaves nothing`() throws {
    let machine = try machine()
    let notebook = try machine.notebook
    let failures = Mutex<[String]>([])
    let done = Mutex(false)
    let rehearsing = Thread {
      var number = 0
      while !done.withLock({ $0 }) {
        number += 1
        let words = `A rehearsal`.taught.replacingOccurrences(of: "rain", with: "rain\(number)")
        do {
          _ = try notebook.engine.rehearse(
            words: Array(words.utf8), jobs: 2, progress: Rebuild::Progress(total: 1))
          _ = try notebook.switchViews()
          if number % 2 == 0 { _ = try notebook.switchViewsBack() }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
      done.withLock { $0 = false }
    }
    rehearsing.start()
    for name in Self.names.dropFirst() {
      _ = try notebook.note(NoteTelling("\(name) fik mad"))
      do { _ = try notebook.erase(name) } catch { failures.withLock { $0.append("\(error)") } }
    }
    done.withLock { $0 = true }
    while done.withLock({ $0 }) { usleep(1000) }
    #expect(failures.withLock { $0 } == [])
    try notebook.engine.catchUp()
    try expectSameFromNothing(machine)
  }
}
