extension [UInt8] {
  /// Appends eight bytes, most significant first, so that the bytes sort as the numbers do.
  public mutating func append(bigEndian number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}

extension RawSpan {
  /// The eight bytes at `offset`, most significant first. Traps outside the span.
  @inlinable
  public func bigEndian(at offset: Int) -> UInt64 {
    unsafe UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The byte at `offset`. Traps outside the span.
  @inlinable
  public func byte(at offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}

extension Handle {
  public static let byteCount = 16

  /// The sixteen bytes at `offset`. Traps outside the span.
  @inlinable
  public init(_ bytes: RawSpan, at offset: Int) {
    self.init(high: bytes.bigEndian(at: offset), low: bytes.bigEndian(at: offset + 8))
  }

  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Handle.byteCount)
    out.append(bigEndian: high)
    out.append(bigEndian: low)
    return out
  }
}

extension EventID {
  public static let byteCount = 16

  /// The sixteen bytes at `offset`. Traps outside the span.
  @inlinable
  public init(_ bytes: RawSpan, at offset: Int) {
    self.init(origin: bytes.bigEndian(at: offset), sequence: bytes.bigEndian(at: offset + 8))
  }

  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(EventID.byteCount)
    out.append(bigEndian: origin)
    out.append(bigEndian: sequence)
    return out
  }
}
