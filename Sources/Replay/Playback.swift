import Events

/// How fast a replay goes: so many days of the release a second, or as fast as it can.
public enum Speed: Hashable, Sendable {
  case atOnce
  case daysPerSecond(Double)

  /// How long after the first event one comes that lies so many days behind it.
  func delay(_ days: Int) -> Duration? {
    switch self {
    case .atOnce: nil
    case .daysPerSecond(let speed): speed > 0 ? .seconds(Double(days) / speed) : nil
    }
  }
}

/// A replay: the events of a stream handed on in their order, each at its time by a clock that is given to it.
public struct Playback<Watch: Clock>: Sendable where Watch.Duration == Duration {
  private let stream: Stream
  private let speed: Speed
  private let clock: Watch

  public init(_ stream: Stream, speed: Speed = .atOnce, clock: Watch = ContinuousClock()) {
    (self.stream, self.speed, self.clock) = (stream, speed, clock)
  }

  /// As many events as are handed on at once.
  public static var most: Int { 4096 }

  /// - Parameters:
  ///   - first: the place in the stream where it begins, whose event comes at once.
  ///   - emit: takes neighbours in `stream.rows`, by their places.
  /// - Throws: what `emit` throws, and `CancellationError` when the task is cancelled while it waits.
  public func run(from first: Int = 0, _ emit: (Range<Int>) async throws -> Void) async throws {
    guard first < stream.rows.count else { return }
    let (began, start) = (clock.now, stream.day(of: stream.rows[first]))
    var place = first
    while place < stream.rows.count {
      try Task.checkCancellation()
      let batch = stream.batch(from: place, most: Self.most)
      if let delay = speed.delay((stream.day(of: stream.rows[place]) - start).count) {
        try await clock.sleep(until: began.advanced(by: delay), tolerance: nil)
      }
      try await emit(batch)
      place = batch.upperBound
    }
  }
}
