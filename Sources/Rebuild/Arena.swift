internal import Events
internal import Journal

/// The records of a batch of persons in one section of the log, each person's side by side, so that one key
/// opens them all in a row. Filled in one look at the section.
struct Arena: Sendable {
  /// Each record after its length in eight bytes.
  private var bytes: [UInt8]
  private var starts: [Int]
  private var ends: [Int]

  private static let prefix = 8

  /// - Parameter rooms: how much room each person's records take.
  init(_ rooms: ArraySlice<Room>) {
    var offset = 0
    starts = []
    starts.reserveCapacity(rooms.count)
    for room in rooms {
      starts.append(offset)
      offset += room.bytes + room.records * Self.prefix
    }
    ends = starts
    // Each person's end says how far it has been filled: nothing beyond is ever read.
    bytes = [UInt8](repeating: 0, count: offset)
  }

  /// Takes the records of a range of persons.
  mutating func gather(_ batch: Range<Int>, _ journal: Journal, _ section: Section, _ persons: [UInt32])
    throws
  {
    func person(_ position: UInt64) -> Int {
      Int(persons[Int(section.owners[Int(position - section.start) - 1])])
    }
    for start in stride(from: section.start, to: section.end, by: 20_000) {
      let stretch = (start + 1)...min(start + 20_000, section.end)
      try journal.records(in: stretch, where: { batch.contains(person($0)) }) { position, _, record in
        add(record, of: person(position) - batch.lowerBound)
      }
    }
  }

  mutating func add(_ record: RawSpan, of person: Int) {
    let (start, count) = (ends[person], record.byteCount)
    let end = start + Self.prefix + count
    record.withUnsafeBytes { record in
      bytes.withUnsafeMutableBytes { bytes in
        bytes.storeBytes(of: count, toByteOffset: start, as: Int.self)
        bytes[(start + Self.prefix)..<end].copyBytes(from: record)
      }
    }
    ends[person] = end
  }

  /// The records of one person, in the order in which they were added.
  func each(of person: Int, _ body: (Header, RawSpan) throws -> Void) rethrows {
    let all = bytes.span.bytes
    var offset = starts[person]
    while offset < ends[person] {
      let start = offset + Self.prefix
      let count = all.unsafeLoadUnaligned(fromByteOffset: offset, as: Int.self)
      let record = all.extracting(start..<(start + count))
      // The log handed it over with its header read, so that it has one.
      if let header = try? Header(record) { try body(header, record) }
      offset = start + count
    }
  }

  /// How much one person's records weigh, for a fair share of the work.
  func weight(of person: Int) -> Int { ends[person] - starts[person] }
}
