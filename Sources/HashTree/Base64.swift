/// The standard base 64 encoding (RFC 4648, section 4): padded, without line breaks, and in one way only.
extension [UInt8] {
  public var base64: String {
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let rest = self[start..<Swift.min(start + 3, count)]
      let bits = rest.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for place in 0..<4 {
        text.append(place <= rest.count ? letters[bits >> (18 - 6 * place) & 63] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that `base64` writes; nil for anything else.
  public init?(base64 text: some StringProtocol) {
    let text = Array(text.utf8)
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      let isLast = start + 4 == text.count
      let group = text[start..<start + 4]
      let count = isLast ? 4 - group.reversed().prefix(2).prefix { $0 == padding }.count : 4
      var bits = 0
      for letter in group.prefix(count) {
        guard let value = values[Int(letter)] else { return nil }
        bits = bits << 6 | value
      }
      bits <<= 6 * (4 - count)
      // Bits beyond the last byte would be a second way to write the same.
      guard bits & ((1 << (8 * (4 - count))) - 1) == 0 else { return nil }
      for place in 0..<count - 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * place))) }
    }
    self = bytes
  }
}

private let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let padding = UInt8(ascii: "=")
private let values: [Int?] = {
  var values = [Int?](repeating: nil, count: 256)
  for (value, letter) in letters.enumerated() { values[Int(letter)] = value }
  return values
}()
