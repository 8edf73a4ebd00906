/// Writes a Protocol Buffers message. A value that is zero, empty or nil is left out, as in proto3.
///
/// A message within is written where it will stand; only one of 128 bytes or more is moved, to make room for
/// its longer length. One writer can be used again and again, and then needs no new memory.
public struct WireWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(reserving count: Int = 128) { bytes.reserveCapacity(count) }

  /// Begins again, in the memory that it has.
  public mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  @inlinable
  public mutating func number(_ field: Int, _ value: some BinaryInteger) {
    guard value != 0 else { return }
    write(field, UInt64(truncatingIfNeeded: value))
  }

  /// Zigzag-coded, so that small negative numbers stay short.
  @inlinable
  public mutating func signed(_ field: Int, _ value: some BinaryInteger) {
    let wide = Int64(value)
    guard wide != 0 else { return }
    write(field, UInt64(bitPattern: wide << 1 ^ wide >> 63))
  }

  public mutating func text(_ field: Int, _ value: String) {
    if !value.isEmpty { element(field, text: value) }
  }

  /// Some of the bytes of a text, which begin and end with whole characters.
  mutating func text(_ field: Int, _ value: String, at place: Range<Int>) {
    guard !place.isEmpty else { return }
    tag(field, count: place.count)
    let text = value.utf8.span
    let part = text.extracting(place)
    unsafe part.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  public mutating func data(_ field: Int, _ value: [UInt8]) {
    guard !value.isEmpty else { return }
    element(field, value)
  }

  /// One element of a repeated field: written even when it is empty.
  public mutating func element(_ field: Int, _ value: [UInt8]) {
    tag(field, count: value.count)
    bytes.append(contentsOf: value)
  }

  /// The same of text.
  public mutating func element(_ field: Int, text value: String) {
    let text = value.utf8.span
    tag(field, count: text.count)
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// The same of a number, zigzag-coded.
  public mutating func element(_ field: Int, signed value: Int64) {
    write(field, UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  /// Two numbers as sixteen bytes, big-endian: a handle or an event's id.
  public mutating func element(_ field: Int, _ high: UInt64, _ low: UInt64) {
    tag(field, count: 16)
    let stored: [2 of UInt64] = [high.bigEndian, low.bigEndian]
    unsafe stored.span.bytes.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// A message within the message: written even when it is empty.
  @inlinable
  public mutating func message(_ field: Int, _ write: (inout WireWriter) -> Void) {
    let start = begin(field)
    write(&self)
    end(start)
  }

  /// Fields kept as they were read.
  public mutating func raw(_ fields: [UInt8]) { bytes.append(contentsOf: fields) }

  /// Leaves one byte for the length.
  /// - Returns: where the message begins.
  @usableFromInline
  mutating func begin(_ field: Int) -> Int {
    varint(UInt64(field) << 3 | 2)
    bytes.append(0)
    return bytes.count
  }

  @usableFromInline
  mutating func end(_ start: Int) {
    let count = bytes.count - start
    guard count >= 0x80 else { return bytes[start - 1] = UInt8(count) }
    var rest = UInt64(count)
    let digits = (UInt64.bitWidth - rest.leadingZeroBitCount + 6) / 7
    bytes.insert(contentsOf: repeatElement(0, count: digits - 1), at: start)
    for index in (start - 1)..<(start - 1 + digits) {
      bytes[index] = UInt8(truncatingIfNeeded: rest & 0x7f) | (rest >= 0x80 ? 0x80 : 0)
      rest >>= 7
    }
  }

  @usableFromInline
  mutating func write(_ field: Int, _ value: UInt64) {
    varint(UInt64(field) << 3)
    varint(value)
  }

  private mutating func tag(_ field: Int, count: Int) {
    varint(UInt64(field) << 3 | 2)
    varint(UInt64(count))
  }

  private mutating func varint(_ value: UInt64) {
    if value < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: value)) }
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
