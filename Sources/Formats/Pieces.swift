internal import Releases

/// The words of a column in the letters of a format, made once and copied for each row.
struct Pieces: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// - Parameter encode: appends a word with all that stands about it.
  init(_ words: [String], encode: (String, inout [UInt8]) -> Void) {
    ends.reserveCapacity(words.count)
    for word in words {
      encode(word, &bytes)
      ends.append(bytes.count)
    }
  }

  func range(_ code: UInt32) -> Range<Int> { (code == 0 ? 0 : ends[Int(code) - 1])..<ends[Int(code)] }
}

/// A column whose words are made ready.
struct EncodedColumn: Sendable {
  let codes: [UInt32]
  let pieces: Pieces

  init(_ column: Column, encode: (String, inout [UInt8]) -> Void) {
    codes = column.codes
    pieces = Pieces(column.words, encode: encode)
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
