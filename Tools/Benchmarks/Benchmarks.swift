import Brief
import Events
import Foundation
import Notebook
import Rebuild

/// What the issue of the day asks to be fast, measured in one run. Figures are of this machine and this moment:
/// quote the ratios.
@main
struct Benchmarks {
  static func main() throws {
    let bench = try Workbench()
    defer { bench.remove() }
    try bench.fill()
    try brief(bench, events: 2000, rounds: 1000)
    try note(bench, rounds: 300)
  }

  /// A brief of a long history, as a helper's reading of it: found by name, opened, made into words; and the
  /// same with the reading kept as an event, on the disk.
  private static func brief(_ bench: Workbench, events count: Int, rounds: Int) throws {
    let name = try bench.addLongStory(events: count)
    report("all names, for finding whom a line is about", try bench.directories(rounds: 20))
    let notebook = bench.notebook
    var reads: [Double] = []
    var kept: [Double] = []
    for _ in 0..<rounds {
      var words = 0
      reads.append(try seconds { words = try bench.brief(name) })
      precondition(words > 0 && words <= 80)
      kept.append(
        try seconds {
          _ = try bench.brief(name)
          let handle = try notebook.participant(named: name)
          try notebook.recordReading(of: handle, view: Brief.name, purpose: "benchmark", Telling(""))
        })
    }
    report("brief of \(count) events, among \(bench.participants) participants", reads)
    report("the same, with the reading kept as an event", kept)
  }

  /// One line for a participant of a long history: on the disk, and every view brought up to it.
  private static func note(_ bench: Workbench, rounds: Int) throws {
    var times: [Double] = []
    for round in 0..<rounds {
      var telling = Telling("fik kaffe og mad, \(round)")
      telling.about = [bench.longest]
      times.append(try seconds { _ = try bench.notebook.note(telling) })
    }
    report("a line to the same, kept and seen in every view", times)
  }

  static func report(_ what: String, _ times: [Double]) {
    let sorted = times.sorted()
    func at(_ share: Double) -> String {
      String(format: "%.2f ms", sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))] * 1000)
    }
    print("\(what): median \(at(0.5)), p99 \(at(0.99)), most \(at(1)) of \(times.count)")
  }

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
  }
}
