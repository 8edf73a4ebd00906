public import Anonymity
import Events
import Foundation
public import Releases

/// Traces of nobody, with the shape that the guarantee was first measured on: 24 kinds in 6 categories, 300 stops in
/// 60 municipalities in 5 regions, two years; a median of 33 events, 150 at the 95th percentile, 1,000 at most.
public struct InventedTraces {
  private var random: Random

  /// Kinds beyond the 24 that stand alone and are sensitive; each is one event in five hundred.
  private let sensitive: Int

  public init(seed: UInt64, sensitive: Int = 0) {
    random = Random(state: seed)
    self.sensitive = sensitive
  }

  public mutating func make(participants: Int) -> Traces {
    var traces = Traces()
    traces.kinds = (0..<24).map { .init(Self.kind($0), group: Self.category($0 / 4)) }
    traces.kinds += (0..<sensitive).map { .init("sensitive-\($0)", group: "sensitive-\($0)") }
    traces.stops = (0..<300).map { "stop \($0)" }
    traces.helpers = (0..<60).map { "helper \($0)" }
    traces.roles = (0..<60).map { $0 % 3 == 0 ? "employee" : "volunteer" }
    for number in 0..<participants { add(number, to: &traces) }
    return traces
  }

  private mutating func add(_ number: Int, to traces: inout Traces) {
    traces.keepers.append(Handle(high: UInt64(number + 1), low: random.next()))
    let home = random.below(60)
    let count = min(1000, max(1, Int(33 * exp(0.92 * random.normal()))))
    for day in (0..<count).map({ _ in Int32(random.below(730)) }).sorted() {
      let draw = random.below(500)
      traces.kind.append(UInt16(draw < sensitive ? 24 + draw : random.kind()))
      let mode = random.below(100)
      traces.mode.append(mode < 80 ? .happened : mode < 90 ? .declined : mode < 96 ? .arranged : .failed)
      traces.day.append(Day(year: 2024, month: 1, day: 1) + Int(day))
      let town = random.below(10) < 8 ? home : random.below(60)
      traces.stop.append(random.below(20) == 0 ? -1 : Int32(town * 5 + random.below(5)))
      traces.helper.append(Int32(random.below(60)))
    }
    traces.starts.append(traces.kind.count)
  }

  /// The policy of tier B with its defaults, over these kinds and places.
  public static func policy(
    modes: Bool = true, workers: WorkerRule = .none, sensitive: Int = 0
  ) -> Policy {
    var policy = Policy()
    policy.study = "invented"
    policy.kinds.modes = modes
    policy.workers = workers
    policy.kinds.categories = (0..<6).map { group in
      .init(category(group), (0..<4).map { kind(group * 4 + $0) })
    }
    policy.guarantee.sensitive = (0..<sensitive).map {
      .init("rule-\($0)", ["sensitive-\($0)"], confidence: 0.2)
    }
    for stop in 0..<300 { policy.places.municipality["stop \(stop)"] = "town \(stop / 5)" }
    for town in 0..<60 { policy.places.region["town \(town)"] = "region \(town / 12)" }
    return policy
  }

  /// Not secret: a mix of the text with the seed, for tests and measurements only.
  public static func secrets(_ seed: UInt64) -> Secrets {
    Secrets { purpose, text in
      var random = Random(state: seed)
      for byte in "\(purpose.rawValue)/\(text)".utf8 { random.state = random.next() ^ UInt64(byte) }
      return (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  private static func kind(_ number: Int) -> String { "kind-\(number)" }
  private static func category(_ number: Int) -> String { "category-\(number)" }
}

/// SplitMix64.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double(next() >> 11) / 0x1p53 }
  }

  /// The first kinds are the commonest: kind n about 1 in n + 3.
  mutating func kind() -> Int {
    let weights = (0..<24).map { 10_000 / (($0 * 7) % 24 + 3) }
    var rest = below(weights.reduce(0, +))
    for (kind, weight) in weights.enumerated() {
      if rest < weight { return kind }
      rest -= weight
    }
    return 23
  }
}
