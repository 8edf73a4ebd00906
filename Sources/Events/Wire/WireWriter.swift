/// Writes a Protocol Buffers message. A value that is zero, empty or nil is left out, as in proto3.
public struct WireWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(reserving count: Int = 128) { bytes.reserveCapacity(count) }

  public mutating func number(_ field: Int, _ value: some BinaryInteger) {
    guard value != 0 else { return }
    varint(UInt64(field) << 3)
    varint(UInt64(truncatingIfNeeded: value))
  }

  /// Zigzag-coded, so that small negative numbers stay short.
  public mutating func signed(_ field: Int, _ value: some BinaryInteger) {
    let wide = Int64(value)
    number(field, UInt64(bitPattern: wide << 1 ^ wide >> 63))
  }

  public mutating func text(_ field: Int, _ value: String) {
    guard !value.isEmpty else { return }
    tag(field, count: value.utf8.count)
    bytes.append(contentsOf: value.utf8)
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

  /// A message within the message: written even when it is empty.
  public mutating func message(_ field: Int, _ write: (inout WireWriter) -> Void) {
    var inner = WireWriter(reserving: 32)
    write(&inner)
    element(field, inner.bytes)
  }

  /// Fields kept as they were read.
  public mutating func raw(_ fields: [UInt8]) { bytes.append(contentsOf: fields) }

  private mutating func tag(_ field: Int, count: Int) {
    varint(UInt64(field) << 3 | 2)
    varint(UInt64(count))
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
