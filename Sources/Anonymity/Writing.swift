import Releases

extension Rows {
  /// The table, without participants of whom nothing is left, and the participants who are in it. Columns that tell
  /// nothing at these levels are left out.
  func table(_ pids: [String], keepingEmpty: Bool = false) -> (table: EventTable, participants: [Int]) {
    let participants = (0..<participants).filter { keepingEmpty || !rows(of: $0).isEmpty }
    var table = EventTable(cases: participants.map { pids[$0] })
    for participant in participants { table.starts.append(table.rows + rows(of: participant).count) }
    table.columns = columns()
    return (table, participants)
  }

  private func columns() -> [Column] {
    let parts = alphabet.map(coding.parts)
    let modes = ["happened", "arranged", "declined", "failed"]
    var columns = [column(.kind, parts.map { coding.kindNames[$0.kind] })]
    if coding.levels.modes { columns.append(column(.mode, parts.map { modes[$0.mode] })) }
    if coding.levels.time < coding.scale.widths - 1 {
      columns.append(column(.time, parts.map { coding.scale.word($0.time, width: coding.levels.time) }))
    }
    if coding.levels.place != .none {
      columns.append(column(.place, parts.map { coding.placeNames[$0.place] }))
    }
    if coding.levels.worker != .none {
      columns.append(column(.worker, parts.map { coding.workerNames[$0.worker] }))
    }
    let counts = count.map { $0 == 1 ? 0 : $0 < 4 ? 1 : $0 < 10 ? 2 : UInt32(3) }
    columns.append(Column(ReleaseColumn.count.rawValue, words: ["1", "2-3", "4-9", "10-"], codes: counts))
    return columns
  }

  private func column(_ column: ReleaseColumn, _ words: [String]) -> Column {
    let (different, number) = numbered(words)
    return Column(column.rawValue, words: different, codes: item.map { UInt32(number[Int($0)]) })
  }
}
