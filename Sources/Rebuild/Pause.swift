internal import Glibc
internal import Synchronization

/// Asks a long work to stop where it can go on later.
public final class Pause: Sendable {
  private let asked = Atomic(false)
  /// A file by which another process asks.
  private let note = Mutex<String?>(nil)
  /// When it is looked for next, in milliseconds.
  private let next = Atomic(0)

  public init() {}

  public func ask() { asked.store(true, ordering: .relaxed) }

  var isAsked: Bool {
    if asked.load(ordering: .relaxed) { return true }
    guard isNoteDue, let path = note.withLock(\.self), access(path, F_OK) == 0 else { return false }
    ask()
    return true
  }

  /// Throws when it was asked for.
  func check() throws { if isAsked { throw RebuildError.paused } }

  /// Another process may ask from now on, and none that asked before is heard.
  func listen(at path: String) {
    unlink(path)
    note.withLock { $0 = path }
  }

  /// Ten times a second.
  private var isNoteDue: Bool {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let (milliseconds, due) = (now.tv_sec * 1000 + now.tv_nsec / 1_000_000, next.load(ordering: .relaxed))
    guard milliseconds >= due else { return false }
    return next.compareExchange(expected: due, desired: milliseconds + 100, ordering: .relaxed).exchanged
  }
}

/// What came of asking another process to pause.
public enum PauseAnswer: Sendable {
  /// Nobody rehearses.
  case nobody
  case paused
  /// It had built all before it heard of it.
  case finished
}
