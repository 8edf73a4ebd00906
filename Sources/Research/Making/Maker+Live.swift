internal import Anonymity
internal import Events
internal import Journal
internal import Rebuild
internal import Releases

extension Maker {
  /// Releases of people's events that were handed out and not taken back: now, or when the release that is made again
  /// was made. What was released of whom is in their dossiers.
  func live(before again: LoggedRelease?) throws -> [Held] {
    try engine.releases().filter { $0.isLive(before: again) }.map { logged in
      let released = logged.released
      let rows = try shelf.rows(of: logged.handle)
      let live = LiveRelease(
        logged.handle, called: "\(released.study) (\(logged.id))", Tier(rawValue: released.tier) ?? .b,
        to: released.institution.isEmpty ? released.recipient : released.institution, on: logged.when.day,
        people: rows.memberships)
      return Held(live: live, rows: rows)
    }
  }

  /// What would keep a release back beside those that live.
  func gate(_ making: Making, _ made: Anonymised, _ kept: Traces, _ live: [Held]) -> [ResearchRefusal.Reason]
  {
    let (policy, prints) = (making.policy, made.table.fingerprints)
    let members = made.origin.enumerated().map { (kept.keepers[$1], prints[$0]) }
    let recipient = policy.recipient
    let candidate = Candidate(
      policy.tier, to: recipient.institution.isEmpty ? recipient.name : recipient.institution, on: making.day,
      share: Fraction(Int((policy.sample * 1_000_000).rounded()), 1_000_000).lowest,
      supersedes: making.order.supersedes,
      people: Memberships(
        eligible: Set(kept.keepers), members: Dictionary(members, uniquingKeysWith: { first, _ in first })))
    return Gate().refusals(candidate, beside: live.map(\.live)).map { ResearchRefusal.Reason($0) }
  }
}

/// A live release, as the gate and as an attacker who has its files see it.
struct Held {
  let live: LiveRelease
  let rows: ReleasedRows
}

extension LoggedRelease {
  /// Of people's events, handed out and not taken back: now, or at the moment at which another one was made.
  func isLive(before other: LoggedRelease?) -> Bool {
    guard let other else { return recalled == nil && released.tier != Tier.c.rawValue }
    let isBack = recalledAt.map { $0 < other.position } ?? false
    return position < other.position && !isBack && released.tier != Tier.c.rawValue
  }
}
