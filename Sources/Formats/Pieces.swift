internal import Releases

/// The words of a column in the letters of a format, made once and copied for each row. Rows are many and threads
/// several: what they share is plain memory that nobody counts references to.
final class EncodedColumn: @unchecked Sendable {
  private let codes: UnsafeMutablePointer<UInt32>
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Where the letters of each word begin; after the last, where they end.
  private let starts: UnsafeMutablePointer<Int>

  /// - Parameter encode: appends a word with all that stands about it.
  init(words: [String], codes: [UInt32], encode: (String, inout [UInt8]) -> Void) {
    var (all, places) = ([UInt8](), [0])
    for word in words {
      encode(word, &all)
      places.append(all.count)
    }
    self.codes = .copy(of: codes)
    bytes = .copy(of: all)
    starts = .copy(of: places)
  }

  convenience init(_ column: Column, encode: (String, inout [UInt8]) -> Void) {
    self.init(words: column.words, codes: column.codes, encode: encode)
  }

  /// The same word in each of so many rows.
  convenience init(_ word: String, rows: Int, encode: (String, inout [UInt8]) -> Void) {
    self.init(words: [word], codes: [UInt32](repeating: 0, count: rows), encode: encode)
  }

  deinit {
    codes.deallocate()
    bytes.deallocate()
    starts.deallocate()
  }

  /// What `put` needs, without a reference: not to be kept longer than the column.
  fileprivate var view: ColumnView { ColumnView(codes: codes, bytes: bytes, starts: starts) }
}

private struct ColumnView {
  let codes: UnsafePointer<UInt32>
  let bytes: UnsafePointer<UInt8>
  let starts: UnsafePointer<Int>

  @inline(__always)
  func put(_ row: Int, to file: OutputFile) {
    let code = Int(codes[row])
    file.put(bytes + starts[code], starts[code + 1] - starts[code])
  }
}

/// Columns that stand side by side in each row.
struct EncodedColumns: Sendable {
  let columns: [EncodedColumn]

  init(_ columns: [EncodedColumn]) { self.columns = columns }

  /// Hands out what puts the values of a row.
  func forEachRow(of file: OutputFile, _ body: ((Int) -> Void) -> Void) {
    let views = columns.map(\.view)
    withExtendedLifetime(columns) { body { row in for view in views { view.put(row, to: file) } } }
  }
}

extension UnsafeMutablePointer {
  fileprivate static func copy(of elements: [Pointee]) -> Self {
    let copy = Self.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { elements in
      if let base = elements.baseAddress { copy.initialize(from: base, count: elements.count) }
    }
    return copy
  }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// Within quotes of JSON.
  mutating func append(json text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case ..<0x20: append("\\u00" + [byte].hexadecimal)
      default: append(byte)
      }
    }
  }

  /// Within double quotes of XML. A character that XML cannot hold becomes U+FFFD.
  mutating func append(xml text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "\t": append("&#9;")
      case "\n": append("&#10;")
      case "\r": append("&#13;")
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": append("\u{FFFD}")
      default: append(String(scalar))
      }
    }
  }

  /// A field of CSV, in quotes where RFC 4180 asks for them.
  mutating func append(csv text: String) {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      return append(text)
    }
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }
}
