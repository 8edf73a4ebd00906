internal import CLMDB
internal import Glibc

/// A place in a table. Moving answers whether there is an entry; `key` and `value` are then that entry's, in
/// place, and last as long as the transaction. Only the first reader pays for a page: nothing is copied.
@safe
public struct Cursor<Key: TableKey>: ~Copyable, ~Escapable {
  @usableFromInline var raw: RawCursor

  @usableFromInline @_lifetime(immortal)
  init(_ raw: consuming RawCursor) { self.raw = raw }

  /// To the first entry.
  @inlinable @_lifetime(self: copy self)
  public mutating func first() throws(LMDBError) -> Bool { try raw.move(.first) }

  /// To the last entry.
  @inlinable @_lifetime(self: copy self)
  public mutating func last() throws(LMDBError) -> Bool { try raw.move(.last) }

  /// To the next entry; at the beginning, the first.
  @inlinable @_lifetime(self: copy self)
  public mutating func next() throws(LMDBError) -> Bool { try raw.move(.next) }

  /// To the previous entry; at the beginning, the last.
  @inlinable @_lifetime(self: copy self)
  public mutating func previous() throws(LMDBError) -> Bool { try raw.move(.previous) }

  /// To the first entry whose key is `key` or greater.
  @inlinable @_lifetime(self: copy self)
  public mutating func seek(_ key: Key) throws(LMDBError) -> Bool {
    try raw.seek(key)
  }

  /// The bytes of the key here. Empty where no entry is.
  @inlinable
  public var keyBytes: RawSpan {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(RawSpan(_unsafeBytes: raw.key), copying: self) }
  }

  /// The key here; nil where no entry is, or one that is no such key.
  @inlinable
  public var key: Key? { Key(keyBytes: keyBytes) }

  /// The bytes stored here. Empty where no entry is.
  @inlinable
  public var value: RawSpan {
    @_lifetime(copy self)
    get { unsafe _overrideLifetime(RawSpan(_unsafeBytes: raw.value), copying: self) }
  }
}

extension Environment {
  /// Takes the pages of a table that was filled from its beginning to its end off this process's own account, as
  /// `PassedPages` does: from its first entry to its last.
  ///
  /// Nothing is lost by it. The map is the file's own and LMDB only reads through it, since it is opened without
  /// `MDB_WRITEMAP`: what is written goes to the file, whose pages stay with the system until they are on the disk.
  public func releasePages<Key>(of table: Table<Key>) throws(LMDBError) {
    let read = try beginRead()
    var cursor = try read.cursor(over: table)
    var passed = PassedPages()
    if try cursor.first() { passed.pass(cursor) }
    if try cursor.last() { passed.pass(cursor) }
    passed.release()
  }
}

/// A stretch of the map that a long look has passed through.
@safe
public struct PassedPages: ~Copyable {
  @usableFromInline var low = UInt.max
  @usableFromInline var high: UInt = 0

  @inlinable
  public init() {}

  /// Notes that the entry here has been looked at.
  @inlinable
  public mutating func pass<Key>(_ cursor: borrowing Cursor<Key>) {
    unsafe low = min(low, UInt(bitPattern: cursor.raw.value.baseAddress))
    unsafe high = max(high, UInt(bitPattern: cursor.raw.value.baseAddress) + UInt(cursor.raw.value.count))
  }

  /// Takes the pages off this process's own account: who reads them again finds them with the system. Without
  /// this, a look at the whole of a large file seems to need as much memory.
  public func release() {
    let page = UInt(getpagesize())
    guard low < high, let start = unsafe UnsafeMutableRawPointer(bitPattern: low & ~(page - 1)) else {
      return
    }
    unsafe madvise(start, Int(high - (low & ~(page - 1))), MADV_DONTNEED)
  }
}

@usableFromInline
enum Move { case first, last, next, previous }

/// The part of a cursor that is the same for all keys. Kept out of line: a step costs one call more than C.
@safe @usableFromInline
struct RawCursor: ~Copyable {
  @usableFromInline let handle: OpaquePointer?
  private let owner: Environment
  @usableFromInline var key = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  @usableFromInline var value = unsafe UnsafeRawBufferPointer(start: nil, count: 0)

  @usableFromInline
  init(_ transaction: TransactionPointer, _ table: TableID, _ owner: Environment) throws(LMDBError) {
    transaction.check(table)
    var opened: OpaquePointer?
    try owner.check(unsafe mdb_cursor_open(transaction.raw, table.handle, &opened), "read")
    unsafe handle = opened
    self.owner = owner
  }

  /// Inlinable, since the optimiser of Swift 6.3.1 stops at any other.
  @inlinable deinit { unsafe closeCursor(handle) }

  @usableFromInline
  mutating func move(_ move: Move) throws(LMDBError) -> Bool {
    var (key, value) = unsafe (MDB_val(), MDB_val())
    return unsafe try arrive(mdb_cursor_get(handle, &key, &value, move.operation), key, value)
  }

  @inlinable
  mutating func seek<Key: TableKey>(_ sought: Key) throws(LMDBError) -> Bool {
    try sought.withKeyBytes { (bytes) throws(LMDBError) in try seek(bytes: bytes) }
  }

  @usableFromInline
  mutating func seek(bytes: RawSpan) throws(LMDBError) -> Bool {
    var (key, value) = unsafe (MDB_val(), MDB_val())
    let code = unsafe bytes.withUnsafeBytes { bytes in
      unsafe key = MDB_val(bytes)
      return unsafe mdb_cursor_get(handle, &key, &value, MDB_SET_RANGE)
    }
    return unsafe try arrive(code, key, value)
  }

  @inline(__always)
  private mutating func arrive(_ code: Int32, _ key: MDB_val, _ value: MDB_val) throws(LMDBError) -> Bool {
    guard code == MDB_SUCCESS else { return try leave(code) }
    unsafe self.key = UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size)
    unsafe self.value = UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    return true
  }

  private mutating func leave(_ code: Int32) throws(LMDBError) -> Bool {
    unsafe key = UnsafeRawBufferPointer(start: nil, count: 0)
    unsafe value = UnsafeRawBufferPointer(start: nil, count: 0)
    guard code == MDB_NOTFOUND else { throw owner.failure(code, "read") }
    return false
  }
}

@unsafe @usableFromInline
func closeCursor(_ handle: OpaquePointer?) { unsafe mdb_cursor_close(handle) }

extension Move {
  fileprivate var operation: MDB_cursor_op {
    switch self {
    case .first: MDB_FIRST
    case .last: MDB_LAST
    case .next: MDB_NEXT
    case .previous: MDB_PREV
    }
  }
}
