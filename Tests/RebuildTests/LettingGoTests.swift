import Events
import Foundation
import Keyring
import Notebook
import Rebuild
import StoryTelling
import Synchronization
import Testing

/// Participants who belong to another region now; their keys are on another machine.
@Suite struct `Somebody who is let go of` {
  private static let names = (0..<8).map { "Person\($0)" }

  private func machine() throws -> Machine {
    let machine = try Machine()
    for name in Self.names {
      _ = try machine.notebook.giveConsent(name, Agreement([.care]))
      for _ in 0..<5 { _ = try machine.notebook.note(NoteTelling("\(name) fik mad ved stoppet, regn")) }
    }
    return machine
  }

  /// - Returns: who, and what brings them back.
  private func letGo(_ names: some Sequence<String>, _ machine: Machine) throws -> [(Handle, [UInt8])] {
    let handles = try names.map { try machine.notebook.participant(named: $0) }
    let keys = try machine.engine.keyring.lend(handles) { keys in keys.map { ($0.0, Array($0.1)) } }
    try machine.engine.letGo(handles)
    return keys
  }

  /// Nothing of them is in any view, and built from nothing it is the same.
  private func expectGone(_ keys: [(Handle, [UInt8])], _ machine: Machine) throws {
    let served = try machine.contents
    for (handle, _) in keys { #expect(!served.values.contains { $0.keys.contains(handle) }) }
    try machine.rebuild()
    #expect(try machine.contents == served)
  }

  @Test func `is in no view, and comes back whole with the key`() throws {
    let machine = try machine()
    let before = try machine.contents
    var keys = try letGo(["Person1", "Person5"], machine)
    #expect(try machine.contents != before)
    try expectGone(keys, machine)
    machine.close()
    try expectGone(keys, machine)
    _ = try machine.engine.keyring.take(&keys)
    try machine.engine.catchUp()
    #expect(try machine.contents == before)
  }

  @Test func `and was kept from it by a kill is there, or gone`() throws {
    let machine = try machine()
    let before = try machine.contents
    let handle = try machine.notebook.participant(named: "Person3")
    let folder = try machine.served
    machine.close()
    // As it lies there when the views were about to let go of somebody.
    try "\(handle)\n".write(toFile: folder + "/absent", atomically: true, encoding: .utf8)
    try machine.engine.catchUp()
    #expect(try machine.contents == before)
    try expectGone(try letGo(["Person3"], machine), machine)
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
      let keys = try letGo(["Person\(steps)"], machine)
      machine.close()
      try machine.rehearse(`A rehearsal`.taught)
      _ = try machine.notebook.switchViews()
      try expectGone(keys, machine)
    }
  }

  @Test func `is taken out of what lies ready and of what can be gone back to`() throws {
    let machine = try machine()
    try machine.engine.keep(3)
    try machine.rehearse(`A rehearsal`.taught)
    _ = try machine.notebook.switchViews()
    let keys = try letGo(Self.names.suffix(3), machine)
    _ = try machine.notebook.switchViewsBack()
    try expectGone(keys, machine)
  }

  @Test func `and is the same as somebody who stays is told of by what stays`() throws {
    let machine = try machine()
    let (one, other) = ("Person2", "Person6")
    try machine.notebook.tie(one, other, same: true, NoteTelling(""))
    let handles = try machine.engine.members(of: try machine.notebook.participant(named: one))
    #expect(handles.count == 2)
    let key = try machine.engine.keyring.lend([handles[0]]) { keys in keys.map { ($0.0, Array($0.1)) } }
    try machine.engine.letGo([handles[0]])
    #expect(try machine.engine.keeper(of: handles[0]) == handles[1])
    try expectGone(key, machine)
  }
}
