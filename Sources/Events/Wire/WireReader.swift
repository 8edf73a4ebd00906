/// One field of a Protocol Buffers message: its number and where its value stands. Source of the format:
/// the Protocol Buffers encoding specification, wire types 0 (varint), 1 (64 bits), 2 (length), 5 (32 bits).
public struct WireField: Sendable {
  public let number: Int
  /// Where the field stands whole, tag included: what is copied when the field is not known.
  public let whole: Range<Int>
  /// The value of a varint or fixed field; 0 for a length-delimited one.
  public let value: UInt64
  /// The bytes of a length-delimited field; empty for the others.
  public let bytes: Range<Int>

  @inlinable
  init(number: Int, whole: Range<Int>, value: UInt64, bytes: Range<Int>) {
    self.number = number
    self.whole = whole
    self.value = value
    self.bytes = bytes
  }

  /// The value as a zigzag-coded signed number.
  @inlinable
  public var signed: Int64 { Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
}

/// Walks the fields of a message in place. It holds offsets only and allocates nothing; the bytes are handed
/// to each call.
public struct WireReader: Sendable {
  @usableFromInline var offset: Int
  @usableFromInline let end: Int

  /// Reads the bytes at `range`.
  @inlinable
  public init(_ range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next field, or nil at the end of the message.
  @inlinable
  public mutating func next(in span: RawSpan) throws(WireError) -> WireField? {
    guard offset < end else { return nil }
    let start = offset
    let tag = try varint(in: span)
    let number = Int(truncatingIfNeeded: tag >> 3)
    guard number > 0, tag >> 3 <= 536_870_911 else { throw WireError(offset: start) }
    switch tag & 7 {
    case 0:
      let value = try varint(in: span)
      return WireField(number: number, whole: start..<offset, value: value, bytes: 0..<0)
    case 1:
      let value = try fixed(8, in: span)
      return WireField(number: number, whole: start..<offset, value: value, bytes: 0..<0)
    case 5:
      let value = try fixed(4, in: span)
      return WireField(number: number, whole: start..<offset, value: value, bytes: 0..<0)
    case 2:
      let count = try varint(in: span)
      guard count <= UInt64(end - offset) else { throw WireError(offset: start) }
      let bytes = offset..<(offset + Int(count))
      offset = bytes.upperBound
      return WireField(number: number, whole: start..<offset, value: 0, bytes: bytes)
    default:
      throw WireError(offset: start)
    }
  }

  @inlinable
  mutating func varint(in span: RawSpan) throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < end, shift < 64 {
      let byte = span.byte(at: offset)
      offset += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw WireError(offset: offset)
  }

  @inlinable
  mutating func fixed(_ count: Int, in span: RawSpan) throws(WireError) -> UInt64 {
    guard count <= end - offset else { throw WireError(offset: offset) }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(span.byte(at: offset + index)) << UInt64(8 * index) }
    offset += count
    return value
  }
}

/// Bytes that are no message, and where they stop being one.
public struct WireError: Error, Equatable, CustomStringConvertible {
  public let offset: Int
  public init(offset: Int) { self.offset = offset }
  public var description: String { "the body cannot be read from byte \(offset) on" }
}

extension RawSpan {
  /// The UTF-8 text at `range`. Bytes that are no UTF-8 become U+FFFD.
  public func text(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return unsafe extracting(range).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A copy of the bytes at `range`.
  public func array(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBytes { unsafe Array($0) }
  }
}
