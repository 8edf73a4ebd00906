import Foundation
import Synchronization

/// A folder for the soak's own work, and what it has counted so far.
final class Bench: Sendable {
  let path: String
  let seed: UInt64
  let lanes: Int
  private let state = Mutex(State())
  private let begun = ContinuousClock.now
  private let end: ContinuousClock.Instant?

  private struct State {
    var figures: [(name: String, value: Int)] = []
    var faults: [String] = []
    var shown = ContinuousClock.now
  }

  /// - Parameter minutes: after these no further round begins.
  init(in folder: String, seed: UInt64, lanes: Int, minutes: Double? = nil) throws {
    end = minutes.map { .now + .seconds($0 * 60) }
    (path, self.seed, self.lanes) = (folder + "/tillid-soak-\(UUID().uuidString)", seed, lanes)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// What was found faulty stays, to be looked at.
  func remove() throws { if faults.isEmpty { try FileManager.default.removeItem(atPath: path) } }

  var faults: [String] { state.withLock { $0.faults } }
  var isFaulty: Bool { !faults.isEmpty }

  func count(_ name: String, _ value: Int = 1) {
    state.withLock { state in
      if let index = state.figures.firstIndex(where: { $0.name == name }) {
        state.figures[index].value += value
      } else {
        state.figures.append((name, value))
      }
    }
  }

  /// Keeps the greatest.
  func most(_ name: String, _ value: Int) {
    state.withLock { state in
      if let index = state.figures.firstIndex(where: { $0.name == name }) {
        state.figures[index].value = max(state.figures[index].value, value)
      } else {
        state.figures.append((name, value))
      }
    }
  }

  func fault(_ sentence: String) {
    state.withLock { $0.faults.append(sentence) }
    FileHandle.standardError.write(Data("\nsoak: \(sentence)\n".utf8))
  }

  /// Shows how far it is and how long it will take, now and then.
  func progress(_ what: String, _ done: Int, of all: Int, since start: ContinuousClock.Instant) {
    let isDue = state.withLock { state in
      guard done == all || .now - state.shown > .seconds(2) else { return false }
      state.shown = .now
      return true
    }
    guard isDue else { return }
    let left = (.now - start) / max(1, done) * (all - done)
    let line = "\(what): \(done) of \(all), \(left.components.seconds) s left"
    FileHandle.standardError.write(Data("\r\u{1b}[K\(line)\(done == all ? "\n" : "")".utf8))
  }

  /// Shares rounds among lanes, each with a folder of its own, and stops all when something is found.
  func share(_ what: String, _ rounds: Int, _ round: @escaping @Sendable (Int, _ lane: Int) throws -> Void) {
    let running = DispatchGroup()
    let next = Mutex(0)
    let done = Mutex(0)
    let start = ContinuousClock.now
    for lane in 0..<lanes {
      running.enter()
      Thread.detachNewThread {
        defer { running.leave() }
        while !self.isFaulty {
          let number = next.withLock { next in
            defer { next += 1 }
            return next
          }
          guard number < rounds, self.end.map({ .now < $0 }) ?? true else { return }
          do { try round(number, lane) } catch { self.fault("\(what) \(number): \(error)") }
          let reached = done.withLock { done in
            done += 1
            return done
          }
          self.progress(what, reached, of: rounds, since: start)
        }
      }
    }
    running.wait()
  }

  func table() -> String {
    let figures = state.withLock { $0.figures } + [("faults", faults.count)]
    let width = figures.map(\.name.count).max() ?? 0
    let rows = figures.map { name, value in
      name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + "\(value)"
    }
    let seconds = (ContinuousClock.now - begun).components.seconds
    return rows.joined(separator: "\n") + "\nseed \(seed), \(lanes) at a time, \(seconds) s"
  }
}

extension Bench {
  /// Runs a check of a folder in a process of its own, and counts what it says.
  /// - Returns: its faults.
  func check(_ folder: String, answers: String, beside: String) throws -> [String] {
    let given = URL(filePath: beside + ".answers")
    try Data(answers.utf8).write(to: given)
    let output = URL(filePath: beside + ".check")
    try Data().write(to: output)
    let child = try Child(["check", folder, given.path], output: output)
    let status = child.end()
    let said = try child.said
    var faults = said.split(separator: "\n").filter { $0.hasPrefix("fault ") }.map { String($0.dropFirst(6)) }
    if let line = said.split(separator: "\n").first(where: { $0.hasPrefix("figures ") }) {
      let numbers = line.split(separator: " ").dropFirst().compactMap { Int($0) }
      count("events read again", numbers[0])
      count("acknowledged events found, each once and whole", numbers[1])
      count("erasures found done", numbers[2])
    } else if faults.isEmpty {
      faults = ["the check ended with \(status): \(said.suffix(600))"]
    }
    return faults
  }
}
