private import Foundation

/// Whether noise hides what it claims to: a mechanism is run many times on two inputs that differ by one person,
/// and a lower bound of its ε is measured from how well an answer tells the two apart. A bound above the claim
/// shows a fault; one below it is no proof.
///
/// Source: Ding and others, Detecting violations of differential privacy, 2018; Clopper and Pearson 1934.
public struct Audit: Sendable {
  /// How sure the bound is: it lies too high in at most so many of all audits.
  private let risk: Double
  private let runs: Int

  public init(runs: Int = 100_000, risk: Double = 1e-6) { (self.runs, self.risk) = (runs, risk) }

  /// The greatest lower bound of ε over the events "the answer is at least x", in either direction.
  ///
  /// - Parameters:
  ///   - delta: that the claim leaves out; 0 for ε alone.
  ///   - with, without: one run each.
  public func leastEpsilon(delta: Double = 0, with: () -> Int, without: () -> Int) -> Double {
    let (a, b) = ((0..<runs).map { _ in with() }.sorted(), (0..<runs).map { _ in without() }.sorted())
    let thresholds = Set(
      stride(from: 0.001, to: 1, by: 0.004).flatMap { share in
        let place = Int(share * Double(runs))
        return [a[place], b[place]]
      })
    // Thresholds are picked by what came, so that every whole number in reach counts as tried.
    let reach = max(a[runs - 1], b[runs - 1]) - min(a[0], b[0]) + 1
    let each = risk / Double(4 * reach)
    return thresholds.reduce(0) { best, threshold in
      let (inA, inB) = (count(a, from: threshold), count(b, from: threshold))
      let events = [(inA, inB), (inB, inA), (runs - inA, runs - inB), (runs - inB, runs - inA)]
      return events.reduce(best) { max($0, bound($1.0, $1.1, each, delta)) }
    }
  }

  /// ln((p − δ)/q), with the lower bound of p and the upper one of q.
  private func bound(_ often: Int, _ seldom: Int, _ risk: Double, _ delta: Double) -> Double {
    let (p, q) = (lower(often, risk) - delta, 1 - lower(runs - seldom, risk))
    return p > 0 && q > 0 ? log(p / q) : 0
  }

  private func count(_ sorted: [Int], from threshold: Int) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
    }
    return sorted.count - low
  }

  /// The chance of which `hits` or more of all runs would happen with probability `risk`.
  func lower(_ hits: Int, _ risk: Double) -> Double {
    guard hits > 0 else { return 0 }
    var (low, high) = (0.0, Double(hits) / Double(runs))
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if tail(hits, middle) > risk { high = middle } else { low = middle }
    }
    return low
  }

  /// The chance of `hits` or more, for a chance `p` of each run below their share.
  private func tail(_ hits: Int, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    var term = lgamma(Double(runs + 1)) - lgamma(Double(hits + 1)) - lgamma(Double(runs - hits + 1))
    term = exp(term + Double(hits) * log(p) + Double(runs - hits) * log1p(-p))
    var (sum, hit) = (0.0, hits)
    while hit <= runs, term > sum * 1e-12 {
      sum += term
      term *= Double(runs - hit) / Double(hit + 1) * p / (1 - p)
      hit += 1
    }
    return sum
  }
}
