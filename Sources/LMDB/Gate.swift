internal import Glibc
internal import Synchronization

/// Counts the transactions of one environment in this process, so that the map is moved only while there are
/// none. Costs an atomic addition. While somebody waits for the map, others still begin: who holds a transaction
/// may need a second one to end the first.
final class Gate: Sendable {
  private let inside = Atomic<Int>(0)
  /// Added while the map is moved.
  private static let closed = 1 << 48

  func enter() {
    while inside.add(1, ordering: .acquiring).oldValue >= Gate.closed {
      inside.subtract(1, ordering: .releasing)
      usleep(100)
    }
  }

  func leave() { inside.subtract(1, ordering: .releasing) }

  /// Runs `body` while no transaction is open.
  /// - Returns: false when one was open all the time, and it did not run.
  func alone(within patience: Duration, _ body: () throws(LMDBError) -> Void) throws(LMDBError) -> Bool {
    let end = ContinuousClock.now + patience
    while !inside.compareExchange(expected: 0, desired: Gate.closed, ordering: .acquiringAndReleasing)
      .exchanged
    {
      guard .now < end else { return false }
      usleep(100)
    }
    defer { inside.subtract(Gate.closed, ordering: .releasing) }
    try body()
    return true
  }
}
