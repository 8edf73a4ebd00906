import Releases

/// Lifts kinds that too few have, before anything else is checked.
struct Rarity {
  let tree: KindTree
  let participants: Int
  let least: Int
  /// For each kind the participants who have it: their numbers, each once, growing.
  let holders: [[Int32]]
  var lifts: [SuppressionReport.Lift] = []

  init(_ traces: Traces, _ stream: Stream, _ tree: KindTree, _ policy: Policy) {
    self.tree = tree
    participants = stream.persons.count
    least = policy.guarantee.people
    var holders: [[Int32]] = Array(repeating: [], count: traces.kinds.count)
    for participant in stream.persons.indices {
      for index in stream.events(of: participant) where stream.gone[index] == 0 {
        let kind = Int(traces.kind[stream.event[index]])
        if holders[kind].last != Int32(participant) { holders[kind].append(Int32(participant)) }
      }
    }
    self.holders = holders
  }

  /// Fewer than K, or fewer than one in two hundred.
  private func isRare(_ count: Int) -> Bool { count < least || count * 200 < participants }

  private func people(_ kinds: [Int]) -> Int { Set(kinds.flatMap { holders[$0] }).count }

  mutating func lift(_ kinds: [KindLevel]) -> [KindLevel] {
    var levels = kinds
    for kind in levels.indices where levels[kind] == .leaf && isRare(holders[kind].count) {
      levels[kind] = .category
      note(tree.leaf[kind], tree.category[kind], tree.leaf[kind] != tree.category[kind])
    }
    for category in Set(tree.category).sorted() {
      var members = levels.indices.filter { tree.category[$0] == category && levels[$0] == .category }
      guard !members.isEmpty, people(members) < least else { continue }
      for kind in levels.indices where tree.category[kind] == category && levels[kind] == .leaf {
        levels[kind] = .category
        members.append(kind)
        note(tree.leaf[kind], category, true)
      }
      guard people(members) < least else { continue }
      for kind in members { levels[kind] = .never }
      note(category, "none", members.contains { !holders[$0].isEmpty })
    }
    let contacts = levels.indices.filter { levels[$0] == .contact }
    if people(contacts) < least { for kind in contacts { levels[kind] = .never } }
    return levels
  }

  private mutating func note(
    _ from: String, _ to: String, _ isNew: Bool, _ cause: SuppressionReport.Lift.Cause = .rare
  ) {
    guard isNew else { return }
    lifts.append(.init(column: "kind", from: from, to: to, cause: cause, exposedBefore: 0, exposedAfter: 0))
  }

  /// Lifts categories of a sensitive rule, commonest first, until no more than its bound have one of them: what so
  /// many have can be concluded of anybody.
  mutating func lift(_ kinds: [KindLevel], sensitive bounds: Bounds) -> [KindLevel] {
    var levels = kinds
    for rule in bounds.confidence.indices {
      while true {
        let under = levels.indices.filter {
          levels[$0].rawValue < KindLevel.contact.rawValue && tree.rules[$0] >> UInt64(rule) & 1 == 1
        }
        let people = people(under)
        guard bounds.isTooSure(UInt32(people), of: UInt32(participants), rule: rule) else { break }
        let categories = Set(under.map { tree.category[$0] }).sorted()
        let sizes = categories.map { category in self.people(under.filter { tree.category[$0] == category }) }
        guard let most = sizes.indices.max(by: { (sizes[$0], -$0) < (sizes[$1], -$1) }) else { break }
        for kind in levels.indices where tree.category[kind] == categories[most] && levels[kind] != .never {
          levels[kind] = .contact
        }
        note(categories[most], KindTree.contact, true, .base)
      }
    }
    return levels
  }
}
