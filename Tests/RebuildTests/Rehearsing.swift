import Events
@testable import Rebuild

extension Machine {
  /// Builds views by these words beside those that are served, and serves nothing of it.
  func build(beside words: String, jobs: Int = 2) throws {
    _ = try engine.rehearse(words: Array(words.utf8), jobs: jobs, progress: Progress(total: 1))
  }

  func compare(today: Day = Day(year: 2026, month: 4, day: 1), jobs: Int = 2) throws -> Comparison {
    try engine.compare(today: today, jobs: jobs)
  }
}
