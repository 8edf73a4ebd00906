import HTTPTypes
import NIOCore
import Replay
import ServiceLifecycle

/// A replay as server-sent events: what a response is made of, piece by piece, as its reader takes them.
///
/// Each event has its place in the stream as its id, from 1, so that a reader who was cut off goes on behind the last
/// one it heard. While nothing is due a comment is sent, so that nobody takes the silence for a broken line.
struct SentEvents<Watch: Clock>: AsyncSequence, Sendable where Watch.Duration == Duration {
  let stream: EventStream
  let lines: StreamLines
  let speed: Speed
  /// How many events the reader has heard.
  let heard: Int
  let heartbeat: Duration
  let clock: Watch

  func makeAsyncIterator() -> Iterator { Iterator(self) }

  struct Iterator: AsyncIteratorProtocol {
    private let events: SentEvents
    private var head: Playhead<Watch.Instant>
    private var lastSent: Watch.Instant
    private var isBegun = false
    private var isEnded = false

    init(_ events: SentEvents) {
      self.events = events
      let now = events.clock.now
      head = Playhead(events.stream, speed: events.speed, began: now, at: events.heard)
      lastSent = now
    }

    mutating func next() async throws -> ByteBuffer? {
      guard !isEnded, !Task.isShuttingDownGracefully else { return nil }
      guard isBegun else {
        isBegun = true
        return ByteBuffer(string: "retry: 2000\n\n")
      }
      guard let due = head.due else {
        isEnded = true
        let count = events.stream.rows.count
        return ByteBuffer(string: "id: \(count)\nevent: end\ndata: {\"events\":\(count)}\n\n")
      }
      let beat = lastSent.advanced(by: events.heartbeat)
      await events.clock.wait(until: Swift.min(due, beat))
      guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return nil }
      lastSent = events.clock.now
      return lastSent >= due ? told(head.next()) : ByteBuffer(string: ": \n\n")
    }

    private func told(_ places: Range<Int>) -> ByteBuffer {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(places.count * 160)
      for place in places {
        bytes += "id: \(place + 1)\ndata: ".utf8
        events.lines.write(events.stream.rows[place], to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
      return ByteBuffer(bytes: bytes)
    }
  }
}

extension Clock where Duration == Swift.Duration {
  /// Waits, until the server is asked to stop or the reader has gone.
  fileprivate func wait(until instant: Instant) async {
    guard instant > now else { return }
    // Sleep throws only when it is cancelled, which is what it is for here.
    let sleeper = Task { _ = try? await sleep(until: instant, tolerance: nil) }
    await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await sleeper.value
      } onGracefulShutdown: {
        sleeper.cancel()
      }
    } onCancel: {
      sleeper.cancel()
    }
  }
}
