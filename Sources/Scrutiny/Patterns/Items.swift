internal import Releases

/// What somebody may know of an event: the released columns but `count`, as one number.
struct Items: Sendable {
  /// For each number the places of its values in the columns' words, by column.
  private(set) var tuples: [[UInt32]] = []
  /// For each row its item.
  private(set) var codes: [UInt32] = []
  let columns: [Column]

  init(_ table: EventTable, without left: Set<ReleaseColumn>) {
    columns = table.columns.filter { column in !left.contains { $0.rawValue == column.name } }
    codes.reserveCapacity(table.rows)
    var known: [UInt64: UInt32] = [:]
    var (lastKey, last) = (UInt64.max, UInt32(0))
    for row in 0..<table.rows {
      var key: UInt64 = 0
      for column in columns { key = key &* UInt64(column.words.count) &+ UInt64(column.codes[row]) }
      if key != lastKey {
        (lastKey, last) = (key, known[key] ?? add(row))
        known[key] = last
      }
      codes.append(last)
    }
  }

  private mutating func add(_ row: Int) -> UInt32 {
    tuples.append(columns.map { $0.codes[row] })
    return UInt32(tuples.count - 1)
  }

  var count: Int { tuples.count }

  /// As it stands in a sentence: `help happened 0-7 Nordjylland`.
  func name(_ item: Int) -> String {
    zip(columns, tuples[item]).map { $0.words[Int($1)] }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The value of an item in a column; empty where the column is not known of.
  func value(_ item: Int, _ name: ReleaseColumn) -> String {
    guard let column = columns.firstIndex(where: { $0.name == name.rawValue }) else { return "" }
    return columns[column].words[Int(tuples[item][column])]
  }
}
