internal import Releases

/// CloudEvents 1.0, JSON format, one event to a line. The id is the case and the number, the subject is the case, and
/// no machine is named. `time` is where the day or bucket begins; the order stands in `sequence`.
struct CloudEventsWriter {
  private let table: EventTable
  private let shape: TableShape
  private let clock: Clock
  private let types: EncodedColumns
  private let data: EncodedColumns

  init(_ table: EventTable, _ shape: TableShape) {
    (self.table, self.shape) = (table, shape)
    clock = Clock(table, shape)
    types = Self.types(table, shape)
    data = Self.data(table)
  }

  func write(to file: OutputFile) {
    types.forEachRow(of: file) { putType in
      data.forEachRow(of: file) { putData in
        for index in table.cases.indices { write(index, putType, putData, to: file) }
      }
    }
  }

  private func write(
    _ index: Int, _ putType: (Int) -> Void, _ putData: (Int) -> Void, to file: OutputFile
  ) {
    let ((opening, subject), key) = (parts(of: table.cases[index]), key)
    for (number, row) in table.rows(of: index).enumerated() {
      file.put(opening)
      file.put(number + 1)
      file.put(subject)
      putType(row)
      clock.putStart(row, to: file)
      file.put("\",\"sequence\":\"")
      var sequence: [UInt8] = []
      sequence.append(padded: number + 1, 10)
      file.put(sequence)
      file.put(key)
      file.put(number + 1)
      putData(row)
      file.put("}}\n")
    }
  }

  private static func types(_ table: EventTable, _ shape: TableShape) -> EncodedColumns {
    let encode = { (word: String, bytes: inout [UInt8]) in
      bytes.append("\",\"type\":\"")
      bytes.append(json: shape.typePrefix + (word.isEmpty ? "event" : word))
      bytes.append("\",\"time\":\"")
    }
    let kinds = table[shape.activity].map { EncodedColumn($0, encode: encode) }
    return EncodedColumns([kinds ?? EncodedColumn("", rows: table.rows, encode: encode)])
  }

  private static func data(_ table: EventTable) -> EncodedColumns {
    EncodedColumns(
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

  private var key: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("\",\"datacontenttype\":\"application/json\",\"data\":{\"")
    bytes.append(json: shape.sequence)
    bytes.append("\":")
    return bytes
  }

  private func parts(of name: String) -> (opening: [UInt8], subject: [UInt8]) {
    var (opening, subject) = ([UInt8](), [UInt8]())
    opening.append("{\"specversion\":\"1.0\",\"id\":\"")
    opening.append(json: name)
    opening.append("-")
    subject.append("\",\"source\":\"")
    subject.append(json: shape.source)
    subject.append("\",\"subject\":\"")
    subject.append(json: name)
    return (opening, subject)
  }
}
