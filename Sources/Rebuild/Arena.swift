internal import Events

/// The sealed records of a batch of persons, each person's side by side, so that one key opens them all in a
/// row. Filled in one sequential look at the log.
struct Arena: Sendable {
  /// Each record after its length in four bytes.
  private var bytes: [UInt8]
  private var starts: [Int]
  private var ends: [Int]

  private static let prefix = 4

  /// - Parameter room: bytes and number of records for each person.
  init(room: [(bytes: Int, records: Int)]) {
    var offset = 0
    starts = []
    for person in room {
      starts.append(offset)
      offset += person.bytes + person.records * Self.prefix
    }
    ends = starts
    bytes = [UInt8](repeating: 0, count: offset)
  }

  mutating func add(_ record: RawSpan, of person: Int) {
    var offset = ends[person]
    let count = record.byteCount
    for shift in [24, 16, 8, 0] {
      bytes[offset] = UInt8(truncatingIfNeeded: count >> shift)
      offset += 1
    }
    record.withUnsafeBytes { source in
      bytes.withUnsafeMutableBytes { $0[offset..<(offset + count)].copyBytes(from: source) }
    }
    ends[person] = offset + count
  }

  /// The records of one person, in the order in which they were added.
  func each(of person: Int, _ body: (Header, RawSpan) -> Void) {
    let all = bytes.span.bytes
    var offset = starts[person]
    while offset < ends[person] {
      let count = Int(all.bigEndian32(at: offset))
      offset += Self.prefix
      let record = all.extracting(offset..<(offset + count))
      // The log handed it over with its header read, so that it has one.
      if let header = try? Header(record) { body(header, record) }
      offset += count
    }
  }

  /// How much one person's records weigh, for a fair share of the work.
  func weight(of person: Int) -> Int { ends[person] - starts[person] }

  var persons: Range<Int> { starts.indices }
}

extension RawSpan {
  fileprivate func bigEndian32(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(byte(at: offset + $1)) }
  }
}
