import Releases

/// The name of each kind of the traces at each level.
struct KindTree {
  let leaf: [String]
  /// By the policy; a kind that it does not name goes with its group in the vocabulary.
  let category: [String]
  /// Kinds that stand alone keep their name, so that leaf and category are the same.
  let isNever: [Bool]
  /// For each kind the sensitive rules that it falls under, a bit each.
  let rules: [UInt64]

  static let contact = "contact"

  init(_ traces: Traces, _ policy: Policy) {
    var named: [String: String] = [:]
    for category in policy.kinds.categories {
      for kind in category.kinds { named[kind] = category.kinds.count == 1 ? kind : category.name }
    }
    let alone = Set(policy.kinds.categories.filter { $0.kinds.count == 1 }.map(\.name))
    leaf = traces.kinds.map(\.kind)
    category = traces.kinds.map { named[$0.kind] ?? ($0.group.isEmpty ? $0.kind : $0.group) }
    isNever = leaf.map { policy.kinds.dropped.contains($0) }
    let called = Dictionary(
      policy.kinds.categories.filter { alone.contains($0.name) }.map { ($0.kinds[0], $0.name) },
      uniquingKeysWith: { first, _ in first })
    rules = traces.kinds.indices.map { [leaf, category] index in
      let names = [leaf[index], category[index], called[leaf[index]] ?? ""]
      return policy.guarantee.sensitive.enumerated().reduce(0) { mask, rule in
        rule.element.categories.contains(where: names.contains) ? mask | 1 << UInt64(rule.offset) : mask
      }
    }
  }

  func name(_ kind: Int, _ level: KindLevel) -> String {
    switch level {
    case .leaf: leaf[kind]
    case .category: category[kind]
    case .contact, .never: Self.contact
    }
  }
}
