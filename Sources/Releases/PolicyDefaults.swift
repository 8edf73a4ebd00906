extension Policy {
  /// The whole policy of a tier, for kinds by group: groups are categories, what research asks about stands alone,
  /// and what is told of health, addiction and violence stands apart, under a narrower bound.
  public init(tier: Tier, groups: [String: [String]]) {
    self.init(tier: tier)
    var left = Set(groups.values.joined())
    func take(_ kinds: [String]) -> [String] {
      defer { left.subtract(kinds) }
      return kinds.filter(left.contains)
    }
    kinds.dropped = take(Self.never)
    var categories = Self.alone.map { KindRule.Category($0.0, take($0.1)) }
    categories += Self.sensitive.map { KindRule.Category($0.0, take($0.1)) }
    for (group, members) in groups.sorted(by: { $0.key < $1.key }) where group != "consent" {
      categories.append(KindRule.Category(group, members.filter(left.contains)))
    }
    kinds.categories = categories.filter { !$0.kinds.isEmpty }
    let told = Set(kinds.categories.map(\.name))
    guarantee.sensitive = Self.sensitive.filter { told.contains($0.0) }.map {
      SensitiveRule($0.0, [$0.0], confidence: 0.2)
    }
  }

  /// What is no event of the person's.
  private static let never = ["headcount", "stop-cancelled", "reflection", "worker-safety"]

  private static let alone: [(String, [String])] = [
    ("door-opened", ["door-opened"]), ("door-closed", ["door-closed"]), ("gave-name", ["gave-name"]),
    ("accepted-company", ["accepted-company"]), ("asked-for-help", ["asked-for-help"]),
    ("promise-made", ["promise-made", "promised"]), ("promise-kept", ["promise-kept"]),
    ("promise-broken", ["promise-broken"]),
  ]

  private static let sensitive: [(String, [String])] = [
    ("health", ["illness", "unwell", "doctor", "dentist", "hospital", "psychiatry"]),
    ("addiction", ["addiction-treatment", "gambling-treatment", "relapse", "sober"]),
    (
      "violence",
      ["violence", "crisis-centre", "home-unsafe", "child-concern", "emergency-call", "suicidal-talk"]
    ),
    ("prison", ["prison-probation", "released"]),
  ]
}
