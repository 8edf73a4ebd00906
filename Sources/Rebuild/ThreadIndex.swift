internal import Events
internal import LMDB

/// Where in this machine's log each person's events lie, and the few that govern how others are read. It holds
/// handles and positions only, all of them clear in the log, and is built again from it when it is lost.
struct ThreadIndex: Sendable {
  let environment: Environment
  /// Handle and first position → up to `run` positions, eight bytes each, in order.
  private let threads: Table<[UInt8]>
  /// Structural type and position → nothing.
  private let landmarks: Table<[UInt8]>
  /// Target and position of the organisation's corrections and retractions → nothing.
  private let amendments: Table<[UInt8]>
  private let marks: Marks

  private static let run = 128

  init(at directory: String, durability: Environment.Durability, mapBytes: Int) throws {
    environment = try Environment(
      at: directory, mapBytes: mapBytes, tables: ["threads", "landmarks", "amendments", "marks"],
      durability: durability)
    threads = environment.table("threads")
    landmarks = environment.table("landmarks")
    amendments = environment.table("amendments")
    marks = Marks(environment)
  }

  func mark() throws -> UInt64 { try marks.read() }

  /// What a stretch of the log adds.
  struct Addition: Sendable {
    var threads: [Handle: [UInt64]] = [:]
    var landmarks: [(type: EventType, position: UInt64)] = []
    var amendments: [(target: EventID, position: UInt64)] = []
  }

  func add(_ addition: Addition, mark: UInt64) throws {
    try environment.growing { try addOnce(addition, mark: mark) }
  }

  private func addOnce(_ addition: Addition, mark: UInt64) throws {
    var transaction = try environment.beginWrite()
    for handle in addition.threads.keys.sorted() {
      try extend(handle, with: addition.threads[handle] ?? [], &transaction)
    }
    let nothing: [UInt8] = []
    for (type, position) in addition.landmarks {
      try transaction.put(nothing.span.bytes, at: key([type.rawValue], position), in: landmarks)
    }
    for (target, position) in addition.amendments {
      try transaction.put(nothing.span.bytes, at: key(target.bytes, position), in: amendments)
    }
    try marks.write(mark, &transaction)
    try transaction.commit()
  }

  /// Fills the last run of the thread and goes on with new ones.
  private func extend(_ handle: Handle, with positions: [UInt64], _ transaction: inout WriteTransaction)
    throws
  {
    var run = try lastRun(handle, transaction)
    for position in positions {
      if run.count == Self.run {
        try write(run, handle, &transaction)
        run = []
      }
      run.append(position)
    }
    try write(run, handle, &transaction)
  }

  private func lastRun(_ handle: Handle, _ transaction: borrowing WriteTransaction) throws -> [UInt64] {
    var cursor = try transaction.cursor(over: threads)
    let beyond = try cursor.seek(key(handle.bytes, .max))
    guard try beyond ? cursor.previous() : cursor.last(), Handle(cursor.keyBytes, at: 0) == handle else {
      return []
    }
    return cursor.value.positions
  }

  private func write(_ run: [UInt64], _ handle: Handle, _ transaction: inout WriteTransaction) throws {
    guard let first = run.first else { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(run.count * 8)
    for position in run { bytes.append(bigEndian: position) }
    try transaction.put(bytes.span.bytes, at: key(handle.bytes, first), in: threads)
  }

  /// The positions of a person's events, in the order of the log.
  func positions(of handle: Handle) throws -> [UInt64] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: threads)
    var positions: [UInt64] = []
    var more = try cursor.seek(key(handle.bytes, 0))
    while more, Handle(cursor.keyBytes, at: 0) == handle {
      positions += cursor.value.positions
      more = try cursor.next()
    }
    return positions
  }

  /// The last handle that has a thread; the organisation when there is none.
  func lastHandle() throws -> Handle {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: threads)
    return try cursor.last() ? Handle(cursor.keyBytes, at: 0) : .organisation
  }

  func positions(of type: EventType) throws -> [UInt64] { try positions(under: [type.rawValue], landmarks) }

  func amendments(of target: EventID) throws -> [UInt64] { try positions(under: target.bytes, amendments) }

  private func positions(under prefix: [UInt8], _ table: Table<[UInt8]>) throws -> [UInt64] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: table)
    var positions: [UInt64] = []
    var more = try cursor.seek(key(prefix, 0))
    while more, let found = cursor.key, found.starts(with: prefix) {
      positions.append(cursor.keyBytes.bigEndian(at: prefix.count))
      more = try cursor.next()
    }
    return positions
  }

  private func key(_ prefix: [UInt8], _ position: UInt64) -> [UInt8] {
    var key = prefix
    key.append(bigEndian: position)
    return key
  }
}

extension RawSpan {
  fileprivate var positions: [UInt64] { (0..<byteCount / 8).map { bigEndian(at: $0 * 8) } }
}
