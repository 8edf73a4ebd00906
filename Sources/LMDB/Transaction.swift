internal import CLMDB

/// What both kinds of transaction can do: read one unchanging state of the environment. Spans and cursors
/// point into the map and cannot outlive the transaction, nor a write made through it.
public protocol Transaction: ~Copyable {
  var environment: Environment { get }
  /// For this module only.
  var pointer: TransactionPointer { get }
}

/// Keeps the raw transaction out of others' hands.
@safe
public struct TransactionPointer {
  let raw: OpaquePointer?
  let environment: UInt64

  /// The bytes at a key, or nil.
  @usableFromInline
  func find(_ key: RawSpan, _ table: TableID, _ owner: Environment) throws(LMDBError)
    -> UnsafeRawBufferPointer?
  {
    try check(key, table)
    var value = unsafe MDB_val()
    let code = unsafe key.withUnsafeBytes { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_get(raw, table.handle, &key, &value)
    }
    guard code != MDB_NOTFOUND else { return nil }
    try owner.check(code, "read")
    return unsafe UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
  }

  func check(_ key: RawSpan, _ table: TableID) throws(LMDBError) {
    check(table)
    guard (1...511).contains(key.byteCount) else { throw .keyLength(key.byteCount) }
  }

  func check(_ table: TableID) {
    precondition(table.environment == environment, "the table belongs to another environment")
  }

  @usableFromInline
  func count(_ table: TableID, _ owner: Environment) throws(LMDBError) -> Int {
    check(table)
    var facts = MDB_stat()
    try owner.check(unsafe mdb_stat(raw, table.handle, &facts), "count")
    return facts.ms_entries
  }
}

extension Transaction where Self: ~Copyable {
  /// The bytes stored at `key`, in place; nil when there are none.
  @inlinable @_lifetime(borrow self)
  public borrowing func value<Key>(at key: Key, in table: Table<Key>) throws(LMDBError) -> RawSpan? {
    let (pointer, owner) = (pointer, environment)
    let found = unsafe try key.withKeyBytes { (bytes) throws(LMDBError) in
      unsafe try pointer.find(bytes, table.id, owner)
    }
    guard let found = unsafe found else { return nil }
    return unsafe _overrideLifetime(RawSpan(_unsafeBytes: found), borrowing: self)
  }

  @inlinable
  public borrowing func has<Key>(_ key: Key, in table: Table<Key>) throws(LMDBError) -> Bool {
    try value(at: key, in: table) != nil
  }

  /// How many entries the table holds. Constant time.
  @inlinable
  public borrowing func count<Key>(of table: Table<Key>) throws(LMDBError) -> Int {
    try pointer.count(table.id, environment)
  }

  /// The greatest key; nil when the table is empty.
  @inlinable
  public borrowing func lastKey<Key>(of table: Table<Key>) throws(LMDBError) -> Key? {
    var cursor = try cursor(over: table)
    return try cursor.last() ? cursor.key : nil
  }

  /// A place in the table, before the first entry.
  @inlinable @_lifetime(borrow self)
  public borrowing func cursor<Key>(over table: Table<Key>) throws(LMDBError) -> Cursor<Key> {
    let cursor = Cursor<Key>(try RawCursor(pointer, table.id, environment))
    return unsafe _overrideLifetime(cursor, borrowing: self)
  }
}
