public import Events
public import Noise
public import Releases

/// What has been spent of everybody's budget of noise: a sum over the releases in the log, in whatever order they
/// came. Each participant may be in each of them, so what one spends, all have spent. Nothing comes back: neither by
/// a recall, nor by a withdrawal.
public struct Ledger: Sendable {
  /// ε at δ = 10⁻⁶ that one release may spend, and all together. Beyond it nothing is made.
  public static let perRelease = Fraction(1, 1)
  public static let lifetime = Fraction(3, 1)

  /// One release that spent.
  public struct Entry: Hashable, Sendable {
    public var release: Handle
    public var study: String
    /// Who asked, and for whom.
    public var recipient: String
    public var institution: String
    /// Participants who were counted.
    public var population: Int
    public var draws: [Released.Spending]

    /// ε at δ = 10⁻⁶.
    public var epsilon: Fraction { Fraction(billionths: account.atDelta) }

    var account: Account {
      var account = Account()
      account.add(draws.map(\.cost))
      return account
    }
  }

  private var entries: [Handle: Entry] = [:]

  public init(_ releases: some Sequence<Released> = []) {
    for release in releases { add(release) }
  }

  /// The same release again changes nothing.
  public mutating func add(_ released: Released) {
    guard let handle = released.handle, !released.spent.isEmpty else { return }
    entries[handle] = Entry(
      release: handle, study: released.study, recipient: released.recipient,
      institution: released.institution, population: released.participants, draws: released.spent)
  }

  /// By the names of the releases.
  public var all: [Entry] { entries.values.sorted { $0.release < $1.release } }

  public var spent: Fraction { Fraction(billionths: account.atDelta) }

  /// Nothing, where more has been spent than may be: releases of two machines that did not know of each other.
  public var left: Fraction {
    let (limit, spent) = (Ledger.lifetime.billionths, account.atDelta)
    return Fraction(billionths: limit > spent ? limit - spent : 0)
  }

  private var account: Account { entries.values.reduce(Account()) { $0 + $1.account } }

  /// What a plan costs, draw by draw, as it is to stand in the log.
  ///
  /// - Parameter query: the SHA-256 of what a draw asks.
  /// - Throws: where the plan passes what one release may spend, or what is left.
  public func spending(
    _ plan: NoisePlan, query: (NoisePlan.Draw) throws -> [UInt8]
  ) throws -> [Released.Spending] {
    let asked = plan.account.atDelta
    if asked > Ledger.perRelease.billionths {
      throw LedgerRefusal.tooMuchAtOnce(Fraction(billionths: asked), most: Ledger.perRelease)
    }
    if (account + plan.account).atDelta > Ledger.lifetime.billionths {
      throw LedgerRefusal.nothingLeft(asked: Fraction(billionths: asked), left: left, spent: spent)
    }
    var told: [Cost] = []
    return try plan.draws.map { draw in
      let before = account(after: told)
      told.append(draw.cost)
      return Released.Spending(
        try query(draw), draw, before: before.atDelta, after: account(after: told).atDelta)
    }
  }

  private func account(after costs: [Cost]) -> Account {
    var more = Account()
    more.add(costs)
    return account + more
  }
}

extension Released.Spending {
  fileprivate init(_ query: [UInt8], _ draw: NoisePlan.Draw, before: UInt64, after: UInt64) {
    var alone = Account()
    alone.add([draw.cost])
    let epsilon = if case .epsilon(let epsilon) = draw.cost { epsilon } else { Fraction.zero }
    self.init(
      query, mechanism: draw.mechanism.name, UInt64(epsilon.numerator), UInt64(epsilon.denominator))
    (rho, atDelta) = (draw.cost.rho.billionths, alone.atDelta)
    (self.before, self.after) = (before, after)
  }

  /// ε exact where there is one; of an entry that tells neither, none.
  var cost: Cost {
    guard numerator > 0, denominator > 0 else { return .rho(Fraction(billionths: rho)) }
    return .epsilon(Fraction(Int(clamping: numerator), Int(clamping: denominator)))
  }
}
