import Events

/// Walks all that a value stores and finds every number that stands outside the types that may hold one.
struct Walk {
  /// Times, and names that happen to be numbers, and k of n: nothing that weighs a person.
  static let allowed: [any Any.Type] = [
    Day.self, Days.self, Month.self, Week.self, When.self, Moment.self, OutOf.self, EventID.self, Handle.self,
    [Handle].self,
  ]

  let allowed: Set<ObjectIdentifier>
  /// Where a number or an ordered level stands.
  private(set) var scores: Set<String> = []
  private var filled: Set<String> = []
  private var empty: Set<String> = []

  init(allowing more: [any Any.Type] = []) {
    allowed = Set((Walk.allowed + more).map { ObjectIdentifier($0) })
  }

  /// Places of which no sample held anything, so that nothing is known of them.
  var unseen: Set<String> { empty.subtracting(filled) }

  mutating func visit(_ value: Any, at path: String) {
    let type = Swift.type(of: value)
    filled.insert(path)
    if allowed.contains(ObjectIdentifier(type)) || value is String || value is Bool { return }
    let mirror = Mirror(reflecting: value)
    let isWrapped = mirror.displayStyle == .optional
    if !isWrapped, value is any Numeric || mirror.displayStyle == .enum && value is any Comparable {
      scores.insert("\(path): \(type)")
      return
    }
    if mirror.children.isEmpty, mirror.isContainer { empty.insert(path + ".*") }
    for (index, child) in mirror.children.enumerated() {
      let label = mirror.isContainer ? "*" : child.label ?? "\(index)"
      visit(child.value, at: "\(path).\(label)")
    }
  }
}

extension Mirror {
  fileprivate var isContainer: Bool {
    switch displayStyle {
    case .collection, .set, .dictionary, .optional: true
    default: false
    }
  }
}
