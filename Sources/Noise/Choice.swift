/// Which of a person's cells count, where there are more than the bound. It depends on the person's own cells and
/// on a keyed number of theirs and on nobody else, so that a person who joins or leaves changes at most `bound`
/// cells by one each.
public struct Choice: Sendable {
  /// For each person 64 bits, of an HMAC under the key of the release.
  public var seeds: [UInt64]

  public init(seeds: [UInt64]) { self.seeds = seeds }

  /// `bound` of `cells` at most, each as likely as any other; `query` makes each table choose anew.
  func some<Cell>(_ cells: [Cell], of person: Int, bound: Int, query: Int) -> ArraySlice<Cell> {
    guard cells.count > bound else { return cells[...] }
    var (bits, cells) = (Mixer(state: seeds[person] ^ UInt64(query + 1) &* 0x9e37_79b9_7f4a_7c15), cells)
    for place in 0..<bound {
      cells.swapAt(place, place + Int(bits.next(upperBound: UInt64(cells.count - place))))
    }
    return cells.prefix(bound)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014). It only spreads a keyed number; noise never comes of it.
struct Mixer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
