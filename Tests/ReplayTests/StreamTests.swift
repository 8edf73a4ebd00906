import Events
import Foundation
import Releases
import Synchronization
import Testing

@testable import Replay

@Suite("The stream")
struct StreamTests {
  private func lines(_ stream: EventStream, _ shape: StreamLines.Shape = .rows) -> [String] {
    let writer = StreamLines(stream, shape)
    var bytes: [UInt8] = []
    for row in stream.rows { writer.write(row, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(
    "Everybody's events stand by time, then pseudonym, then number", arguments: 1...6 as ClosedRange<UInt64>)
  func order(seed: UInt64) throws {
    let table = Invented.release(seed)
    let stream = try EventStream(table)
    let keys = stream.rows.map { row -> (Int32, String, Int) in
      let index = table.starts.lastIndex { $0 <= Int(row) } ?? 0
      return (stream.day(of: row).number, table.cases[index], Int(row) - table.starts[index])
    }
    for (a, b) in zip(keys, keys.dropFirst()) { #expect(a < b) }
    #expect(Set(stream.rows).count == table.rows)
  }

  @Test("A line is the row of the release; what it does not have is not there")
  func rows() throws {
    let table = Invented.table([("pid\"1", ["help|8-30||Nord", "gave-name|31-91|declined"])])
    #expect(
      lines(try EventStream(table)) == [
        #"{"participant":"pid\"1","seq":1,"kind":"help","time":"8-30","place":"Nord"}"#,
        #"{"participant":"pid\"1","seq":2,"kind":"gave-name","time":"31-91","mode":"declined"}"#,
      ])
    let event = try #require(lines(try EventStream(table), .cloudEvents).first)
    let object = try JSONSerialization.jsonObject(with: Data(event.utf8)) as? [String: Any]
    #expect(object?["specversion"] as? String == "1.0" && object?["id"] as? String == "pid\"1-1")
    #expect(object?["time"] as? String == "2000-01-09T00:00:00Z" && object?["subject"] as? String == "pid\"1")
    #expect((object?["data"] as? [String: Any])?["kind"] as? String == "help")
  }

  @Test("Days and participants can be picked")
  func picked() throws {
    let stream = try EventStream(Invented.release(2))
    let second = stream.within(ReleasedTime.start + 8, ReleasedTime.start + 31)
    #expect(!second.rows.isEmpty && second.rows.allSatisfy { second.time(of: $0) != .elapsed(0, 7) })
    #expect(lines(try stream.only("p1004")).allSatisfy { $0.contains("\"p1004\"") })
    #expect(throws: ReplayError.noParticipant("nobody")) { try stream.only("nobody") }
  }

  @Test("Each comes at its time by the clock that is given")
  func speed() async throws {
    let days = ["2025-01-01", "2025-01-01", "2025-01-04", "2025-01-31", "2025-03-02"]
    let stream = try EventStream(Invented.table([("p", days.map { "help|\($0)" })]))
    let clock = HandClock()
    var told: [(Int, Duration)] = []
    try await Playback(stream, speed: .daysPerSecond(30), clock: clock).run { places in
      told += places.map { ($0, clock.now.offset) }
    }
    #expect(told.map(\.0) == [0, 1, 2, 3, 4])
    let seconds = told.map { Double($0.1.components.seconds) + Double($0.1.components.attoseconds) / 1e18 }
    #expect(zip(seconds, [0, 0, 0.1, 1, 2]).allSatisfy { abs($0 - $1) < 1e-9 })
    let before = clock.now
    try await Playback(stream, speed: .atOnce, clock: clock).run { _ in }
    #expect(clock.now == before)
  }
}

/// Stands still but for whoever sleeps by it.
final class HandClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let offset = Mutex(Duration.zero)
  var now: Instant { Instant(offset: offset.withLock { $0 }) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    offset.withLock { $0 = max($0, deadline.offset) }
  }
}
