internal import Releases

/// OCEL 2.0 as JSON. Values of attributes are texts, whatever their type is declared to be, as the schema wants.
struct OCELJSONWriter {
  let log: ObjectLog
  let file: OutputFile

  func write() {
    file.put("{\"objectTypes\":[")
    list(log.objectTypes) { bytes, type in
      bytes.append("{\"name\":\"")
      bytes.append(json: type)
      bytes.append("\",\"attributes\":[]}")
    }
    file.put("],\n\"eventTypes\":[")
    let declared = declared
    list(log.types) { bytes, type in
      bytes.append("{\"name\":\"")
      bytes.append(json: type)
      bytes.append(contentsOf: declared)
    }
    file.put("],\n\"objects\":[")
    objects()
    file.put("],\n\"events\":[")
    events()
    file.put("]}\n")
  }

  private func list<Element>(_ elements: [Element], _ body: (inout [UInt8], Element) -> Void) {
    var bytes: [UInt8] = []
    for (place, element) in elements.enumerated() {
      if place > 0 { bytes.append(",") }
      bytes.append("\n")
      body(&bytes, element)
    }
    file.put(bytes)
  }

  private var declared: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("\",\"attributes\":[{\"name\":\"")
    bytes.append(json: log.shape.sequence)
    bytes.append("\",\"type\":\"integer\"}")
    for column in log.attributes {
      bytes.append(",{\"name\":\"")
      bytes.append(json: column.name)
      bytes.append("\",\"type\":\"string\"}")
    }
    bytes.append("]}")
    return bytes
  }

  private func objects() {
    let things = log.things.flatMap { column in
      column.used.filter { !$0.isEmpty }.map { (column.name, $0) }
    }
    list(log.table.cases.map { (log.shape.caseName, $0) } + things) { bytes, object in
      bytes.append("{\"id\":\"")
      bytes.append(json: log.id(object.0, object.1))
      bytes.append("\",\"type\":\"")
      bytes.append(json: object.0)
      bytes.append("\",\"attributes\":[],\"relationships\":[]}")
    }
  }

  private func events() {
    types.forEachRow(of: file) { putType in
      attributes.forEachRow(of: file) { putAttributes in
        things.forEachRow(of: file) { putThings in
          for index in log.table.cases.indices { write(index, putType, putAttributes, putThings) }
        }
      }
    }
  }

  private func write(
    _ index: Int, _ putType: (Int) -> Void, _ putAttributes: (Int) -> Void, _ putThings: (Int) -> Void
  ) {
    let ((opening, relation), sequence) = (parts(of: log.table.cases[index]), sequence)
    var last = Int.min
    for (number, row) in log.table.rows(of: index).enumerated() {
      if row == 0 { file.put("\n") } else { file.put(",\n") }
      file.put(opening)
      file.put(number + 1)
      putType(row)
      log.clock.put(row, number: number + 1, last: &last, to: file)
      file.put(sequence)
      file.put(number + 1)
      file.put("\"}")
      putAttributes(row)
      file.put(relation)
      putThings(row)
      file.put("]}")
    }
  }

  private var types: EncodedColumns {
    let encode = { (word: String, bytes: inout [UInt8]) in
      bytes.append("\",\"type\":\"")
      bytes.append(json: ObjectLog.type(word))
      bytes.append("\",\"time\":\"")
    }
    let kinds = log.table[log.shape.activity].map { EncodedColumn($0, encode: encode) }
    return EncodedColumns([kinds ?? EncodedColumn("", rows: log.table.rows, encode: encode)])
  }

  private var attributes: EncodedColumns {
    EncodedColumns(
      log.attributes.map { column in EncodedColumn(column) { $1.append(attribute: column.name, $0) } })
  }

  private var things: EncodedColumns {
    EncodedColumns(
      log.things.map { column in
        EncodedColumn(column) { word, bytes in
          if word.isEmpty { return }
          bytes.append(",")
          bytes.append(relation: column.name, log.id(column.name, word))
        }
      })
  }

  private var sequence: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("\",\"attributes\":[{\"name\":\"")
    bytes.append(json: log.shape.sequence)
    bytes.append("\",\"value\":\"")
    return bytes
  }

  private func parts(of name: String) -> (opening: [UInt8], relation: [UInt8]) {
    var (opening, relation) = ([UInt8](), [UInt8]())
    opening.append("{\"id\":\"")
    opening.append(json: name)
    opening.append("-")
    relation.append("],\"relationships\":[")
    relation.append(relation: log.shape.caseName, log.id(log.shape.caseName, name))
    return (opening, relation)
  }
}

extension [UInt8] {
  fileprivate mutating func append(attribute name: String, _ value: String) {
    if value.isEmpty { return }
    append(",{\"name\":\"")
    append(json: name)
    append("\",\"value\":\"")
    append(json: value)
    append("\"}")
  }

  fileprivate mutating func append(relation qualifier: String, _ id: String) {
    append("{\"objectId\":\"")
    append(json: id)
    append("\",\"qualifier\":\"")
    append(json: qualifier)
    append("\"}")
  }
}
