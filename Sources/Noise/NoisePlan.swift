public import Releases

/// How the ε of a policy is shared out among what it asks for: evenly, each table one share, the streams one.
public struct NoisePlan: Hashable, Sendable {
  /// Of one draw: a table, or one of the two counts behind the streams.
  public struct Draw: Hashable, Sendable {
    /// What is asked: `table category-region`, `streams next`, `streams gaps`.
    public var query: String
    public var mechanism: Mechanism
    public var cost: Cost
  }

  public let tables: [(columns: [String], draw: Draw)]
  /// ε of the streams; nil where none are invented.
  public let streams: Fraction?
  public let draws: [Draw]

  public init(_ rule: NoiseRule) {
    let shares = rule.tables.count + (rule.streams > 0 ? 1 : 0)
    let share = shares > 0 ? rule.epsilon * Fraction(1, shares) : .zero
    let rho = Account.greatestRho(within: (rule.epsilon * Fraction(rule.tables.count, max(1, shares))).floor)
    tables = rule.tables.map { columns in
      let (mechanism, cost) =
        rule.shape == .laplace
        ? (Mechanism.laplace(contributions: rule.contributions, epsilon: share), Cost.epsilon(share))
        : NoisePlan.gaussian(rule.contributions, rho: rho / UInt64(rule.tables.count))
      return (
        columns, Draw(query: "table " + columns.joined(separator: "-"), mechanism: mechanism, cost: cost)
      )
    }
    streams = rule.streams > 0 ? share : nil
    draws = tables.map(\.draw) + NoisePlan.streamDraws(rule, share)
  }

  /// The variance is a whole number, rounded up.
  private static func gaussian(_ contributions: Int, rho: UInt64) -> (Mechanism, Cost) {
    let variance = (contributions * 500_000_000 + Int(rho) - 1) / max(1, Int(rho))
    return (.gaussian(variance: Fraction(variance, 1)), .rho(Fraction(contributions, 2 * variance).lowest))
  }

  private static func streamDraws(_ rule: NoiseRule, _ epsilon: Fraction) -> [Draw] {
    guard rule.streams > 0 else { return [] }
    let shares = SyntheticMaker.shares
    return [("streams next", shares.next), ("streams gaps", shares.gaps)].map { query, share in
      let part = epsilon * share
      return Draw(
        query: query, mechanism: .laplace(contributions: rule.contributions, epsilon: part),
        cost: .epsilon(part))
    }
  }

  public var account: Account {
    var account = Account()
    account.add(draws.map(\.cost))
    return account
  }

  public static func == (a: NoisePlan, b: NoisePlan) -> Bool { a.draws == b.draws }
  public func hash(into hasher: inout Hasher) { hasher.combine(draws) }
}

extension Fraction {
  /// Billionths, rounded down.
  fileprivate var floor: UInt64 {
    let exact = billionths
    return Fraction(billionths: exact) > self ? exact - 1 : exact
  }
}
