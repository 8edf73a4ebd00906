internal import Events
internal import Journal

/// The sealed records of a range of positions, in one file that is never changed.
///
/// | bytes | holds |
/// |---|---|
/// | 0–14 | `tillid segment` and a newline |
/// | 15 | format of the segment, 1 |
/// | 16–31 | the log's name |
/// | 32–39 | first position |
/// | 40–47 | last position |
/// | 48–55 | when it was made, milliseconds since 1970-01-01T00:00:00Z |
/// | then | for each record: its length (4 bytes), and the record as it lies in the log |
/// | last 32 | SHA-256 of all before |
///
/// All numbers are big-endian.
struct Segment: Hashable {
  static let headerBytes = 56
  static let format: UInt8 = 1
  static let magic = Array("tillid segment\n".utf8)
  /// Positions in one; an interrupted first backup loses no more than this.
  static let most: UInt64 = 1 << 20

  let log: Handle
  let first: Position
  let last: Position
  let made: Moment

  var count: UInt64 { last - first + 1 }
  var name: SegmentName { SegmentName(first: first, last: last) }

  var bytes: [UInt8] {
    var bytes = Self.magic + [Self.format] + log.bytes
    for number in [first, last, UInt64(bitPattern: made.milliseconds)] { bytes.append(bigEndian: number) }
    return bytes
  }

  init(log: Handle, first: Position, last: Position, made: Moment) {
    (self.log, self.first, self.last, self.made) = (log, first, last, made)
  }

  init(_ bytes: RawSpan, path: String) throws(BackupError) {
    guard bytes.byteCount == Self.headerBytes,
      Self.magic.indices.allSatisfy({ bytes.byte(at: $0) == Self.magic[$0] })
    else { throw .notASegment(path: path) }
    guard bytes.byte(at: 15) == Self.format else { throw .newerFormat(path: path, found: bytes.byte(at: 15)) }
    self.init(
      log: Handle(bytes, at: 16), first: bytes.bigEndian(at: 32), last: bytes.bigEndian(at: 40),
      made: Moment(milliseconds: Int64(bitPattern: bytes.bigEndian(at: 48))))
  }
}

/// `000000000001-000001048576.segment`: a segment's file, whose name tells its positions.
struct SegmentName: Hashable {
  static let ending = ".segment"
  let first: Position
  let last: Position

  var text: String { "\(digits(first))-\(digits(last))\(Self.ending)" }

  init(first: Position, last: Position) { (self.first, self.last) = (first, last) }

  /// nil for any other name.
  init?(_ text: String) {
    guard text.hasSuffix(Self.ending) else { return nil }
    let parts = text.dropLast(Self.ending.count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Position(parts[0]), let last = Position(parts[1]), first > 0,
      first <= last
    else { return nil }
    self.init(first: first, last: last)
    guard self.text == text else { return nil }
  }

  private func digits(_ number: Position) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 12 - text.utf8.count)) + text
  }
}

extension Segment {
  /// Reads a whole one and lends its records in order. What was lent is to be believed when this has returned.
  static func read(
    _ path: String, _ body: (Position, RawSpan) throws -> Void
  ) throws -> Segment {
    let file = try InputFile(path)
    let segment = try file.take(headerBytes) { try Segment($0, path: path) }
    guard segment.first > 0, segment.first <= segment.last else { throw BackupError.notASegment(path: path) }
    var position = segment.first
    while file.rest > 0, position <= segment.last {
      let length = try file.take(4) { UInt32(bigEndianAt: 0, of: $0) }
      guard (Header.byteCount...Journal.maximumRecordBytes).contains(Int(length)) else {
        throw BackupError.damaged(path: path, "position \(position) has \(length) bytes")
      }
      try file.take(Int(length)) { try body(position, $0) }
      position += 1
    }
    guard position == segment.last + 1 else { throw BackupError.damaged(path: path, "it is cut short") }
    try file.finish()
    return segment
  }
}

extension UInt32 {
  init(bigEndianAt offset: Int, of bytes: RawSpan) {
    self = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes.byte(at: offset + $1)) }
  }

  var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * UInt32($0))) } }
}
