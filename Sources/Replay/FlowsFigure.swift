public import Releases

/// From a hand to an answer: in which order the stages of help were reached for the first time, and how many
/// participants went which way. Each stands at most once in a row; `(end)` means that no other stage was told after.
public struct FlowsFigure: ReplayFigure {
  struct Flow: Hashable, Sendable {
    var from: String
    var to: String
    var participants: Int
  }

  let flows: [Flow]
  let stages: [String]
  public let sheet: Sheet

  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let (cohort, stages) = (try Cohort(table), Stages(terms.stages, table))
    var counts: [Pair: Int] = [:]
    for index in table.cases.indices {
      var (reached, before): (Set<Int>, Int) = ([], stages.begin)
      for row in table.rows(of: index) {
        guard let stage = stages.stage(of: row, cohort), reached.insert(stage).inserted else { continue }
        counts[Pair(before, stage), default: 0] += 1
        before = stage
      }
      if before != stages.begin { counts[Pair(before, stages.end), default: 0] += 1 }
    }
    let hidden = Self.hidden(counts, terms.least)
    let shown = counts.keys.filter { !hidden.contains($0) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    flows = shown.map {
      Flow(from: stages.names[$0.from], to: stages.names[$0.to], participants: counts[$0] ?? 0)
    }
    self.stages = stages.names
    sheet = Sheet(
      "flows",
      facts: [
        .init("participants", .number(cohort.participants)), .init("hiddenBelow", .number(terms.least)),
      ],
      columns: ["from", "to", "participants"],
      rows: flows.map { [.text($0.from), .text($0.to), .number($0.participants)] }, hidden: hidden.count)
  }

  /// As many leave a stage as come to it, so that rows and columns are looked at until neither gives anything away.
  private static func hidden(_ counts: [Pair: Int], _ least: Int) -> Set<Pair> {
    let pairs = counts.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    let groups =
      Dictionary(grouping: pairs, by: \.from).sorted { $0.key < $1.key }.map(\.value)
      + Dictionary(grouping: pairs, by: \.to).sorted { $0.key < $1.key }.map(\.value)
    var (hidden, before): (Set<Pair>, Int) = ([], -1)
    while hidden.count > before {
      before = hidden.count
      for group in groups { hidden.formUnion(Hiding.hidden(group, least, among: hidden) { counts[$0] ?? 0 }) }
    }
    return hidden
  }
}

private struct Pair: Hashable {
  let from: Int
  let to: Int
  init(_ from: Int, _ to: Int) { (self.from, self.to) = (from, to) }
}

/// Stages by number: the beginning is 0, the end the last.
private struct Stages {
  let names: [String]
  /// For each kind of the release and each mode; nil where it is none.
  private let byKind: [Int?]
  private let hasModes: [Bool]
  private let modes: [UInt32]?
  private let modeOffsets: [Int]

  var begin: Int { 0 }
  var end: Int { names.count - 1 }

  private static let modes = ["arranged", "happened", "declined", "failed"]

  init(_ stages: [FigureTerms.Stage], _ table: EventTable) {
    var (names, firsts) = ([FollowsFigure.begin], [Int]())
    let mode = table[ReleaseColumn.mode.rawValue]
    for stage in stages {
      firsts.append(names.count)
      names += stage.hasModes && mode != nil ? Self.modes.map { "\(stage.name) \($0)" } : [stage.name]
    }
    self.names = names + [FollowsFigure.end]
    let kinds = table[ReleaseColumn.kind.rawValue]?.words ?? []
    let found = kinds.map { kind in stages.firstIndex { $0.kinds.contains(kind) } }
    byKind = found.map { $0.map { firsts[$0] } }
    hasModes = found.map { $0.map { stages[$0].hasModes } ?? false }
    modes = mode?.codes
    modeOffsets = (mode?.words ?? []).map { Self.modes.firstIndex(of: $0) ?? 1 }
  }

  /// A stage without modes is reached by what happened.
  func stage(of row: Int, _ cohort: Cohort) -> Int? {
    let code = Int(cohort.kind.codes[row])
    guard let first = byKind[code] else { return nil }
    guard hasModes[code] else { return cohort.happened[row] ? first : nil }
    return first + (modes.map { modeOffsets[Int($0[row])] } ?? 0)
  }
}
