/// Something by which a table is ordered: its bytes sort as its values do, and number 1 to 511.
public protocol TableKey: Sendable {
  /// Lends the bytes that are stored; those of fixed size stay on the stack.
  func withKeyBytes<R>(_ body: (RawSpan) throws(LMDBError) -> R) throws(LMDBError) -> R
  /// nil when the bytes are no such key.
  init?(keyBytes: RawSpan)
}

/// Eight bytes, big-endian.
extension UInt64: TableKey {
  @inlinable
  public func withKeyBytes<R>(_ body: (RawSpan) throws(LMDBError) -> R) throws(LMDBError) -> R {
    let stored: [1 of UInt64] = [bigEndian]
    return unsafe try body(stored.span.bytes)
  }

  @inlinable
  public init?(keyBytes: RawSpan) {
    guard keyBytes.byteCount == 8 else { return nil }
    self = unsafe UInt64(bigEndian: keyBytes.unsafeLoadUnaligned(as: UInt64.self))
  }
}

/// Two numbers, the first weighing most: sixteen bytes, big-endian. Fits a 128-bit name or a name and a count.
public struct Pair: TableKey, Hashable, Comparable {
  public var first: UInt64
  public var second: UInt64

  @inlinable
  public init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }

  @inlinable
  public static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }

  @inlinable
  public func withKeyBytes<R>(_ body: (RawSpan) throws(LMDBError) -> R) throws(LMDBError) -> R {
    let stored: [2 of UInt64] = [first.bigEndian, second.bigEndian]
    return unsafe try body(stored.span.bytes)
  }

  @inlinable
  public init?(keyBytes: RawSpan) {
    guard keyBytes.byteCount == 16 else { return nil }
    first = unsafe UInt64(bigEndian: keyBytes.unsafeLoadUnaligned(as: UInt64.self))
    second = unsafe UInt64(bigEndian: keyBytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }
}

/// Any bytes, in the order of their values.
extension [UInt8]: TableKey {
  @inlinable
  public func withKeyBytes<R>(_ body: (RawSpan) throws(LMDBError) -> R) throws(LMDBError) -> R {
    unsafe try body(span.bytes)
  }

  @inlinable
  public init?(keyBytes: RawSpan) { self.init(copying: keyBytes) }

  /// The bytes of a span that is about to end.
  @inlinable
  public init(copying bytes: RawSpan) { self = unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
}
