/// When the views follow what comes. A line that comes alone is in them at once; where much comes, the log goes first,
/// and the views take many together: each time that they follow costs them several commits.
struct News {
  typealias Instant = ContinuousClock.Instant

  /// Between two times, and the longest that they wait for a rest.
  static let pause = Duration.milliseconds(500)
  static let longest = Duration.seconds(2)
  /// More events than this between two looks are no rest.
  static let rest: UInt64 = 64

  /// Something came by which no event is told, as a key.
  private var isTold = true
  private var followed: UInt64 = 0
  private var seen: UInt64 = 0
  private var since: Instant?
  private var last: Instant?

  mutating func tell() { isTold = true }

  /// Whether the views are to follow now; then it counts as done.
  mutating func take(end: UInt64, now: Instant) -> Bool {
    defer { seen = end }
    guard isTold || end != followed else { return false }
    since = since ?? now
    let isPouring = end - min(seen, end) > Self.rest
    let isPatient = now - (since ?? now) < Self.longest
    let isEarly = last.map { now - $0 < Self.pause } ?? false
    if isEarly || isPouring && isPatient { return false }
    (isTold, followed, since, last) = (false, end, nil, now)
    return true
  }
}
