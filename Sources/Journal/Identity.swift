internal import Events
internal import LMDB

/// What a log's folder says of itself, written once when it is made.
struct Identity: Sendable {
  /// Random: tells this log from every other, and a copy from its original by nothing.
  let log: Handle
  /// Names this machine in the ids of its events.
  let origin: UInt64

  static let formatKey = Array("format".utf8)
  static let logKey = Array("log".utf8)
  static let originKey = Array("origin".utf8)

  init(log: Handle, origin: UInt64) { (self.log, self.origin) = (log, origin) }

  /// nil when the folder is new.
  init?(
    in transaction: borrowing some Transaction & ~Copyable, _ tables: Tables
  ) throws(JournalError) {
    let path = transaction.environment.path
    guard let format = try number(Identity.formatKey, transaction, tables) else {
      guard try stored({ () throws(LMDBError) in try transaction.count(of: tables.records) }) == 0 else {
        throw .notALog(path: path)
      }
      return nil
    }
    guard format == Journal.format else { throw .folderFormat(path: path, found: format) }
    guard let origin = try number(Identity.originKey, transaction, tables),
      let log = try name(Identity.logKey, transaction, tables)
    else { throw .notALog(path: path) }
    (self.origin, self.log) = (origin, log)
  }

  /// Makes and writes a new one; a copy of a log keeps the log's name, and gets an origin of its own.
  init(
    making environment: Environment, _ tables: Tables, log: Handle = .random()
  ) throws(LMDBError) {
    (self.log, origin) = (log, .random(in: 1 ... .max))
    var write = try environment.beginWrite()
    try write.put(number: Journal.format, at: Identity.formatKey, in: tables.meta)
    try write.put(number: origin, at: Identity.originKey, in: tables.meta)
    try write.put(log.bytes.span.bytes, at: Identity.logKey, in: tables.meta)
    try write.commit()
  }
}

extension Identity {
  /// Of a log that is there, or, where `making`, of the one that is made now.
  static func of(_ environment: Environment, _ tables: Tables, making: Bool) throws(JournalError) -> Identity
  {
    let found = try find(environment, tables)
    guard making || found != nil else { throw .notALog(path: environment.path) }
    let identity =
      if let found { found } else {
        try stored { () throws(LMDBError) in try Identity(making: environment, tables) }
      }
    try identity.holdAgainstCopy(environment, tables, making: making)
    return identity
  }

  private static func find(_ environment: Environment, _ tables: Tables) throws(JournalError) -> Identity? {
    let read: ReadTransaction
    do throws(LMDBError) { read = try environment.beginRead() } catch { throw .storage(error) }
    return try Identity(in: read, tables)
  }
}

private func number(
  _ key: [UInt8], _ transaction: borrowing some Transaction & ~Copyable, _ tables: Tables
) throws(JournalError) -> UInt64? {
  do throws(LMDBError) {
    guard let bytes = try transaction.value(at: key, in: tables.meta) else { return nil }
    return UInt64(keyBytes: bytes)
  } catch { throw .storage(error) }
}

private func name(
  _ key: [UInt8], _ transaction: borrowing some Transaction & ~Copyable, _ tables: Tables
) throws(JournalError) -> Handle? {
  do throws(LMDBError) {
    guard let bytes = try transaction.value(at: key, in: tables.meta) else { return nil }
    return bytes.byteCount == Handle.byteCount ? Handle(bytes, at: 0) : nil
  } catch { throw .storage(error) }
}

extension WriteTransaction {
  /// Stores eight bytes, big-endian.
  mutating func put<Key>(
    number: UInt64, at key: Key, in table: Table<Key>, placing: Placement = .anywhere
  ) throws(LMDBError) {
    try put(byteCount: 8, at: key, in: table, placing: placing) { output in
      output.append(number.bigEndian, as: UInt64.self)
    }
  }
}
