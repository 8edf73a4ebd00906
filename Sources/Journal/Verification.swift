public import Events
internal import LMDB

/// Something in the log that is not as it was written.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// nil for an id that no record has.
  public let position: Position?
  /// The same, or greater when it is about several records together and one cannot tell which.
  public let last: Position?
  /// What is wrong, in one sentence.
  public let sentence: String

  public var description: String {
    guard let position, let last else { return sentence }
    return position == last
      ? "position \(position): \(sentence)" : "positions \(position) to \(last): \(sentence)"
  }
}

/// What a reading of the whole log found.
public struct Verification: Sendable, Hashable {
  /// How many records were read.
  public internal(set) var records = 0
  public internal(set) var findings: [Finding] = []
  public var isSound: Bool { findings.isEmpty }

  mutating func find(_ position: Position?, _ sentence: String) {
    findings.append(Finding(position: position, last: position, sentence: sentence))
  }

  mutating func find(_ positions: ClosedRange<Position>, _ sentence: String) {
    findings.append(
      Finding(position: positions.lowerBound, last: positions.upperBound, sentence: sentence))
  }
}

extension Journal {
  /// Reads the structure of the file in `directory` without trusting it, and before it is opened.
  /// - Returns: a sentence for each thing that is wrong.
  public static func structure(
    at directory: String, mapBytes: Int = 64 << 30
  ) throws(JournalError) -> [String] {
    try stored { () throws(LMDBError) in
      try Environment.structure(at: directory, mapBytes: mapBytes).map(\.description)
    }
  }

  /// Reads everything and holds it against itself: positions without gaps, readable headers, records and ids
  /// naming each other, and the hash tree following from the records, byte for byte. Goes on after every finding. What is appended meanwhile is left out.
  /// - Parameters:
  ///   - progress: called now and then with the position reached and the last one.
  ///   - body: looks into a record, such as whether its seal holds; answers with a sentence when it does not.
  public func verify(
    progress: (Position, Position) -> Void = { _, _ in },
    body: (Position, Header, RawSpan) -> String? = { _, _, _ in nil }
  ) throws(JournalError) -> Verification {
    var walk = try Walk(environment, tables)
    do throws(LMDBError) {
      while walk.isAmongRecords {
        try walk.readRecords(environment.beginRead(), body)
        progress(walk.position, walk.end)
      }
      try walk.finishTree(environment.beginRead())
      while walk.isAmongIDs { try walk.readIDs(environment.beginRead()) }
      for sentence in try Identity.strangers(environment, tables) { walk.found.find(nil, sentence) }
    } catch { throw .storage(error) }
    return walk.found
  }
}

/// A verification under way. Each step is one short read transaction.
private struct Walk {
  static let step = 10_000
  let tables: Tables
  let end: Position
  var found = Verification()
  /// The last position that was looked at.
  var position: Position = 0
  var isAmongRecords = true
  /// The last id that was looked at.
  var id = Pair(0, 0)
  var isAmongIDs = true
  var tree: TreeCheck

  /// Of the log as it is now.
  init(_ environment: Environment, _ tables: Tables) throws(JournalError) {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    let tree = try TreeCheck(read, tables)
    (self.tables, self.tree, end) = (tables, tree, tree.end)
  }

  mutating func finishTree(_ read: consuming ReadTransaction) throws(LMDBError) {
    try tree.finish(read, &found)
  }

  mutating func readRecords(
    _ read: consuming ReadTransaction, _ body: (Position, Header, RawSpan) -> String?
  ) throws(LMDBError) {
    var cursor = try read.cursor(over: tables.records)
    var left = Walk.step
    isAmongRecords = position < end ? try cursor.seek(position + 1) : false
    while isAmongRecords, left > 0 {
      guard let at = cursor.key else { return misplaced(cursor.keyBytes) }
      guard at <= end else { return isAmongRecords = false }
      note(missing: position + 1, before: at)
      try check(cursor.value, at, read, body)
      (position, left) = (at, left - 1)
      isAmongRecords = try cursor.next()
    }
  }

  /// No sound key follows one that is not eight bytes in a way that could be trusted.
  private mutating func misplaced(_ key: RawSpan) {
    found.find(nil, "after position \(position) stands a key of \(key.byteCount) bytes, which is no position")
    isAmongRecords = false
  }

  private mutating func note(missing first: Position, before at: Position) {
    guard first < at else { return }
    let last = at - 1
    found.find(first, first == last ? "the record is missing" : "the records up to \(last) are missing")
  }

  private mutating func check(
    _ record: RawSpan, _ at: Position, _ read: borrowing ReadTransaction,
    _ body: (Position, Header, RawSpan) -> String?
  ) throws(LMDBError) {
    found.records += 1
    try tree.take(record, at, read, &found)
    let header: Header
    do throws(HeaderError) { header = try Header(record) } catch {
      return found.find(at, error.description)
    }
    if let sentence = body(at, header, record) { found.find(at, sentence) }
    guard let entry = try read.value(at: Pair(header.id), in: tables.ids) else {
      return found.find(at, "the id \(header.id) of the record is not among the ids")
    }
    if entry.position != at {
      found.find(at, "the id \(header.id) of the record belongs to \(place(entry.position))")
    }
  }

  mutating func readIDs(_ read: consuming ReadTransaction) throws(LMDBError) {
    var cursor = try read.cursor(over: tables.ids)
    var left = Walk.step
    isAmongIDs = try cursor.seek(id)
    if isAmongIDs, cursor.key == id, id != Pair(0, 0) { isAmongIDs = try cursor.next() }
    while isAmongIDs, left > 0 {
      guard let key = cursor.key else {
        found.find(
          nil, "after id \(EventID(id)) stands a key of \(cursor.keyBytes.byteCount) bytes, which is no id")
        return isAmongIDs = false
      }
      try check(EventID(key), cursor.value.position, read)
      (id, left) = (key, left - 1)
      isAmongIDs = try cursor.next()
    }
  }

  /// That the record which an id names has that id. Records were held against the ids before.
  private mutating func check(
    _ id: EventID, _ position: Position?, _ read: borrowing ReadTransaction
  ) throws(LMDBError) {
    guard let position else { return found.find(nil, "the id \(id) has no readable position") }
    guard let record = try read.value(at: position, in: tables.records) else {
      return found.find(position, "the id \(id) names a record that is not there")
    }
    // An unreadable header was found among the records.
    guard let header = try? Header(record), header.id != id else { return }
    found.find(position, "the id \(id) names a record that has the id \(header.id)")
  }

  private func place(_ position: Position?) -> String { position.map { "position \($0)" } ?? "no position" }
}
