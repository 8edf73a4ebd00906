internal import Releases

/// RFC 4180: a line of names, fields divided by commas, lines ended by CR LF. A value that is not there is empty.
struct CSVWriter {
  let table: EventTable
  let shape: TableShape

  func write(to file: OutputFile) {
    var heading: [UInt8] = []
    for name in [shape.caseName, shape.sequence] + table.columns.map(\.name) {
      if !heading.isEmpty { heading.append(",") }
      heading.append(csv: name)
    }
    file.put(heading)
    file.put("\r\n")
    let columns = table.columns.map { column in
      EncodedColumn(column) { word, bytes in
        bytes.append(",")
        bytes.append(csv: word)
      }
    }
    EncodedColumns(columns).forEachRow(of: file) { put in
      for index in table.cases.indices { write(index, put, to: file) }
    }
  }

  private func write(_ index: Int, _ put: (Int) -> Void, to file: OutputFile) {
    var opening: [UInt8] = []
    opening.append(csv: table.cases[index])
    opening.append(",")
    for (number, row) in table.rows(of: index).enumerated() {
      file.put(opening)
      file.put(number + 1)
      put(row)
      file.put("\r\n")
    }
  }
}
