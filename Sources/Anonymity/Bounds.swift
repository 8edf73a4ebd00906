import Releases

/// The guarantee in whole numbers.
struct Bounds {
  var length: Int
  let people: UInt32
  /// For each sensitive rule the greatest share that may be concluded, in millionths.
  var confidence: [UInt64]

  static let mostRules = 15

  init(_ guarantee: Guarantee) {
    length = guarantee.length
    people = UInt32(max(guarantee.people, 1))
    confidence = guarantee.sensitive.map { UInt64(($0.confidence * 1_000_000).rounded()) }
  }

  /// Whether so many people, of whom so many fall under the rule, let conclude too much.
  func isTooSure(_ under: UInt32, of people: UInt32, rule: Int) -> Bool {
    UInt64(under) * 1_000_000 > UInt64(people) * confidence[rule]
  }
}
