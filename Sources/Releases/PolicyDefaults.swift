extension Policy {
  /// The whole policy of a tier, for kinds by group. Few categories, so that two thousand people can be told of
  /// without lifting them: the doors stand alone, and groups that tell of the same thing stand together. What is told
  /// of health, addiction, violence and prison does not leave unless somebody writes it into a category with a bound.
  public init(tier: Tier, groups: [String: [String]]) {
    self.init(tier: tier)
    var left = Set(groups.values.joined())
    func take(_ kinds: [String]) -> [String] {
      defer { left.subtract(kinds) }
      return kinds.filter(left.contains)
    }
    kinds.dropped = take(Self.never + Self.sensitive)
    var categories = Self.alone.map { KindRule.Category($0, take([$0])) }
    categories += Self.together.map { name, members in
      KindRule.Category(name, take(members.flatMap { groups[$0] ?? [] }))
    }
    for (group, members) in groups.sorted(by: { $0.key < $1.key }) where group != "consent" {
      categories.append(KindRule.Category(group, take(members)))
    }
    kinds.categories = categories.filter { !$0.kinds.isEmpty }
  }

  /// What is no event of the person's.
  private static let never = ["headcount", "stop-cancelled", "reflection", "worker-safety"]

  private static let alone = ["door-opened", "door-closed"]

  private static let together: [(String, [String])] = [
    ("trust", ["trust"]), ("promise", ["promise"]), ("help", ["help", "thing"]),
    ("bridge", ["bridge", "answer", "housing"]), ("limit", ["limit"]),
    ("contact", ["contact", "community", "life"]),
  ]

  private static let sensitive = [
    "illness", "unwell", "doctor", "dentist", "hospital", "psychiatry", "addiction-treatment",
    "gambling-treatment", "relapse", "sober", "violence", "crisis-centre", "home-unsafe", "child-concern",
    "emergency-call", "suicidal-talk", "prison-probation", "released",
  ]
}
