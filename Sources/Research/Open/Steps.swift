internal import Anonymity
internal import Events
internal import Noise
internal import Releases

extension PublicKeys {
  /// What the policy and the vocabulary name, whether anybody has it or not.
  init(_ policy: Policy, kinds: [Traces.Told]) {
    let rule = CategoryRule(policy.kinds)
    let categories = Set(kinds.compactMap(rule.category))
    var regions = PublicKeys.places(policy.places)
    regions.insert(PublicKeys.nowhere)
    self.init(
      categories: categories.sorted(), regions: regions.sorted(), quarters: policy.noise.quarters.sorted())
  }

  /// Where no place was told, or one that the policy does not name.
  static let nowhere = "unplaced"

  private static func places(_ rule: PlaceRule) -> Set<String> {
    switch rule.level {
    case .none: []
    case .region: Set(rule.region.values)
    case .municipality: Set(rule.municipality.values)
    }
  }
}

/// From a kind to its category, as a policy has it.
struct CategoryRule {
  private let level: KindRule.Level
  private let dropped: Set<String>
  private let named: [String: String]

  init(_ rule: KindRule) {
    (level, dropped) = (rule.level, Set(rule.dropped))
    named = Dictionary(
      rule.categories.flatMap { category in category.kinds.map { ($0, category.name) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Nil for a kind that never leaves.
  func category(_ told: Traces.Told) -> String? {
    if dropped.contains(told.kind) || told.group == "consent" { return nil }
    return switch level {
    case .leaf: told.kind
    case .category: named[told.kind] ?? told.group
    case .contact: "contact"
    }
  }
}

extension Steps {
  /// What happened, person after person, by the places of its values in the keys; what was arranged, declined or
  /// failed is left out, and so is an event in no quarter of the policy where a table has quarters.
  init(_ traces: Traces, of people: [Int], _ policy: Policy, _ keys: PublicKeys) {
    self.init()
    let places = Numbering(keys)
    let rule = CategoryRule(policy.kinds)
    let categories = traces.kinds.map { rule.category($0).flatMap { places.category[$0] } }
    let regions = traces.stops.map { places.region[policy.places.place(of: $0)] ?? places.nowhere }
    for person in people {
      for event in traces.events(of: person) where traces.mode[event] == .happened {
        guard let category = categories[Int(traces.kind[event])] else { continue }
        let stop = Int(traces.stop[event])
        self.category.append(category)
        region.append(stop < 0 ? places.nowhere : regions[stop])
        quarter.append(places.quarter[traces.day[event].quarter] ?? -1)
        day.append(traces.day[event].number)
      }
      starts.append(self.category.count)
    }
  }

  private struct Numbering {
    let category: [String: Int32]
    let region: [String: Int32]
    let quarter: [String: Int32]
    var nowhere: Int32 { region[PublicKeys.nowhere] ?? 0 }

    init(_ keys: PublicKeys) {
      func numbered(_ values: [String]) -> [String: Int32] {
        Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
      }
      category = numbered(keys.categories)
      region = numbered(keys.regions)
      quarter = numbered(keys.quarters)
    }
  }
}

extension PlaceRule {
  fileprivate func place(of stop: String) -> String {
    let own = municipality[stop] ?? ""
    return level == .region ? region[own] ?? "" : own
  }
}

extension Day {
  /// `2025-Q1`.
  fileprivate var quarter: String {
    let (year, month, _) = civil
    return String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + "\(year)-Q\((month + 2) / 3)"
  }
}
