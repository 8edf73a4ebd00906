internal import Releases

/// CloudEvents 1.0, JSON format, one event to a line. The id is the case and the number, the subject is the case, and
/// no machine is named. `time` is where the day or bucket begins; the order stands in `sequence`.
struct CloudEventsWriter {
  let table: EventTable
  let shape: TableShape

  func write(to file: OutputFile) {
    let types = Pieces(table[shape.activity]?.words ?? ["event"]) { word, bytes in
      bytes.append("\",\"type\":\"")
      bytes.append(json: shape.typePrefix + (word.isEmpty ? "event" : word))
      bytes.append("\",\"time\":\"")
    }
    let columns = table.columns.map { column in
      EncodedColumn(column) { word, bytes in
        if word.isEmpty { return }
        bytes.append(",\"")
        bytes.append(json: column.name)
        bytes.append("\":\"")
        bytes.append(json: word)
        bytes.append("\"")
      }
    }
    let (clock, kinds) = (Clock(table, shape), table[shape.activity]?.codes)
    for index in table.cases.indices {
      let (opening, subject) = parts(of: table.cases[index])
      for (number, row) in table.rows(of: index).enumerated() {
        file.put(opening)
        file.put(number + 1)
        file.put(subject)
        file.put(kinds?[row] ?? 0, of: types)
        file.put(clock.start(row))
        file.put("\",\"sequence\":\"")
        var sequence: [UInt8] = []
        sequence.append(padded: number + 1, 10)
        file.put(sequence)
        file.put("\",\"datacontenttype\":\"application/json\",\"data\":{\"")
        file.put(seqKey)
        file.put(number + 1)
        for column in columns { file.put(column.codes[row], of: column.pieces) }
        file.put("}}\n")
      }
    }
  }

  private var seqKey: [UInt8] {
    var bytes: [UInt8] = []
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
