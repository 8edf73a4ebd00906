import Brief
import Consent
import Events
import Foundation
import Journal
import Keyring
import Markup
import Names
import Notebook
import Reach
import Reading
import Rebuild
import Simulation
import Stops
import Timeline
import Trust

/// A data folder with five invented years, gone afterwards.
final class Workbench {
  let notebook: Notebook
  private(set) var participants = 0
  private(set) var longest = ""
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "tillid-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: path + "/key")
    let engine = try Engine(
      journal: try Journal(at: path + "/log"), keyring: try Keyring(at: path + "/keys", master: master),
      catalogue: Catalogue(
        stories: [
          StoryFold(Names.self), StoryFold(Consent.self), StoryFold(Timeline.self), StoryFold(Trust.self),
          StoryFold(Brief.self),
        ], tallies: [TallyFold(Stops.self), TallyFold(Reach.self)]), views: path + "/views")
    notebook = Notebook(engine)
    try notebook.prepare(try VocabularyFile.standard().bytes)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The five years, and the rates at which they go in and are folded.
  func fill() throws {
    var simulation = Simulation(seed: 1)
    var events: [Event] = []
    while let steps = simulation.next() { events += steps.map(\.event) }
    participants = simulation.told.participants
    let taken = try Benchmarks.seconds {
      for start in stride(from: 0, to: events.count, by: 8192) {
        try notebook.take(Array(events[start..<min(start + 8192, events.count)]))
      }
    }
    print(
      "\(events.count) events into the log, sealed and synced: \(Int(Double(events.count) / taken)) a second")
    for jobs in [1, 2] {
      let built = try Benchmarks.seconds {
        try notebook.engine.rebuild(jobs: jobs, progress: Progress(total: events.count))
      }
      print("all views rebuilt with \(jobs) threads: \(Int(Double(events.count) / built)) events a second")
    }
  }

  /// Adds a participant with so many events, and gives the handle, since others may bear the name.
  func addLongStory(events count: Int) throws -> String {
    let events = Simulation.longStory(seed: 7, events: count)
    try notebook.take(events)
    try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 0))
    longest = events[0].handle.description
    return longest
  }

  /// How long it takes to know all names anew, as each run of the command does.
  func directories(rounds: Int) throws -> [Double] {
    try (0..<rounds).map { _ in
      let fresh = Notebook(notebook.engine)
      return try Benchmarks.seconds { _ = try fresh.directory() }
    }
  }

  /// A brief as it is shown; answers how many words it has.
  func brief(_ name: String) throws -> Int {
    let handle = try notebook.participant(named: name)
    guard var view = try notebook.engine.view(Brief.self, of: handle) else { return 0 }
    view.name { $0.shown(unnamed: "en person") { _ in nil } }
    return view.page(.danish, today: Day(year: 2026, month: 1, day: 1), of: name).words
  }
}
