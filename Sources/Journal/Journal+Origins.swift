public import Events
public import LMDB

extension Journal {
  /// Lends the records of one origin in the order of their sequence numbers, within one read transaction: give a
  /// range that makes it short.
  /// - Parameters:
  ///   - sequences: of which at most some are there.
  ///   - body: answers whether to go on.
  @inlinable
  public func records(
    of origin: UInt64, in sequences: ClosedRange<UInt64>, _ body: (Position, Header, RawSpan) throws -> Bool
  ) throws {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    var cursor = try read.cursor(over: tables.ids)
    // Those of one origin stand near one another, which a cursor makes use of.
    var records = try read.cursor(over: tables.records)
    var found = try cursor.seek(Pair(origin, sequences.lowerBound))
    while found, let key = cursor.key, key.first == origin, key.second <= sequences.upperBound {
      // Of an id that names no record, ‘verify’ tells.
      if let position = cursor.value.position, try records.seek(position), records.key == position,
        try !body(position, try header(records.value, at: position), records.value)
      {
        return
      }
      found = try cursor.next()
    }
  }

  /// The first sequence number of an origin from `sequence` on that is here; nil when there is none.
  public func firstSequence(of origin: UInt64, from sequence: UInt64) throws(JournalError) -> UInt64? {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      var cursor = try read.cursor(over: tables.ids)
      guard try cursor.seek(Pair(origin, sequence)), let key = cursor.key, key.first == origin else {
        return nil
      }
      return key.second
    } catch { throw .storage(error) }
  }
}
