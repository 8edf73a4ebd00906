internal import Events
internal import Journal

/// What one look at the clear headers of a stretch of the log tells before a rebuild: whose events there are
/// and how much room they take, and the few events that govern the others, opened.
struct Section: Sendable {
  /// The position before the first.
  let start: UInt64
  private(set) var end: UInt64
  /// For each position after `start`, whose it is: a number of this section's.
  private(set) var owners: [UInt32] = []
  private var numbers = HandleNumbers()
  /// Of each handle's records, by number.
  private(set) var rooms: [Room] = [Room()]
  private(set) var landmarks: [(type: EventType, position: UInt64, event: Event)] = []
  /// The organisation's corrections and retractions.
  private(set) var amendments: [(position: UInt64, event: Event)] = []
  private(set) var asides: [Aside] = []

  /// Whose events there are, by number; the organisation first.
  var handles: [Handle] { numbers.handles }

  init(_ journal: Journal, _ share: Range<UInt64>, _ opener: inout Opener) throws {
    start = share.lowerBound
    end = start
    owners.reserveCapacity(share.count)
    while end < share.upperBound {
      let count = Int(min(100_000, share.upperBound - end))
      let before = end
      _ = try journal.read(after: end, atMost: count) { try self.take($0, $1, $2, &opener) }
      guard end > before else { throw RebuildError.gap(after: end, found: share.upperBound) }
    }
  }

  private mutating func take(
    _ position: UInt64, _ header: Header, _ record: RawSpan, _ opener: inout Opener
  ) throws {
    guard position == end + 1 else { throw RebuildError.gap(after: end, found: position) }
    end = position
    let number = numbers.number(of: header.handle)
    owners.append(number)
    if number == rooms.count { rooms.append(Room()) }
    rooms[Int(number)].add(record)
    guard let type = header.type else { return }
    if Landmarks.types.contains(type), let event = try read(record, &opener) {
      landmarks.append((type, position, event))
    } else if number == 0, type == .correction || type == .retraction, let event = try read(record, &opener) {
      amendments.append((position, event))
    }
  }

  private mutating func read(_ record: RawSpan, _ opener: inout Opener) throws -> Event? {
    do {
      return try opener.event(record)
    } catch let aside as Aside {
      asides.append(aside)
      return nil
    }
  }
}

/// How much room records take.
struct Room: Sendable {
  var bytes = 0
  var records = 0

  mutating func add(_ record: RawSpan) {
    bytes += record.byteCount
    records += 1
  }

  mutating func add(_ other: Room) {
    bytes += other.bytes
    records += other.records
  }
}
