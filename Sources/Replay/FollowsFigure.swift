public import Releases

/// What comes next: how often one kind stands right behind another in a story, and with how many participants. The
/// beginning and the end of a story stand in it as `(begin)` and `(end)`.
public struct FollowsFigure: ReplayFigure {
  static let begin = "(begin)"
  static let end = "(end)"

  struct Step: Hashable, Sendable {
    var from: String
    var to: String
    var count: Int
    var participants: Int
  }

  let steps: [Step]
  public let sheet: Sheet

  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let all = try Self.steps(table)
    var hidden = Set(all.indices.filter { all[$0].participants < terms.least })
    // Everybody begins once and ends once: what is hidden must not be what the others leave open.
    for isEdge in [\Step.isBegin, \Step.isEnd] {
      let group = all.indices.filter { all[$0][keyPath: isEdge] }
      hidden.formUnion(Hiding.hidden(group, terms.least) { all[$0].participants })
    }
    steps = all.indices.filter { !hidden.contains($0) }.map { all[$0] }
    sheet = Sheet(
      "follows",
      facts: [
        .init("participants", .number(table.cases.count)), .init("hiddenBelow", .number(terms.least)),
      ],
      columns: ["from", "to", "count", "participants"],
      rows: steps.map { [.text($0.from), .text($0.to), .number($0.count), .number($0.participants)] },
      hidden: hidden.count)
  }

  /// Every step that anybody takes, by name.
  static func steps(_ table: EventTable) throws(ReplayError) -> [Step] {
    guard let kind = table[ReleaseColumn.kind.rawValue] else { throw .noColumn("kind") }
    let names = kind.words + [begin, end]
    let (size, first, last) = (names.count, names.count - 2, names.count - 1)
    var counts = Array(repeating: 0, count: size * size)
    var participants = counts
    var latest = Array(repeating: -1, count: size * size)
    for index in table.cases.indices where !table.rows(of: index).isEmpty {
      var before = first
      func step(to after: Int) {
        let cell = before * size + after
        counts[cell] += 1
        if latest[cell] != index { participants[cell] += 1 }
        latest[cell] = index
        before = after
      }
      for row in table.rows(of: index) { step(to: Int(kind.codes[row])) }
      step(to: last)
    }
    return counts.indices.filter { counts[$0] > 0 }.map { cell in
      Step(
        from: names[cell / size], to: names[cell % size], count: counts[cell],
        participants: participants[cell])
    }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }
}

extension FollowsFigure.Step {
  fileprivate var isBegin: Bool { from == FollowsFigure.begin }
  fileprivate var isEnd: Bool { to == FollowsFigure.end }
}

/// Which cells of a group with a known sum are not told: those below K, and more of the smallest as long as what is
/// hidden could be worked out, or comes to fewer than K together.
enum Hiding {
  static func hidden<Cell: Hashable>(
    _ group: [Cell], _ least: Int, among hidden: Set<Cell> = [], _ count: (Cell) -> Int
  )
    -> Set<Cell>
  {
    var hidden = Set(group.filter { hidden.contains($0) || count($0) < least })
    guard !hidden.isEmpty else { return hidden }
    var sum = hidden.reduce(0) { $0 + count($1) }
    for cell in group.filter({ !hidden.contains($0) }).sorted(by: { count($0) < count($1) }) {
      guard hidden.count < 2 || sum < least else { break }
      hidden.insert(cell)
      sum += count(cell)
    }
    return hidden
  }
}
