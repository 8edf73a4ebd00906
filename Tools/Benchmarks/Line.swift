import Brief
import Events
import Foundation
import Markup
import Notebook
import Rebuild
import Simulation

/// What a helper waits for, at a participant of two thousand events: a brief, found by name; the same with the
/// reading kept as an event; and a line, on the disk and in every view.
func line(_ asked: Asked) throws {
  let bench = try Workbench(asked.text("folder"))
  let (notebook, rounds) = (bench.notebook, asked.count("reads", 100))
  let story = Simulation.longStory(seed: 7, events: 2000)
  try notebook.take(story)
  try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 0))
  let name = story[0].handle.description

  func brief() throws {
    let handle = try notebook.participant(named: name)
    guard var view = try notebook.engine.view(Brief.self, of: handle) else { fatalError("there is no brief") }
    view.name { $0.shown(unnamed: "en person") { _ in nil } }
    let words = view.page(.danish, today: Day(year: 2026, month: 1, day: 1), of: name).words
    precondition(words > 0 && words <= Brief.mostWords)
  }
  func times(_ count: Int, _ work: (Int) throws -> Void) rethrows -> [String: Double] {
    try (0..<count).map { round in try seconds { try work(round) } }.quantiles
  }
  let reads = try times(rounds) { _ in try brief() }
  let kept = try times(rounds) { _ in
    try brief()
    let handle = try notebook.participant(named: name)
    try notebook.recordReading(of: handle, view: Brief.name, purpose: "benchmark", Telling(""))
  }
  let lines = try times(rounds) { round in
    var telling = Telling("fik kaffe og mad, \(round)")
    telling.about = [name]
    _ = try notebook.note(telling)
  }
  let directory = try times(10) { _ in _ = try Notebook(notebook.engine).directory() }
  try answer(["brief": reads, "briefKept": kept, "line": lines, "directory": directory, "reads": rounds])
}
