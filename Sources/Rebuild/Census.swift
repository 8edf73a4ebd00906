internal import Events
internal import Journal
internal import Keyring

/// What one look at the log's clear headers tells before a rebuild: whose events there are and how much room
/// they take, and the few that govern the others.
struct Census {
  private(set) var end: UInt64 = 0
  /// For each position, from 1, whose it is: an index into `handles`.
  private(set) var owners: [UInt32] = []
  private(set) var handles: [Handle] = [.organisation]
  /// Bytes of each handle's records.
  private(set) var bytes: [Int] = [0]
  private(set) var records: [Int] = [0]
  private(set) var landmarks = Landmarks()
  /// The organisation's corrections and retractions.
  private(set) var amendments: [(position: UInt64, event: Event)] = []
  private(set) var asides: [Aside] = []
  private(set) var landmarkPositions: [(type: EventType, position: UInt64)] = []
  private var numbers: [Handle: UInt32] = [.organisation: 0]

  init(_ journal: Journal, upTo end: UInt64, _ opener: inout Opener) throws {
    owners.reserveCapacity(Int(end))
    while self.end < end {
      _ = try journal.read(after: self.end, atMost: Int(min(100_000, end - self.end))) {
        position, header, record in
        try self.take(position, header, record, &opener)
      }
    }
    landmarks.settle()
  }

  private mutating func take(
    _ position: UInt64, _ header: Header, _ record: RawSpan, _ opener: inout Opener
  ) throws {
    guard position == end + 1 else { throw RebuildError.gap(after: end, found: position) }
    end = position
    let number = number(of: header.handle)
    owners.append(number)
    bytes[Int(number)] += record.byteCount
    records[Int(number)] += 1
    guard let type = header.type else { return }
    if Landmarks.types.contains(type), let event = read(record, &opener) {
      try landmarks.take(event)
      landmarkPositions.append((type, position))
    } else if number == 0, type == .correction || type == .retraction, let event = read(record, &opener) {
      amendments.append((position, event))
    }
  }

  private mutating func number(of handle: Handle) -> UInt32 {
    if let number = numbers[handle] { return number }
    let number = UInt32(handles.count)
    numbers[handle] = number
    handles.append(handle)
    bytes.append(0)
    records.append(0)
    return number
  }

  private mutating func read(_ record: RawSpan, _ opener: inout Opener) -> Event? {
    do throws(Aside) {
      return try opener.event(record)
    } catch {
      asides.append(error)
      return nil
    }
  }

  /// Tied handles under which views will be kept and of which nothing has arrived yet.
  func keylessKeepers(_ keyring: Keyring) throws -> [Handle] {
    let keepers = Set(landmarks.ties.tied.compactMap(landmarks.ties.keeper))
    return try keepers.filter { try keyring.status(of: $0) == .unknown }.sorted()
  }
}
