import Releases

/// What each stop is called at each level, where enough participants were there: 50 (tier B) or 11 (tier A). A
/// municipality with fewer is told as its region, a region with fewer not at all.
struct Places {
  private let names: [[String]]
  /// Events whose place is too rare to be told at the policy's level.
  let rare: Int

  init(_ traces: Traces, _ stream: Stream, _ policy: Policy) {
    let least = policy.tier == .a ? 11 : 50
    let municipality = traces.stops.map { policy.places.municipality[$0] ?? "" }
    let region = municipality.map { policy.places.region[$0] ?? "" }
    let visits = Visits(traces, stream)
    let wide = visits.kept(municipality, else: region, least)
    let told = [
      visits.kept(wide, else: traces.stops.map { _ in "" }, least),
      visits.kept(region, else: traces.stops.map { _ in "" }, least),
      traces.stops.map { _ in "" },
    ]
    let start = PlaceLevel(policy.places.level)
    let wanted = [municipality, region, told[2]][start.rawValue]
    names = told
    rare = visits.events.enumerated().reduce(0) { sum, stop in
      wanted[stop.offset] == told[start.rawValue][stop.offset] ? sum : sum + stop.element
    }
  }

  func at(_ level: PlaceLevel) -> [String] { names[level.rawValue] }
}

extension PlaceLevel {
  init(_ level: PlaceRule.Level) {
    self = [.none: PlaceLevel.none, .region: .region, .municipality: .municipality][level] ?? .none
  }
}

/// Who was at which stop.
private struct Visits {
  /// Pairs of participant and stop, each once, participant after participant.
  private var pairs: [(participant: Int, stop: Int)] = []
  private(set) var events: [Int]

  init(_ traces: Traces, _ stream: Stream) {
    events = Array(repeating: 0, count: traces.stops.count)
    var last = Array(repeating: -1, count: traces.stops.count)
    for participant in stream.persons.indices {
      for index in stream.events(of: participant) where stream.gone[index] == 0 {
        let stop = Int(traces.stop[stream.event[index]])
        guard stop >= 0 else { continue }
        events[stop] += 1
        if last[stop] != participant { pairs.append((participant, stop)) }
        last[stop] = participant
      }
    }
  }

  /// The names, and in place of those where fewer than `least` were, the others.
  func kept(_ names: [String], else wider: [String], _ least: Int) -> [String] {
    let (different, number) = numbered(names)
    var people = Array(repeating: 0, count: different.count)
    var last = Array(repeating: -1, count: different.count)
    for (participant, stop) in pairs where last[number[stop]] != participant {
      people[number[stop]] += 1
      last[number[stop]] = participant
    }
    return names.indices.map { people[number[$0]] < least ? wider[$0] : names[$0] }
  }
}
