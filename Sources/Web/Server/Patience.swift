internal import Synchronization

/// How often somebody may ask: so many at once, and so many a second in the long run. In memory alone; a start
/// forgets it.
final class Patience: Sendable {
  private let burst: Double
  private let perSecond: Double
  private let known = Mutex<[String: Left]>([:])

  private struct Left {
    var count: Double
    var at: ContinuousClock.Instant
  }

  /// Whoever has not asked for a while is forgotten when there are so many.
  private static let most = 4096

  init(burst: Double, perSecond: Double) { (self.burst, self.perSecond) = (burst, perSecond) }

  /// - Parameter counting: whether this is one more, or only a look.
  /// - Returns: nil where it may be; else after how many seconds it may.
  func wait(_ who: String, counting: Bool = true, at now: ContinuousClock.Instant) -> Int? {
    known.withLock { known in
      if known.count > Self.most { known = known.filter { refilled($0.value, now) < burst } }
      let left = known[who].map { refilled($0, now) } ?? burst
      guard left >= 1 else { return max(1, Int(((1 - left) / perSecond).rounded(.up))) }
      if counting { known[who] = Left(count: left - 1, at: now) }
      return nil
    }
  }

  private func refilled(_ left: Left, _ now: ContinuousClock.Instant) -> Double {
    min(burst, left.count + (now - left.at) / .seconds(1) * perSecond)
  }
}
