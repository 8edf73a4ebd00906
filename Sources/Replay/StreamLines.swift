import Releases

/// Writes events of a stream as lines of JSON: the rows of the release, or the same in the shape of CloudEvents 1.0.
/// A value that a release does not have is a key that is not there.
public struct StreamLines: Sendable {
  public enum Shape: Sendable { case rows, cloudEvents }

  private let stream: EventStream
  private let shape: Shape
  private let participants: [[UInt8]]
  /// For each column and word, `,"kind":"help"`.
  private let pairs: [[[UInt8]]]
  /// `,"type":"tillid.help"` for each word of the column `kind`.
  private let types: [[UInt8]]
  private let kindColumn: Int?
  private let days: [[UInt8]]
  private let timeColumn: Int?

  public init(_ stream: EventStream, _ shape: Shape = .rows) {
    (self.stream, self.shape) = (stream, shape)
    let table = stream.table
    participants = table.cases.map { Array($0.jsonText.utf8) }
    pairs = table.columns.map { column in
      column.words.map { $0.isEmpty ? [] : Array(",\(column.name.jsonText):\($0.jsonText)".utf8) }
    }
    kindColumn = table.columns.firstIndex { $0.name == ReleaseColumn.kind.rawValue }
    timeColumn = table.columns.firstIndex { $0.name == ReleaseColumn.time.rawValue }
    types = (kindColumn.map { table.columns[$0].words } ?? []).map { Array("tillid.\($0)".jsonText.utf8) }
    days = (timeColumn.map { table.columns[$0].words } ?? []).map { word in
      let time = (try? ReleasedTime(word)) ?? .elapsed(0, nil)
      return Array("\"\(time.first)T00:00:00Z\"".utf8)
    }
  }

  /// Adds the line of a row, with its line feed.
  public func write(_ row: Int32, to bytes: inout [UInt8]) {
    let (row, owner) = (Int(row), Int(stream.owners[Int(row)]))
    let number = row - stream.table.starts[owner] + 1
    switch shape {
    case .rows:
      bytes.add("{\"participant\":")
      bytes += participants[owner]
      bytes.add(",\"seq\":")
      bytes.add(number)
      data(row, to: &bytes)
      bytes.add("}\n")
    case .cloudEvents: cloudEvent(row, owner, number, to: &bytes)
    }
  }

  private func data(_ row: Int, to bytes: inout [UInt8]) {
    for (index, column) in stream.table.columns.enumerated() { bytes += pairs[index][Int(column.codes[row])] }
  }

  private func cloudEvent(_ row: Int, _ owner: Int, _ number: Int, to bytes: inout [UInt8]) {
    bytes.add("{\"specversion\":\"1.0\",\"id\":")
    bytes += participants[owner].dropLast()
    bytes.add("-")
    bytes.add(number)
    bytes.add("\",\"source\":\"urn:tillid\",\"type\":")
    if let kindColumn {
      bytes += types[Int(stream.table.columns[kindColumn].codes[row])]
    } else {
      bytes.add("\"tillid.event\"")
    }
    bytes.add(",\"subject\":")
    bytes += participants[owner]
    if let timeColumn {
      bytes.add(",\"time\":")
      bytes += days[Int(stream.table.columns[timeColumn].codes[row])]
    }
    bytes.add(",\"datacontenttype\":\"application/json\",\"data\":{\"seq\":")
    bytes.add(number)
    data(row, to: &bytes)
    bytes.add("}}\n")
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ number: Int) { append(contentsOf: String(number).utf8) }
}

extension String {
  /// As a text of JSON, in its quotes.
  var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
