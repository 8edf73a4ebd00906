import Events
import Releases

extension Stream {
  /// All events of all persons, as they are in the traces, but those of kinds that are never released.
  init(everybodyIn traces: Traces, without isNever: [Bool]) {
    persons = Array(traces.keepers.indices)
    starts = traces.starts
    event = Array(0..<traces.events)
    day = traces.day.map(\.number)
    gone = traces.kind.map { isNever[Int($0)] ? Self.code(.droppedKind) : 0 }
  }
}

extension Work {
  /// For each kind whether nothing of it can be in the release.
  var isNever: [Bool] { tree.isNever.indices.map { tree.isNever[$0] || levels.kinds[$0] == .never } }

  /// All events of all persons at the levels of the release.
  func everything(_ traces: Traces, _ names: [String]) -> EventTable {
    let all = Stream(everybodyIn: traces, without: isNever)
    return Rows(traces, all, coding(levels), cap: nil).table(names, keepingEmpty: true).table
  }

  /// Tier A: how many would be exposed is told, and nothing is done about it.
  mutating func expose() {
    let found = check(rows(levels)).findings(isCollecting: false)
    (report.exposedAtFirst, report.exposedAfterLifting, report.exposed) = (
      found.exposed, found.exposed, found.exposed
    )
  }

  /// Every event of the traces is released or has a reason.
  mutating func account(released: Int) {
    report.released = released
    let reasons = SuppressionReport.Reason.allCases
    var gone = Array(repeating: Stream.code(.notInSample), count: traces.events)
    for (index, event) in stream.event.enumerated() { gone[event] = stream.gone[index] }
    var rows: [String: SuppressionReport.Row] = [:]
    for event in 0..<traces.events {
      let category = tree.category[Int(traces.kind[event])]
      var row = rows[category] ?? .init(category: category, events: 0, released: 0, lost: [:])
      row.events += 1
      if gone[event] == 0 {
        row.released += 1
      } else {
        row.lost[reasons[Int(gone[event]) - 1], default: 0] += 1
      }
      rows[category] = row
    }
    report.categories = rows.keys.sorted().compactMap { rows[$0] }
  }
}
