import Events
import InventedTraces
import Releases
import Testing

@testable import Anonymity

@Suite("Short streams are gathered, and levels are told again where that costs little")
struct ShortStreamTests {
  /// Everybody's kinds, one a day, of `a`, `b`, `c` and `d`.
  private static func traces(_ streams: [[UInt16]]) -> Traces {
    var traces = Traces()
    traces.kinds = ["a", "b", "c", "d"].map { .init($0, group: $0) }
    for (person, kinds) in streams.enumerated() {
      traces.keepers.append(Handle(high: UInt64(person + 1), low: 7))
      for (day, kind) in kinds.enumerated() {
        traces.kind.append(kind)
        traces.mode.append(.happened)
        traces.day.append(Day(year: 2024, month: 1, day: 1) + day)
        traces.stop.append(-1)
        traces.helper.append(-1)
      }
      traces.starts.append(traces.kind.count)
    }
    return traces
  }

  private static func release(_ streams: [[UInt16]], key: UInt64 = 1) throws -> Anonymised {
    var policy = Policy()
    policy.leastParticipants = 1
    policy.sample = 1
    policy.guarantee.people = 5
    policy.guarantee.localBudget = 1
    return try Anonymiser(policy: policy, secrets: InventedTraces.secrets(key)).release(traces(streams))
  }

  /// How many have each stream in the release, by its kinds.
  private static func wholes(_ release: Anonymised) -> [String: Int] {
    let kind = release.table["kind"]
    return release.table.cases.indices.reduce(into: [:]) { counts, index in
      counts[release.table.rows(of: index).map { kind?[$0] ?? "" }.joined(), default: 0] += 1
    }
  }

  @Test("Three who are alone with three events are told of by two, as many others are")
  func gathered() throws {
    let streams =
      Array(repeating: [UInt16](arrayLiteral: 0, 1), count: 20) + Array(repeating: [0, 1, 2], count: 3)
    let release = try Self.release(streams + Array(repeating: [2], count: 9))
    #expect(Self.wholes(release) == ["ab": 23, "c": 9])
    #expect(release.report.lost(.guarantee) == 3 && release.utility.participantsKept == 1)
  }

  @Test("Those who are alone with more than they share are gathered by what they share, though nobody had it")
  func gatheredAnew() throws {
    let streams: [[UInt16]] = [[0, 1, 2], [0, 1, 2], [0, 1, 3], [0, 1, 3], [2, 0, 1], [3, 0, 1]]
    let others = Array(repeating: [UInt16](arrayLiteral: 2), count: 9) + Array(repeating: [3], count: 9)
    #expect(Self.wholes(try Self.release(streams + others)) == ["ab": 6, "c": 9, "d": 9])
  }

  @Test("Whoever was told of once stays where K are alike, and is left out where fewer are")
  func once() throws {
    let streams =
      Array(repeating: [UInt16](arrayLiteral: 0), count: 5) + Array(repeating: [1], count: 4)
      + Array(repeating: [1, 0], count: 8)
    #expect(Self.wholes(try Self.release(streams)) == ["a": 5, "ba": 8])
  }

  @Test("Of two events or more at least two are left, and half; and every short stream is shared by K")
  func enoughIsLeft() throws {
    for seed in 0..<UInt64(12) {
      var dice = Dice(state: seed)
      let streams = (0..<120).map { _ in (0..<1 + dice.below(5)).map { _ in UInt16(dice.below(4)) } }
      let release = try Self.release(streams, key: seed)
      for (index, person) in release.origin.enumerated() {
        let events = release.table.rows(of: index).count
        #expect(events >= 1 && (streams[person].count == 1 || Self.told(release, index) >= 2))
      }
      for (stream, people) in Self.wholes(release) where stream.count <= 3 {
        #expect(people >= 5, "\(stream)")
      }
    }
  }

  /// The fewest events that the counts of a stream stand for.
  private static func told(_ release: Anonymised, _ index: Int) -> Int {
    release.table.rows(of: index).reduce(0) { $0 + (release.table["count"]?[$1] == "1" ? 1 : 2) }
  }

  @Test("Which part of a stream stays is drawn by the key")
  func keyed() throws {
    let shared = [[UInt16]](repeating: [0, 1], count: 20) + [[UInt16]](repeating: [1, 2], count: 20)
    let kept = try (1...8).map { key in
      Self.wholes(try Self.release(shared + [[0, 1, 2]], key: UInt64(key)))["ab"] ?? 0
    }
    #expect(Set(kept) == [20, 21])
  }

  /// 155 people with four events and 30 with five, all in their first week; and fifteen whose fifth came on one of
  /// two later days.
  private static func later(_ budget: Double) throws -> Anonymised {
    let four = Array(repeating: [UInt16](arrayLiteral: 0, 1, 0, 1), count: 155)
    var traces = traces(four + Array(repeating: [0, 1, 0, 1, 0], count: 45))
    for person in 185..<200 {
      traces.day[traces.starts[person + 1] - 1] =
        Day(year: 2024, month: 1, day: 1) + (person < 193 ? 20 : 100)
    }
    var policy = Policy()
    policy.leastParticipants = 1
    policy.sample = 1
    policy.guarantee.localBudget = budget
    return try Anonymiser(policy: policy, secrets: InventedTraces.secrets(1)).release(traces)
  }

  @Test("Time that was lifted is told again where to suppress a few events keeps what is aimed at")
  func regained() throws {
    let release = try Self.later(0.05)
    let lifts = release.report.lifts.filter { $0.column == "time" }
    #expect(
      lifts.first?.cause == .exposure && lifts.last?.cause == .regained && lifts.last?.to == "6 buckets")
    #expect(release.table["time"]?.words == ["0-7"] && release.report.lost(.guarantee) == 15)
    let aims = Aims(participants: 200)
    #expect(
      release.utility.eventsKept >= aims.events && release.utility.directlyFollows <= aims.directlyFollows)
  }

  @Test("Where a policy wants nothing suppressed, what was lifted stays lifted")
  func stays() throws {
    let release = try Self.later(0)
    #expect(release.table["time"] == nil && release.report.lost(.guarantee) == 0)
  }
}
