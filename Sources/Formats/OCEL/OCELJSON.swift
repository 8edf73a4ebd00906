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
    let types = Pieces(log.table[log.shape.activity]?.words ?? ["event"]) { word, bytes in
      bytes.append("\",\"type\":\"")
      bytes.append(json: ObjectLog.type(word))
      bytes.append("\",\"time\":\"")
    }
    let attributes = log.attributes.map { column in
      EncodedColumn(column) { $1.append(attribute: column.name, $0) }
    }
    let things = log.things.map { column in
      EncodedColumn(column) { word, bytes in
        if word.isEmpty { return }
        bytes.append(",")
        bytes.append(relation: column.name, log.id(column.name, word))
      }
    }
    let kinds = log.table[log.shape.activity]?.codes
    for index in log.table.cases.indices {
      let (opening, relation) = parts(of: log.table.cases[index])
      var last = Int.min
      for (number, row) in log.table.rows(of: index).enumerated() {
        file.put(row == 0 ? "\n" : ",\n")
        file.put(opening)
        file.put(number + 1)
        file.put(kinds?[row] ?? 0, of: types)
        file.put(log.clock.text(row, number: number + 1, last: &last))
        file.put(sequence)
        file.put(number + 1)
        file.put("\"}")
        for column in attributes { file.put(column.codes[row], of: column.pieces) }
        file.put(relation)
        for column in things { file.put(column.codes[row], of: column.pieces) }
        file.put("]}")
      }
    }
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
