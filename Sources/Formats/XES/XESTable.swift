internal import Releases

/// An event table as XES, case after case. What the standard has a word for is said with it, and all columns stand
/// under their own names as well.
struct XESTable {
  private let table: EventTable
  private let shape: TableShape
  private let clock: Clock
  private let columns: EncodedColumns

  init(_ table: EventTable, _ shape: TableShape) {
    (self.table, self.shape) = (table, shape)
    clock = Clock(table, shape)
    columns = EncodedColumns(
      table.columns.map { column in
        let keys = XESTable.keys(of: column.name, shape)
        return EncodedColumn(column) { word, bytes in
          if keys.first == "concept:name" && word.isEmpty { bytes.append(xesKey: "concept:name", "unnamed") }
          for key in keys where !word.isEmpty {
            bytes.append(xesKey: key, key == "lifecycle:transition" ? XESTable.transition(word) : word)
          }
        }
      })
  }

  private static func keys(of column: String, _ shape: TableShape) -> [String] {
    switch column {
    case shape.activity: ["concept:name"]
    case shape.mode: ["lifecycle:transition", name(column)]
    case shape.worker: [shape.workersAreRoles ? "org:role" : "org:resource"]
    default: [name(column)]
    }
  }

  /// What stands for a mode in the transactional model of the standard.
  private static func transition(_ mode: String) -> String {
    switch mode {
    case "arranged": "schedule"
    case "declined": "withdraw"
    case "failed": "ate_abort"
    default: "complete"
    }
  }

  /// A key must be an XML name.
  private static func name(_ column: String) -> String {
    let name = String(column.map { $0.isLetter || $0.isNumber || "_-.:".contains($0) ? $0 : "_" })
    return name.first.map { $0.isLetter || $0 == "_" } == true ? name : "_" + name
  }

  func write(to file: OutputFile) {
    let writer = XESWriter(file: file)
    writer.heading(of: heading)
    columns.forEachRow(of: file) { put in
      for index in table.cases.indices { write(index, put, to: file) }
    }
    writer.close()
  }

  private func write(_ index: Int, _ put: (Int) -> Void, to file: OutputFile) {
    var opening: [UInt8] = []
    opening.append("  <trace>\n    <string key=\"concept:name\" value=\"")
    opening.append(xml: table.cases[index])
    opening.append("\"/>\n")
    file.keepingLettersWhole { file.put(opening) }
    let sequence = Array("\"/>\n      <int key=\"\(Self.name(shape.sequence))\" value=\"".utf8)
    var last = Int.min
    for (number, row) in table.rows(of: index).enumerated() {
      file.keepingLettersWhole {
        file.put("    <event>\n")
        put(row)
        file.put("      <date key=\"time:timestamp\" value=\"")
        clock.put(row, number: number + 1, last: &last, to: file)
        file.put(sequence)
        file.put(number + 1)
        file.put("\"/>\n    </event>\n")
      }
    }
    file.put("  </trace>\n")
  }

  private var heading: CaseLog {
    var log = CaseLog()
    log.extensions = [.concept, .time, .lifecycle, .organisation]
    log.globals = [
      CaseLog.Global(scope: "trace", [.name("unnamed")]),
      CaseLog.Global(scope: "event", [.name("unnamed"), .time("1970-01-01T00:00:00+00:00")]),
    ]
    log.classifiers = [CaseLog.Classifier(name: "Activity", scope: "event", keys: "concept:name")]
    if table[shape.mode] != nil {
      log.classifiers.append(
        CaseLog.Classifier(name: "ActivityAndMode", scope: "event", keys: "concept:name lifecycle:transition")
      )
    }
    log.attributes = [.name(shape.title.isEmpty ? "events" : shape.title)]
    return log
  }
}

extension [UInt8] {
  fileprivate mutating func append(xesKey key: String, _ value: String) {
    append("      <string key=\"\(key)\" value=\"")
    append(xml: value)
    append("\"/>\n")
  }
}
