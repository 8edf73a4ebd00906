internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads that work side by side.
struct Crew: Sendable {
  let count: Int

  /// Of this machine.
  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  init(_ count: Int) { self.count = max(1, count) }

  /// Runs as many works side by side; the first error that is met is thrown when all have ended.
  func onAll(_ works: Int, _ work: @Sendable (Int) throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: works) { index in
      do { try work(index) } catch { failure.withLock { $0 = $0 ?? error } }
    }
    if let failure = failure.withLock(\.self) { throw failure }
  }

  /// The same, for what each of them makes.
  func gather<Made: Sendable>(_ works: Int, _ make: @Sendable (Int) throws -> Made) throws -> [Made] {
    let made = Mutex([Made?](repeating: nil, count: works))
    try onAll(works) { index in
      let one = try make(index)
      made.withLock { $0[index] = one }
    }
    return made.withLock { $0.compactMap(\.self) }
  }
}
