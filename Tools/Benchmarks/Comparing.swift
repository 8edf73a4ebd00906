import Events
import Foundation
import Journal
import Notebook
import Reading
import Rebuild

/// Views by other words than the adopted ones, rehearsed and held against the served ones: worked out and put beside
/// the views, and then read from there.
func comparing(_ asked: Asked) throws {
  let bench = try Workbench(asked.text("folder"))
  if try bench.engine.needsBuilding() { try bench.engine.rebuild(jobs: 2, progress: Progress(total: 0)) }
  let today = Day(year: 2026, month: 4, day: 1)
  var figures: [String: Any] = ["events": Int(try bench.engine.journal.end)]
  for (name, kinds) in [("few", ["solsikke"]), ("many", ["kaffe", "hund", "mad"])] {
    _ = try bench.engine.rehearse(words: try words(kinds), jobs: 2, progress: Progress(total: 0))
    var found: Comparison?
    let before = processorSeconds()
    let taken = try seconds { found = try bench.engine.compare(today: today, jobs: asked.count("jobs", 2)) }
    let worked = processorSeconds() - before
    let again = try seconds { _ = try bench.engine.compare(today: today, jobs: asked.count("jobs", 2)) }
    figures[name] = [
      "seconds": taken, "processor": worked, "again": again, "people": found?.persons ?? 0,
      "changed": found?.people.count ?? 0,
      "sentences": found?.extents.reduce(0) { $0 + $1.changes } ?? 0,
    ]
  }
  try answer(figures)
}

/// What all threads of this process have worked, however long they waited for others.
private func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// The standard words with a kind more for each of these.
private func words(_ words: [String]) throws -> [UInt8] {
  let kinds = words.map { word in
    """

      - id: bench-\(word)
        group: thing
        name: {da: \(word), en: \(word)}
        da: [\(word)]

    """
  }
  return Array((try VocabularyFile.standard().text + kinds.joined()).utf8)
}
