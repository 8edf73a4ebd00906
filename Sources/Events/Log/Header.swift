/// The clear 34 bytes before a sealed body: all that is needed without a key, and the associated data of the
/// seal, so that no header can be put on another body.
///
/// | bytes | holds |
/// |---|---|
/// | 0 | format of the record, 1 |
/// | 1 | structural type |
/// | 2–17 | handle, big-endian |
/// | 18–25 | origin, big-endian |
/// | 26–33 | sequence, big-endian |
public struct Header: Hashable, Sendable {
  public static let byteCount = 34
  public static let format: UInt8 = 1

  /// The code as written; a type that this version does not know passes through.
  public let typeCode: UInt8
  public let handle: Handle
  public let id: EventID

  public init(type: EventType, handle: Handle, id: EventID) {
    self.init(typeCode: type.rawValue, handle: handle, id: id)
  }

  public var type: EventType? { EventType(rawValue: typeCode) }

  /// Reads the first 34 bytes of a record.
  @inlinable
  public init(_ record: RawSpan) throws(HeaderError) {
    guard record.byteCount >= Header.byteCount else { throw .tooShort(record.byteCount) }
    let format = record.byte(at: 0)
    guard format == Header.format else { throw .unknownFormat(format) }
    self.init(
      typeCode: record.byte(at: 1), handle: Handle(record, at: 2),
      id: EventID(origin: record.bigEndian(at: 18), sequence: record.bigEndian(at: 26)))
  }

  @usableFromInline
  init(typeCode: UInt8, handle: Handle, id: EventID) {
    self.typeCode = typeCode
    self.handle = handle
    self.id = id
  }

  /// The 34 bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Header.byteCount)
    out.append(Header.format)
    out.append(typeCode)
    out.append(contentsOf: handle.bytes)
    out.append(bigEndian: id.origin)
    out.append(bigEndian: id.sequence)
    return out
  }
}

/// Why the first bytes of a record are no header.
public enum HeaderError: Error, Equatable, CustomStringConvertible {
  case tooShort(Int)
  case unknownFormat(UInt8)

  public var description: String {
    switch self {
    case .tooShort(let count):
      "the record holds \(count) bytes, fewer than the \(Header.byteCount) of a header: the log is damaged"
    case .unknownFormat(let format):
      "the record is of format \(format), which this version does not know: install a newer version"
    }
  }
}
