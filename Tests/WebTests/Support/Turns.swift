import Synchronization
import Testing

/// Few tests of a suite run at a time. All begin at once otherwise, and what a served page waits for stands in a line
/// behind the beginnings of a hundred sites.
struct Turns: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true
  private static let most = 4
  private static let line = Mutex((running: 0, waiting: [CheckedContinuation<Void, Never>]()))

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }  // a suite is no work itself
    await Self.enter()
    defer { Self.leave() }
    try await function()
  }

  private static func enter() async {
    await withCheckedContinuation { turn in
      let isFree = line.withLock { line in
        guard line.running < most else {
          line.waiting.append(turn)
          return false
        }
        line.running += 1
        return true
      }
      if isFree { turn.resume() }
    }
  }

  /// Whoever has waited longest is next.
  private static func leave() {
    let next = line.withLock { line in
      if line.waiting.isEmpty { line.running -= 1 }
      return line.waiting.isEmpty ? nil : line.waiting.removeFirst()
    }
    next?.resume()
  }
}

extension Trait where Self == Turns {
  /// Waits until few others of these run.
  static var takingTurns: Self { Turns() }
}
