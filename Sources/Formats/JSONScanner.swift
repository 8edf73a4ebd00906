/// Walks over flat JSON objects: texts, whole numbers, null. What else JSON knows does not stand in a file of events.
struct JSONScanner: Sendable {
  private let bytes: [UInt8]
  private(set) var position = 0

  struct Fault: Error { let reason: String }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func open() throws(Fault) {
    try expect(UInt8(ascii: "{"), "an object should begin here")
  }

  /// The next key, or nil at the end of the object.
  mutating func key() throws(Fault) -> String? {
    skip()
    if take(UInt8(ascii: "}")) { return nil }
    if take(UInt8(ascii: ",")) { skip() }
    let key = try text()
    skip()
    try expect(UInt8(ascii: ":"), "a colon is missing after a key")
    return key
  }

  /// A text, or the digits of a number; empty for null.
  mutating func value() throws(Fault) -> String {
    skip()
    guard position < bytes.count else { throw Fault(reason: "it ends too early") }
    if bytes[position] == UInt8(ascii: "\"") { return try text() }
    let start = position
    while position < bytes.count, isOfWord(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if word == "null" { return "" }
    guard Int(word) != nil else { throw Fault(reason: "a value should be a text or a whole number") }
    return word
  }

  /// The end of the line.
  mutating func end() throws(Fault) {
    _ = take(0x0D)
    if take(0x0A) || isAtEnd { return }
    throw Fault(reason: "something stands after the object")
  }

  private mutating func text() throws(Fault) -> String {
    try expect(UInt8(ascii: "\""), "a quote is missing")
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      if byte < 0x20 { throw Fault(reason: "a control character stands in a text") }
      position += 1
    }
    throw Fault(reason: "a text does not end")
  }

  private mutating func escapedText(from start: Int) throws(Fault) -> String {
    var units = Array(String(decoding: bytes[start..<position], as: UTF8.self).utf16)
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if take(UInt8(ascii: "\\")) {
        units.append(try escape())
      } else {
        let plain = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C { position += 1 }
        units.append(contentsOf: String(decoding: bytes[plain..<position], as: UTF8.self).utf16)
      }
    }
    try expect(UInt8(ascii: "\""), "a text does not end")
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func escape() throws(Fault) -> UInt16 {
    guard position < bytes.count else { throw Fault(reason: "it ends too early") }
    position += 1
    switch bytes[position - 1] {
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "u"):
      let digits = bytes[position..<min(position + 4, bytes.count)]
      guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw Fault(reason: "\\u needs four digits") }
      position += 4
      return unit
    case let other where [0x22, 0x2F, 0x5C].contains(other): return UInt16(other)
    default: throw Fault(reason: "an escape that JSON does not know")
    }
  }

  private mutating func skip() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ reason: String) throws(Fault) {
    if !take(byte) { throw Fault(reason: reason) }
  }

  private func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      || byte >= 0x30 && byte <= 0x39
  }
}
