internal import Releases

/// Reads flat objects, one to a line. A column that turns up late is empty in the rows before; keys that stand where
/// they stood in the line above are found without a search.
struct JSONLinesReader: Sendable {
  let path: String
  private let shape: TableShape
  private(set) var cases: [String] = []
  private var starts = [0]
  private(set) var columns: [ReadColumn] = []
  private var line = 0
  private var rows = 0

  struct ReadColumn: Sendable {
    let name: String
    var words = WordList()
    var codes: [UInt32] = []
  }

  init(_ path: String, _ shape: TableShape) { (self.path, self.shape) = (path, shape) }

  func rows(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  mutating func read(_ bytes: [UInt8]) throws(FormatError) {
    var scanner = JSONScanner(bytes)
    while !scanner.isAtEnd {
      line += 1
      do { try readRow(&scanner) } catch {
        throw .content(path: path, line: line, reason: error.reason)
      }
    }
  }

  private mutating func readRow(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    var (name, number, column) = ("", "", 0)
    try scanner.open()
    while let key = try scanner.key() {
      let value = try scanner.value()
      if key == shape.caseName {
        name = value
      } else if key == shape.sequence {
        number = value
      } else {
        try set(value, key, &column)
      }
    }
    try scanner.end()
    try count(name, number)
  }

  private mutating func count(_ name: String, _ number: String) throws(JSONScanner.Fault) {
    if name.isEmpty { throw JSONScanner.Fault(reason: "there is no \(shape.caseName)") }
    if cases.last != name {
      cases.append(name)
      starts.append(rows)
    }
    rows += 1
    starts[starts.count - 1] = rows
    let expected = rows - starts[starts.count - 2]
    if Int(number) != expected { throw JSONScanner.Fault(reason: "\(shape.sequence) should be \(expected)") }
    for column in columns.indices { fill(column, to: rows) }
  }

  private mutating func set(_ value: String, _ key: String, _ hint: inout Int) throws(JSONScanner.Fault) {
    if hint >= columns.count || columns[hint].name != key {
      hint = columns.firstIndex { $0.name == key } ?? columns.count
      if hint == columns.count { columns.append(ReadColumn(name: key)) }
    }
    fill(hint, to: rows)
    if columns[hint].codes.count > rows { throw JSONScanner.Fault(reason: "\(key) stands twice") }
    columns[hint].codes.append(columns[hint].words.code(value))
    hint += 1
  }

  private mutating func fill(_ column: Int, to rows: Int) {
    while columns[column].codes.count < rows { columns[column].codes.append(columns[column].words.code("")) }
  }
}
