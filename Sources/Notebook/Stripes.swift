internal import Events
internal import Synchronization

/// Lets two who are about the same event wait for each other, and hardly anybody else.
struct Stripes: Sendable {
  private final class Stripe: Sendable { let lock = Mutex(()) }

  private let stripes = (0..<64).map { _ in Stripe() }

  func hold<Made: Sendable>(_ id: EventID, _ body: () throws -> sending Made) rethrows -> Made {
    let place = Int(truncatingIfNeeded: id.origin &+ id.sequence / 16) & (stripes.count - 1)
    return try stripes[place].lock.withLock { _ in try body() }
  }
}
