import Events
import Foundation
import Synchronization

/// One line on standard error for work over two seconds: how far, how fast, how long yet.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let shown = Mutex<ContinuousClock.Instant?>(nil)
  /// What was done when it was first told: work of an earlier try counts for no speed.
  private let first = Mutex<(done: Int, at: ContinuousClock.Instant)?>(nil)
  private let what: String
  private let language: Language
  /// What is counted; nil for events.
  private let counted: String?
  private var unit: String { counted ?? language.say("hændelser", "events") }
  private let isTerminal = isatty(2) == 1

  /// - Parameter unit: what is counted; events, if not said.
  init(_ what: String, _ language: Language, unit: String? = nil) {
    self.what = what
    self.language = language
    counted = unit
  }

  func tell(_ done: Int, of total: Int) {
    let now = ContinuousClock.now
    let begun = first.withLock { first in
      first = first.map { $0.done > done ? (done, now) : $0 } ?? (done, now)
      return first ?? (done, now)
    }
    guard now - start > .seconds(1) else { return }
    let isDue = shown.withLock { last in
      let pause: Duration =
        isTerminal ? .milliseconds(200) : Beside.isAsked ? .milliseconds(500) : .seconds(5)
      guard last.map({ now - $0 > pause }) ?? true else { return false }
      last = now
      return true
    }
    guard isDue, done > begun.done else { return }
    let rate = Double(done - begun.done) / max(0.001, (now - begun.at).inSeconds)
    let left = Int(Double(max(0, total - done)) / rate) + 1
    let percent = total > 0 ? min(100, done * 100 / total) : 0
    let text = language.say(
      "\(what): \(percent) % · \(language.number(Int(rate))) \(unit)/s · \(left) s tilbage · \(peakMemory()) MB",
      "\(what): \(percent) % · \(language.number(Int(rate))) \(unit)/s · \(left) s left · \(peakMemory()) MB")
    write(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
  }

  /// Takes the line away.
  func clear() {
    if isTerminal, shown.withLock({ $0 }) != nil { write("\r\u{1B}[K") }
  }

  /// Clears the line, and says how long it took and how fast it went.
  func finish(_ done: Int) -> String {
    clear()
    let seconds = (ContinuousClock.now - start).inSeconds
    let time = language.tenths(seconds)
    let rate = language.number(Int(Double(done) / max(seconds, 0.001)))
    let all = counted.map { "\(language.number(done)) \($0)" } ?? language.events(done)
    return language.say("\(all) på \(time) s (\(rate)/s)", "\(all) in \(time) s (\(rate)/s)")
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

/// The most memory that the process has held, in megabytes.
func peakMemory() -> Int {
  var usage = rusage()
  guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
  return usage.ru_maxrss / 1024
}
