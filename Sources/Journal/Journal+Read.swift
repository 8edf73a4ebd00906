public import Events
public import LMDB

/// A set of structural types, by their codes.
public struct TypeFilter: Sendable, ExpressibleByArrayLiteral {
  @usableFromInline var bits: [4 of UInt64] = [0, 0, 0, 0]

  public init(_ types: some Sequence<EventType>) {
    for type in types { bits[Int(type.rawValue >> 6)] |= 1 << UInt64(type.rawValue & 63) }
  }

  public init(arrayLiteral types: EventType...) { self.init(types) }

  @inlinable
  public func has(_ code: UInt8) -> Bool { bits[Int(code >> 6)] >> UInt64(code & 63) & 1 == 1 }
}

extension Journal {
  /// The last position; 0 when the log is empty.
  public var end: Position {
    get throws(JournalError) {
      try stored { () throws(LMDBError) in try environment.beginRead().lastKey(of: tables.records) ?? 0 }
    }
  }

  /// Lends the records after `after`, in order, within one read transaction: give a bound that makes it short.
  /// - Parameters:
  ///   - atMost: how many to look at, wanted or not.
  ///   - types: those wanted; nil for all. Others cost only a look at one byte.
  /// - Returns: the last position looked at, to go on from; `after` itself at the end of the log.
  @inlinable
  public func read(
    after: Position, atMost: Int, types: TypeFilter? = nil,
    _ body: (Position, Header, RawSpan) throws -> Void
  ) throws -> Position {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    var cursor = try read.cursor(over: tables.records)
    var (last, left) = (after, atMost)
    var passed = PassedPages()
    defer { if last - after >= longLook { passed.release() } }
    var found = after < .max ? try cursor.seek(after + 1) : false
    while found, left > 0, let position = cursor.key {
      let record = cursor.value
      passed.pass(cursor)
      if types?.has(record) ?? true { try body(position, try header(record, at: position), record) }
      (last, left) = (position, left - 1)
      found = try cursor.next()
    }
    return last
  }

  /// Lends the records of a stretch that are wanted, in order, within one read transaction: give a stretch that makes
  /// it short. The others are not even looked at.
  @inlinable
  public func records(
    in stretch: ClosedRange<Position>, where isWanted: (Position) -> Bool,
    _ body: (Position, Header, RawSpan) throws -> Void
  ) throws {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    var cursor = try read.cursor(over: tables.records)
    var passed = PassedPages()
    defer { if stretch.count >= longLook { passed.release() } }
    for position in stretch where isWanted(position) {
      // The next one mostly stands on the page where the cursor is.
      guard try cursor.seek(position), cursor.key == position else { continue }
      passed.pass(cursor)
      try body(position, try header(cursor.value, at: position), cursor.value)
    }
  }

  /// Lends the records at `positions`, in the order given, within one read transaction. What is not there is
  /// passed over.
  @inlinable
  public func records(
    at positions: some Sequence<Position>, _ body: (Position, Header, RawSpan) throws -> Void
  ) throws {
    let read = try environment.beginRead()
    for position in positions {
      guard let record = try read.value(at: position, in: tables.records) else { continue }
      try body(position, try header(record, at: position), record)
    }
  }

  /// A copy of the record at `position`; nil when there is none.
  public func record(at position: Position) throws(JournalError) -> [UInt8]? {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      guard let record = try read.value(at: position, in: tables.records) else { return nil }
      return [UInt8](copying: record)
    } catch { throw .storage(error) }
  }

  /// Where the event is; nil when the log does not have it.
  public func position(of id: EventID) throws(JournalError) -> Position? {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      guard let found = try read.value(at: Pair(id), in: tables.ids) else { return nil }
      return found.position
    } catch { throw .storage(error) }
  }

  /// Of each of these whether the log has it.
  public func has(_ ids: [EventID]) throws(JournalError) -> [Bool] {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      var has: [Bool] = []
      has.reserveCapacity(ids.count)
      for id in ids { has.append(try read.has(Pair(id), in: tables.ids)) }
      return has
    } catch { throw .storage(error) }
  }

  /// What this log has seen: of each origin the last sequence number, by origin.
  public func seen() throws(JournalError) -> [EventID] {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      var cursor = try read.cursor(over: tables.ids)
      var seen: [EventID] = []
      var found = try cursor.last()
      while found, let key = cursor.key {
        seen.append(EventID(key))
        found = try cursor.seek(Pair(key.first, 0)) ? try cursor.previous() : false
      }
      return seen.reversed()
    } catch { throw .storage(error) }
  }

  @usableFromInline
  func header(_ record: RawSpan, at position: Position) throws(JournalError) -> Header {
    do throws(HeaderError) { return try Header(record) } catch { throw .unreadable(position, error) }
  }
}

/// Records whose pages are given back once they have been looked at.
@usableFromInline let longLook: UInt64 = 10_000

extension TypeFilter {
  /// A record too short to have a type is wanted, so that its fault is seen.
  @inlinable
  func has(_ record: RawSpan) -> Bool { record.byteCount < 2 || has(record.byte(at: 1)) }
}
