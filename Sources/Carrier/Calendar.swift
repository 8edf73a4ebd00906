internal import Synchronization

/// When this machine meets whom.
final class Calendar: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// After a meeting; after one that ended with something still to be brought; after one that could not be held,
  /// doubled each time up to the longest.
  private static let usual = Duration.seconds(30)
  private static let unequal = Duration.seconds(2)
  private static let first = Duration.seconds(1)
  private static let longest = Duration.seconds(20)
  /// Between two meetings that were asked for.
  private static let shortest = Duration.milliseconds(500)
  /// Who asks here is not asked before it has been still for so long: one meeting brings to both what they lack.
  private static let still = Duration.seconds(1)

  private struct Entry {
    var due: Instant
    var held: Instant?
    var missed = 0
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let askers = Mutex<[String: Instant]>([:])

  /// The machine that has waited longest, of these or of those that were asked for; nil when none is due.
  func next(of usual: [String], now: Instant = .now) -> String? {
    let asking = askers.withLock { $0.filter { now - $0.value < Self.still } }
    return entries.withLock { entries in
      for name in usual where entries[name] == nil { entries[name] = Entry(due: now) }
      let due = entries.filter { $0.value.due <= now && asking[$0.key] == nil }
      return due.min { $0.value.due < $1.value.due }?.key
    }
  }

  /// It has just asked here.
  func heard(_ name: String, now: Instant = .now) { askers.withLock { $0[name] = now } }

  /// As soon as may be.
  func soon(_ name: String, now: Instant = .now) {
    entries.withLock { entries in
      let earliest = entries[name]?.held.map { $0 + Self.shortest } ?? now
      entries[name, default: Entry(due: earliest)].due = min(entries[name]?.due ?? earliest, earliest)
    }
  }

  /// - Parameter isUsual: whether it is met again without being asked for.
  func held(_ name: String, isUsual: Bool, isEqual: Bool, now: Instant = .now) {
    let pause = isEqual ? Self.usual : Self.unequal
    entries.withLock { $0[name] = isUsual ? Entry(due: now + pause, held: now) : nil }
  }

  func missed(_ name: String, isUsual: Bool, now: Instant = .now) {
    entries.withLock { entries in
      guard isUsual else { return entries[name] = nil }
      var entry = entries[name] ?? Entry(due: now)
      let pause = min(Self.longest, Self.first * (1 << min(entry.missed, 5)))
      (entry.due, entry.missed) = (now + pause, entry.missed + 1)
      entries[name] = entry
    }
  }
}
