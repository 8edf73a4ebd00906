import Dispatch
import Events
import Notebook
import Rebuild
import Synchronization
import Testing
import Timeline

@Suite struct `Two at once` {
  @Test func `a rebuild beside erasures fails for neither`() throws {
    let machine = try Machine()
    defer { machine.close() }
    let notebook = try machine.notebook
    for index in 0..<12 {
      _ = try notebook.giveConsent("Person\(index)", Agreement([.care]))
      for _ in 0..<40 { _ = try notebook.note(NoteTelling("Person\(index) fik mad ved stoppet")) }
    }
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { task in
      for index in 0..<12 {
        do {
          if task == 0 {
            try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 1))
          } else {
            _ = try notebook.erase("Person\(index)")
          }
        } catch { failures.withLock { $0.append("\(task): \(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    try notebook.engine.catchUp()
    let live = try machine.contents
    try machine.rebuild()
    #expect(try machine.contents == live)
  }
}
