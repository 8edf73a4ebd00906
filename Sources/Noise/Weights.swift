/// Noisy counts made into weights by which whole numbers are drawn. All of it works on what the noise has already
/// covered, so that it costs nothing more.
struct Weights {
  /// None below zero.
  let weights: [Int]
  let sum: Int

  /// Cutting all below zero would add to the rest; so as much is taken off every cell as keeps the sum, and those
  /// that fall below zero are nothing (Wang and others, Consistent and Accurate Frequency Oracles, 2020).
  init(noisy: [Int]) {
    let total = max(0, noisy.reduce(0, +))
    var (low, high) = (0, max(0, noisy.max() ?? 0))
    while low < high {
      let middle = (low + high) / 2
      if noisy.reduce(0, { $0 + max(0, $1 - middle) }) <= total { high = middle } else { low = middle + 1 }
    }
    weights = noisy.map { max(0, $0 - low) }
    sum = weights.reduce(0, +)
  }

  init(_ weights: [Int]) { (self.weights, sum) = (weights, weights.reduce(0, +)) }

  /// A place, with probability in proportion to its weight; any at all where every weight is nothing.
  func draw(_ bits: inout some RandomNumberGenerator) -> Int {
    guard sum > 0 else { return Int(bits.next(upperBound: UInt64(weights.count))) }
    var left = Int(bits.next(upperBound: UInt64(sum)))
    for (place, weight) in weights.enumerated() {
      if left < weight { return place }
      left -= weight
    }
    return weights.count - 1
  }
}
