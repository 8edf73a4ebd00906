import Events

/// How fast a replay goes: so many days of the release a second, or as fast as it can.
public enum Speed: Hashable, Sendable {
  case atOnce
  case daysPerSecond(Double)

  /// How long after the first event one comes that lies so many days behind it.
  func delay(_ days: Int) -> Duration {
    switch self {
    case .atOnce: .zero
    case .daysPerSecond(let speed): speed > 0 ? .seconds(Double(days) / speed) : .zero
    }
  }
}

/// Where a replay stands: what comes next, and when it is due by the clock that was read when the replay began.
public struct Playhead<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
  public let stream: EventStream
  private let speed: Speed
  private let began: Instant
  /// The place in the stream of what comes next.
  public private(set) var place: Int
  private let first: Int

  /// - Parameter place: where it begins; that event is due at once.
  public init(_ stream: EventStream, speed: Speed, began: Instant, at place: Int = 0) {
    (self.stream, self.speed, self.began, self.place, first) = (stream, speed, began, place, place)
  }

  /// As many events as are handed on at once.
  private static var most: Int { 4096 }

  /// When the next event is due; nil at the end.
  public var due: Instant? {
    guard place < stream.rows.count else { return nil }
    let days = stream.day(of: stream.rows[place]) - stream.day(of: stream.rows[first])
    return began.advanced(by: speed.delay(days.count))
  }

  /// The places of what is due now: neighbours of one day, or as many as fit where nothing is waited for.
  public mutating func next() -> Range<Int> {
    let end = min(place + Self.most, stream.rows.count)
    let batch = speed == .atOnce ? place..<end : stream.sameDay(from: place, before: end)
    place = batch.upperBound
    return batch
  }
}

/// A replay: the events of a stream handed on in their order, each at its time by a clock that is given to it.
public struct Playback<Watch: Clock>: Sendable where Watch.Duration == Duration {
  private let stream: EventStream
  private let speed: Speed
  private let clock: Watch

  public init(_ stream: EventStream, speed: Speed = .atOnce, clock: Watch = ContinuousClock()) {
    (self.stream, self.speed, self.clock) = (stream, speed, clock)
  }

  /// - Parameter emit: takes neighbours in `stream.rows`, by their places.
  /// - Throws: what `emit` throws, and `CancellationError` when the task is cancelled.
  public func run(_ emit: (Range<Int>) async throws -> Void) async throws {
    var head = Playhead(stream, speed: speed, began: clock.now)
    while let due = head.due {
      try Task.checkCancellation()
      if due > clock.now { try await clock.sleep(until: due, tolerance: nil) }
      try await emit(head.next())
    }
  }
}
