public import Releases

/// Invents streams that go from event to event as often as people's did, with noise over every count. Nobody's own
/// order of events is in them: longer paths than `order` are the chance of the draw.
public struct SyntheticMaker: Sendable {
  /// Fewer participants carry no transitions of order 2.
  public static let leastForOrderTwo = 20_000

  /// Of ε: what comes next, and the gaps.
  static let shares = (next: Fraction(3, 4), gaps: Fraction(1, 4))

  private let keys: PublicKeys
  private let contributions: Int
  private let order: Int
  /// Of both tables together; three quarters go to what comes next, a quarter to the gaps.
  private let epsilon: Fraction
  private let longest: Int

  /// - Parameters:
  ///   - contributions: m: how many steps of one person count, in each of two tables.
  ///   - epsilon: of all.
  ///   - longest: no stream has more events, by the policy.
  public init(keys: PublicKeys, contributions: Int, epsilon: Fraction, order: Int = 1, longest: Int = 60) {
    (self.keys, self.contributions, self.epsilon) = (keys, contributions, epsilon)
    (self.order, self.longest) = (order, longest)
  }

  public var mechanism: Mechanism {
    .laplace(contributions: contributions, epsilon: epsilon * SyntheticMaker.shares.next)
  }

  public var gapMechanism: Mechanism {
    .laplace(contributions: contributions, epsilon: epsilon * SyntheticMaker.shares.gaps)
  }

  /// - Parameters:
  ///   - streams: how many are invented; a number of the policy, not of the people.
  ///   - bits: the system's generator, unless it is a test.
  public func streams(
    _ streams: Int, of steps: Steps, choice: Choice, query: Int, bits: inout some RandomNumberGenerator
  ) throws(NoiseRefusal) -> EventTable {
    if order == 2, steps.people < SyntheticMaker.leastForOrderTwo {
      throw .orderTwo(people: steps.people, least: SyntheticMaker.leastForOrderTwo)
    }
    var transitions = Transitions(categories: keys.categories.count, order: order)
    transitions.count(steps, choice, bound: contributions, query: query)
    transitions.add(mechanism, gaps: gapMechanism, &bits)
    let chain = Chain(transitions)
    var writer = StreamWriter(categories: keys.categories)
    for number in 1...max(1, streams) where streams > 0 {
      writer.add(chain.stream(longest: longest, &bits), number: number, of: streams)
    }
    return writer.table
  }
}

/// What the noisy transitions say, ready to be drawn from.
struct Chain {
  private let transitions: Transitions
  private let next: [Weights]
  private let gaps: [Weights]

  init(_ noisy: Transitions) {
    transitions = noisy
    let width = noisy.categories + 1
    let next = Chain.blocks(noisy)
    self.next = stride(from: 0, to: next.count, by: width).map { Weights(Array(next[$0..<$0 + width])) }
    gaps = (0..<noisy.categories).map { Weights(noisy: Array(noisy.gaps[noisy.gapRow($0)])) }
  }

  /// Beginnings, endings and what lies between keep their own sums.
  private static func blocks(_ noisy: Transitions) -> [Int] {
    let width = noisy.categories + 1
    var weights = noisy.next
    let places = weights.indices
    let starts = Set(noisy.row((noisy.edge, noisy.edge)))
    let isEnd = { (place: Int) in place % width == noisy.edge }
    for block in [
      places.filter { starts.contains($0) && !isEnd($0) },
      places.filter { !starts.contains($0) && isEnd($0) },
      places.filter { !starts.contains($0) && !isEnd($0) },
    ] {
      let settled = Weights(noisy: block.map { noisy.next[$0] }).weights
      for (place, weight) in zip(block, settled) { weights[place] = weight }
    }
    // A stream without an event is none.
    for place in starts where isEnd(place) { weights[place] = 0 }
    return weights
  }

  /// Categories with the days since the first one.
  func stream(longest: Int, _ bits: inout some RandomNumberGenerator) -> [(category: Int, elapsed: Int)] {
    var (events, state, elapsed) = (
      [(category: Int, elapsed: Int)](), (transitions.edge, transitions.edge), 0
    )
    while events.count < longest {
      let row = next[transitions.row(state).lowerBound / (transitions.categories + 1)]
      let category = row.draw(&bits)
      if category == transitions.edge { break }
      if !events.isEmpty, let gap = Gap(rawValue: gaps[category].draw(&bits)) {
        elapsed += gap.days.lowerBound + Int(bits.next(upperBound: UInt64(gap.days.count)))
      }
      events.append((category, elapsed))
      state = (state.1, category)
    }
    return events
  }
}

/// Streams in the columns of tier B, so that whatever replays a research file replays them.
struct StreamWriter {
  private(set) var table = EventTable()

  init(categories: [String]) {
    table.columns = [
      Column(ReleaseColumn.kind.rawValue, words: categories),
      Column(ReleaseColumn.mode.rawValue, words: ["happened"]),
      Column(ReleaseColumn.time.rawValue, words: Elapsed.names),
      Column(ReleaseColumn.count.rawValue, words: ["1"]),
    ]
  }

  /// Called `invented-0001` and on, so that nobody takes one for a person.
  mutating func add(_ events: [(category: Int, elapsed: Int)], number: Int, of all: Int) {
    guard !events.isEmpty else { return }
    let (digits, width) = (String(number), String(all).utf8.count)
    table.cases.append("invented-" + String(repeating: "0", count: width - digits.utf8.count) + digits)
    table.starts.append(table.rows + events.count)
    for event in events {
      table.columns[0].codes.append(UInt32(event.category))
      table.columns[1].codes.append(0)
      table.columns[2].codes.append(UInt32(Elapsed.index(event.elapsed)))
      table.columns[3].codes.append(0)
    }
  }
}
