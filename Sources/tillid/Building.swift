import Events
import Foundation
import Journal
import Notebook
import Rebuild

/// What was built beside the served views.
struct Built {
  let number: Int
  let events: Int
  let wasReady: Bool
  /// How many events, how fast.
  let said: String
}

extension Common {
  /// Builds beside whoever reads and writes; as the only one where there are no views yet.
  /// - Parameter tryingAgain: what has ended the program before is folded again, unless nil; true where it broke off
  ///   in this very work.
  func buildBeside(jobs: Int, words: [UInt8]? = nil, tryingAgain isRetry: Bool? = nil) throws -> Built {
    let engine = try engineForBuilding()
    if let isRetry { try engine.tryTrapsAgain(isRetry: isRetry) }
    let pause = pauseAtInterrupt()
    let events = Int(try engine.journal.end)
    let line = ProgressLine(say("bygger visningerne", "building the views"), lang)
    let progress = Progress(total: events) { line.tell($0, of: $1) }
    defer { line.clear() }
    let made = try engine.rehearse(words: words, jobs: jobs, progress: progress, pause: pause)
    return Built(
      number: made.number, events: Int(made.until), wasReady: made.wasReady,
      said: line.finish(Int(made.until)))
  }

  private func engineForBuilding() throws -> Engine {
    if let engine = try engineBesideOthers() { return engine }
    return try folder.open()
  }

  /// Nil where nobody keeps the views up, so that they are behind or there are none: a build beside them would go
  /// no further than they have come. A process opens a log once, so that it is let go of first.
  private func engineBesideOthers() throws -> Engine? {
    let engine = try folder.openForReading()
    return try engine.needsBuilding() || engine.isBehind(by: 1_000) ? nil : engine
  }

  /// Builds beside, and compares with what is served; nil when that has to be done once more.
  func compareBeside(jobs: Int) throws -> [Difference]? {
    let check = try beginCheck(jobs: jobs)
    return try folder.open().endCheck(check)
  }

  /// Builds beside, and leaves it to the process that writes, which compares.
  func buildToCompare(jobs: Int) throws { _ = try beginCheck(jobs: jobs) }

  private func beginCheck(jobs: Int) throws -> Check {
    let engine = try folder.openForReading()
    let line = ProgressLine(say("bygger til sammenligning", "building for comparison"), lang)
    defer { line.clear() }
    let progress = Progress(total: Int(try engine.journal.end)) { line.tell($0, of: $1) }
    return try engine.beginCheck(jobs: jobs, progress: progress)
  }

  /// The first Ctrl-C, or a polite end by the system, asks for a pause; another one, a second or more later, ends
  /// the process. Within a second they are one: a terminal sends it to this process, and so does its parent.
  private func pauseAtInterrupt() -> Pause {
    let pause = interrupted
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let milliseconds = now.tv_sec * 1000 + now.tv_nsec / 1_000_000
        interrupted.ask()
        if interruptedAt == 0 { interruptedAt = milliseconds }
        guard milliseconds - interruptedAt > 1000 else { return }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    return pause
  }
}

/// One for the process, since a signal reaches all of it.
private let interrupted = Pause()

/// When that was, in milliseconds; touched by the handler of a signal alone.
nonisolated(unsafe) private var interruptedAt = 0
