import Events
import Foundation
import Journal
import Notebook
@testable import Rebuild

extension Machine {
  /// Adopts these words and builds views by them, beside those that are served and not in their place.
  func rehearse(_ words: String, jobs: Int = 2) throws {
    try notebook.adopt(yaml: Array(words.utf8))
    let engine = try engine
    let rebuilder = Rebuilder(
      journal: engine.journal, keyring: engine.keyring, catalogue: engine.catalogue, folder: engine.folder,
      jobs: jobs, progress: Progress(total: 1), portions: Portions())
    var plan = try rebuilder.build()
    plan.until = try engine.journal.end
    try plan.text.write(toFile: path + "/views/rehearsed", atomically: true, encoding: .utf8)
  }

  func compare(today: Day = Day(year: 2026, month: 4, day: 1), jobs: Int = 2) throws -> Comparison {
    try engine.compare(today: today, jobs: jobs)
  }
}
