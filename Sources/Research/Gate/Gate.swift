public import Events
public import Releases

/// A release that is about to be made.
public struct Candidate: Sendable {
  public var tier: Tier
  /// Whom it goes to: an institution, however it is written.
  public var recipient: String
  public var today: Day
  /// Live releases that it is to take the place of.
  public var supersedes: [Handle]
  /// The share of those eligible who are drawn.
  public var share: Fraction
  public var people: Memberships

  public init(
    _ tier: Tier, to recipient: String, on today: Day, share: Fraction = Fraction(9, 10),
    supersedes: [Handle] = [], people: Memberships
  ) {
    (self.tier, self.recipient, self.today) = (tier, recipient, today)
    (self.share, self.supersedes, self.people) = (share, supersedes, people)
  }
}

/// A release of tier A or B that was handed out and not recalled.
public struct LiveRelease: Sendable {
  public var id: Handle
  /// What people call it.
  public var name: String
  public var tier: Tier
  public var recipient: String
  public var made: Day
  public var people: Memberships

  public init(
    _ id: Handle, called name: String, _ tier: Tier, to recipient: String, on made: Day, people: Memberships
  ) {
    (self.id, self.name, self.tier) = (id, name, tier)
    (self.recipient, self.made, self.people) = (recipient, made, people)
  }
}

/// Whether one more release may leave beside those that already live. Each of them keeps its guarantee by itself;
/// what one tells beside the other is held here. A pure function of both.
///
/// Tables and invented streams of tier C pass: what they cost adds up in the ledger instead.
public struct Gate: Sendable {
  /// Days between two releases to one recipient.
  public var cadence = 90
  /// So many people at least must differ between two releases, and between two published counts, or none.
  public var difference = 20
  /// So many at least must have withdrawn since a live release, or nobody.
  public var withdrawals = 5
  /// Live releases of tier B that one recipient may have.
  public var live = 2
  /// Nobody can know for sure who was drawn.
  public var share = Fraction(9, 10)

  public init() {}

  /// Everything that stands in the way, in the order of the releases; empty where nothing does. To be asked twice:
  /// before a release is made, so that nobody waits in vain, and with those who are released in the end.
  public func refusals(_ candidate: Candidate, beside live: [LiveRelease]) -> [GateRefusal] {
    guard candidate.tier != .c else { return [] }
    let files = live.filter { $0.tier != .c }.sorted { ($0.made, $0.id) < ($1.made, $1.id) }
    var found: [GateRefusal] = []
    if candidate.tier == .b, candidate.share > share { found.append(.everybodyDrawn(share)) }
    if let replaced = files.first(where: { candidate.supersedes.contains($0.id) }) {
      found.append(.notRecalled(replaced.name))
    }
    found += crowd(candidate, files)
    for release in files { found += apart(candidate, release) }
    return found
  }

  private func crowd(_ candidate: Candidate, _ live: [LiveRelease]) -> [GateRefusal] {
    let theirs = live.filter { candidate.isFor($0.recipient) }
    var found: [GateRefusal] = []
    if let last = theirs.last, (candidate.today - last.made).count < cadence {
      found.append(.tooSoon(last.name, days: cadence - (candidate.today - last.made).count, of: cadence))
    }
    let files = theirs.filter { $0.tier == .b }
    if candidate.tier == .b, files.count >= self.live, let oldest = files.first {
      found.append(.tooMany(files.count, oldest.name, most: self.live))
    }
    return found
  }

  private func apart(_ candidate: Candidate, _ old: LiveRelease) -> [GateRefusal] {
    var found: [GateRefusal] = []
    let (before, now) = (Set(old.people.members.keys), Set(candidate.people.members.keys))
    let withdrawn = before.subtracting(candidate.people.eligible).count
    if withdrawn > 0, withdrawn < withdrawals {
      found.append(.fewWithdrew(old.name, missing: withdrawals - withdrawn, least: withdrawals))
    }
    let changed = before.symmetricDifference(now).count
    if changed < difference { found.append(.fewDiffer(old.name, least: difference)) }
    for count in [vanished(old.people, candidate.people), vanished(candidate.people, old.people)]
    where count > 0 && count < difference {
      found.append(.fewTracesDiffer(old.name, least: difference))
      break
    }
    return found
  }

  /// How many streams of `a` are missing from `b`, each counted as often as it stands there.
  private func vanished(_ a: Memberships, _ b: Memberships) -> Int {
    var left: [UInt64: Int] = [:]
    for trace in b.members.values { left[trace, default: 0] += 1 }
    return a.members.values.count { trace in
      guard let count = left[trace], count > 0 else { return true }
      left[trace] = count - 1
      return false
    }
  }
}

extension Candidate {
  fileprivate func isFor(_ other: String) -> Bool {
    func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
    return plain(recipient) == plain(other)
  }
}
