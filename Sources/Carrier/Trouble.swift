internal import Broker

/// What stands in the way of one loop, told once. That others are not there yet, or that a van has no signal, is no
/// trouble: it passes by itself.
struct Trouble {
  typealias Instant = ContinuousClock.Instant

  /// What should pass by itself, and has not for so long, is told after all.
  static let grace = Duration.seconds(20)

  private var told = ""
  private var since: Instant?

  /// - Parameter isLeaf: whether this machine may be alone for as long as it must.
  mutating func isWorthTelling(_ error: any Error, isLeaf: Bool, now: Instant = .now) -> Bool {
    since = since ?? now
    let broker = error as? BrokerError
    if isLeaf, broker?.isOfDistance == true { return false }
    if broker?.passesByItself == true, now - (since ?? now) < Self.grace { return false }
    defer { told = "\(error)" }
    return told != "\(error)"
  }
}
