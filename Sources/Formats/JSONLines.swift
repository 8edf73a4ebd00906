internal import Releases

/// One object to a line: `{"participant":"…","seq":1,"kind":"help"}`, with a key for each value that is there.
struct JSONLinesWriter: Sendable {
  private let table: EventTable
  private let columns: EncodedColumns
  private let shape: TableShape

  init(_ table: EventTable, _ shape: TableShape) {
    (self.table, self.shape) = (table, shape)
    columns = EncodedColumns(
      table.columns.map { column in
        EncodedColumn(column) { word, bytes in
          if word.isEmpty { return }
          bytes.append(",\"")
          bytes.append(json: column.name)
          bytes.append("\":\"")
          bytes.append(json: word)
          bytes.append("\"")
        }
      })
  }

  func write(_ cases: [Int], to file: OutputFile) -> Int {
    var rows = 0
    columns.forEachRow(of: file) { put in
      for index in cases {
        let opening = opening(of: table.cases[index])
        for (number, row) in table.rows(of: index).enumerated() {
          file.put(opening)
          file.put(number + 1)
          put(row)
          file.put("}\n")
        }
        rows += table.rows(of: index).count
      }
    }
    return rows
  }

  private func opening(of name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("{\"")
    bytes.append(json: shape.caseName)
    bytes.append("\":\"")
    bytes.append(json: name)
    bytes.append("\",\"")
    bytes.append(json: shape.sequence)
    bytes.append("\":")
    return bytes
  }
}
