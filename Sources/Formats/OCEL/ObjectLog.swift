internal import Releases

/// An event table as OCEL 2.0 sees it: events with types, and objects that they touch: cases, places and workers.
struct ObjectLog: Sendable {
  let table: EventTable
  let shape: TableShape
  let clock: Clock
  /// Columns whose values are objects, without the cases.
  let things: [Column]
  /// Columns whose values are attributes of events.
  let attributes: [Column]
  /// The types of events that occur, in the order of the column's words.
  let types: [String]

  init(_ table: EventTable, _ shape: TableShape) {
    (self.table, self.shape) = (table, shape)
    clock = Clock(table, shape)
    let places = [shape.place, shape.worker]
    things = table.columns.filter { places.contains($0.name) }
    attributes = table.columns.filter { !places.contains($0.name) && $0.name != shape.activity }
    types =
      table[shape.activity].map { $0.used.map { ObjectLog.type($0) } } ?? (table.rows == 0 ? [] : ["event"])
  }

  static func type(_ word: String) -> String { word.isEmpty ? "event" : word }

  func type(of row: Int) -> String { table[shape.activity].map { ObjectLog.type($0[row]) } ?? "event" }

  /// Types of objects: the cases, then the columns.
  var objectTypes: [String] { [shape.caseName] + things.map(\.name) }

  /// Unlike any other object's, whatever the words are.
  func id(_ type: String, _ word: String) -> String { "\(type):\(word)" }
}

extension Column {
  /// The words that a row has, in the order of the list.
  var used: [String] {
    var isUsed = [Bool](repeating: false, count: words.count)
    for code in codes { isUsed[Int(code)] = true }
    return words.indices.filter { isUsed[$0] }.map { words[$0] }
  }
}
