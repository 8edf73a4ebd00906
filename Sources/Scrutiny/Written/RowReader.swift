/// Reads flat JSON objects, one in a line (JSON Lines): texts, and whole numbers. Of a row it keeps where each value
/// stands; nothing is copied.
struct RowReader {
  /// What a release's row may hold; the columns of a table begin at `firstColumn`.
  static let keys: [[UInt8]] =
    ["participant", "seq", "kind", "mode", "time", "place", "worker", "count"].map { Array($0.utf8) }
  static let participant = 0
  static let sequence = 1
  static let firstColumn = 2

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var at = 0
  private(set) var line = 0
  /// For each key the bytes of its value, without quotation marks; nil where the row does not have it.
  private(set) var values = [Range<Int>?](repeating: nil, count: keys.count)

  enum Outcome { case row, strange, end, unreadable }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func value(_ key: Int) -> UnsafeBufferPointer<UInt8>? {
    values[key].map { UnsafeBufferPointer(rebasing: bytes[$0]) }
  }

  /// The next row; `strange` where it holds a key that no release has, or one twice.
  mutating func next() -> Outcome {
    guard at < bytes.count else { return .end }
    line += 1
    for key in values.indices { values[key] = nil }
    let outcome = object()
    if outcome == .unreadable { skipLine() }
    return outcome
  }

  private mutating func object() -> Outcome {
    guard take(0x7b) else { return .unreadable }
    var (expected, strange) = (0, false)
    repeat {
      guard let key = text(), take(0x3a), let (value, isNumber) = scalar() else { return .unreadable }
      guard let known = known(key, expected) else {
        strange = true
        continue
      }
      strange = strange || values[known] != nil || isNumber != (known == Self.sequence)
      values[known] = value
      expected = known + 1
    } while take(0x2c)
    guard take(0x7d), take(0x0a) else { return .unreadable }
    return strange ? .strange : .row
  }

  private func known(_ key: Range<Int>, _ expected: Int) -> Int? {
    if expected < Self.keys.count, matches(key, Self.keys[expected]) { return expected }
    return Self.keys.firstIndex { matches(key, $0) }
  }

  private func matches(_ range: Range<Int>, _ word: [UInt8]) -> Bool {
    guard range.count == word.count else { return false }
    for index in 0..<word.count where bytes[range.lowerBound + index] != word[index] { return false }
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Between quotation marks. What is escaped stays so, and is no value of a release.
  private mutating func text() -> Range<Int>? {
    guard take(0x22) else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != 0x22, bytes[at] >= 0x20 { at += bytes[at] == 0x5c ? 2 : 1 }
    guard take(0x22) else { return nil }
    return start..<(at - 1)
  }

  private mutating func scalar() -> (Range<Int>, isNumber: Bool)? {
    if let text = text() { return (text, false) }
    let start = at
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
    return at > start ? (start..<at, true) : nil
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != 0x0a { at += 1 }
    at = min(at + 1, bytes.count)
  }
}
