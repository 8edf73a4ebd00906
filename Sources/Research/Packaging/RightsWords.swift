internal import Releases

/// What may be done with a release, in words that assume nothing.
struct RightsWords {
  let policy: Policy

  init(_ policy: Policy) { self.policy = policy }

  var words: Words {
    let rights = policy.rights
    if !rights.words.isEmpty { return Words(rights.words, rights.words) }
    if !rights.license.isEmpty { return Words(rights.license, rights.license) }
    if policy.tier == .c {
      return Words(
        "Ingen licens er givet: spørg den, der udgiver.", "No licence was given: ask the publisher.")
    }
    return Words(
      "Ingen licens: kun til modtageren, efter aftalen, og må ikke gives videre.",
      "No licence: for the recipient alone, under the agreement, and not to be passed on.")
  }

  /// A page where there is one.
  var license: String { policy.rights.license.isEmpty ? words.en : policy.rights.licensePage }

  /// DataCite's own word for what nobody has said (schema 4, appendix on unknown values).
  static let unsaid = "(:unav)"

  var holder: String { policy.rights.holder.isEmpty ? Self.unsaid : policy.rights.holder }
}
