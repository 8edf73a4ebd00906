public import Events

/// How two generations of views differ: whose, in which views, why, and in which words.
public struct Comparison: Sendable {
  /// The number of the one that all is held against.
  public let from: Int
  public let to: Int
  /// Persons of whom either of them has anything.
  public internal(set) var persons = 0
  /// Views of one that other code has built than the other's.
  public internal(set) var otherCode: [String] = []
  /// What differs for the organisation.
  public internal(set) var sums: [ViewChanges] = []
  /// Those for whom anything differs, in the order of their handles.
  public internal(set) var people: [Person] = []

  public struct Person: Sendable {
    public let handle: Handle
    public let views: [ViewChanges]
  }

  /// How much differs for one reason.
  public struct Extent: Sendable {
    public let reason: Change.Reason
    public internal(set) var changes = 0
    public internal(set) var people = 0
  }

  init(from: Int, to: Int) { (self.from, self.to) = (from, to) }

  /// Persons by reason, in the order of the reasons.
  public var extents: [Extent] {
    Change.Reason.allCases.compactMap { reason in
      var extent = Extent(reason: reason)
      for person in people {
        let count = person.views.reduce(0) { $0 + $1.changes.count { $0.reason == reason } }
        extent.changes += count
        extent.people += count > 0 ? 1 : 0
      }
      return extent.people > 0 ? extent : nil
    }
  }

  /// For how many persons each view differs, in the catalogue's order.
  public var views: [(view: String, people: Int)] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for view in people.lazy.flatMap(\.views).map(\.view) {
      if counts[view] == nil { order.append(view) }
      counts[view, default: 0] += 1
    }
    return order.map { ($0, counts[$0] ?? 0) }
  }

  /// Some persons among whom every reason is met that can be, and then the first.
  public func examples(_ most: Int) -> [Person] {
    var (chosen, seen): (Set<Handle>, Set<Change.Reason>) = ([], [])
    for person in people where chosen.count < most {
      let reasons = Set(person.views.flatMap(\.changes).map(\.reason))
      if !reasons.isSubset(of: seen) { chosen.insert(person.handle) }
      seen.formUnion(reasons)
    }
    for person in people where chosen.count < most { chosen.insert(person.handle) }
    return people.filter { chosen.contains($0.handle) }
  }
}

/// What one view tells otherwise.
public struct ViewChanges: Hashable, Sendable {
  public private(set) var view: String
  public private(set) var changes: [Change]

  init(_ view: String, _ changes: [Change]) { (self.view, self.changes) = (view, changes) }
}

extension ViewChanges: Stored {
  public init() { self.init("", []) }

  public func write(to writer: inout WireWriter) {
    writer.text(1, view)
    writer.parts(2, changes)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: view = span.text(field.bytes)
    case 2: changes.append(try Change(span, field.bytes))
    default: break
    }
  }
}
