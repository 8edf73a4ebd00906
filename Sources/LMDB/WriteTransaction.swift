internal import CLMDB

/// The one that may change. Without `commit`, nothing of it happened.
@safe
public struct WriteTransaction: ~Copyable, Transaction {
  public let environment: Environment
  public let pointer: TransactionPointer
  private var isOpen = true

  init(_ environment: Environment) throws(LMDBError) {
    self.environment = environment
    pointer = try TransactionPointer(environment, flags: 0)
  }

  deinit {
    if isOpen { unsafe mdb_txn_abort(pointer.raw) }
    environment.gate.leave()
  }

  /// Makes all of it so, at once; after a failure nothing is.
  public consuming func commit() throws(LMDBError) {
    isOpen = false
    try environment.check(unsafe mdb_txn_commit(pointer.raw), "commit to")
  }

  /// Stores `value` at `key`.
  @inlinable
  public mutating func put<Key>(
    _ value: RawSpan, at key: Key, in table: Table<Key>, placing: Placement = .anywhere
  ) throws(LMDBError) {
    try put(byteCount: value.byteCount, at: key, in: table, placing: placing) { $0.append(value) }
  }

  /// Stores `byteCount` bytes at `key`, written straight into the page. What `fill` leaves is zero.
  @inlinable
  public mutating func put<Key>(
    byteCount: Int, at key: Key, in table: Table<Key>, placing: Placement = .anywhere,
    _ fill: (inout OutputRawSpan) -> Void
  ) throws(LMDBError) {
    let (pointer, owner) = (pointer, environment)
    let room = unsafe try key.withKeyBytes { (bytes) throws(LMDBError) in
      unsafe try pointer.reserve(byteCount, bytes, table.id, owner, placing)
    }
    var output = unsafe OutputRawSpan(buffer: room, initializedCount: 0)
    fill(&output)
    unsafe output.append(repeating: 0, count: output.freeCapacity, as: UInt8.self)
  }

  /// Removes what is at `key`.
  /// - Returns: whether there was anything.
  @inlinable @discardableResult
  public mutating func delete<Key>(_ key: Key, in table: Table<Key>) throws(LMDBError) -> Bool {
    let (pointer, owner) = (pointer, environment)
    return try key.withKeyBytes { (bytes) throws(LMDBError) in try pointer.delete(bytes, table.id, owner) }
  }
}

extension TransactionPointer {
  @usableFromInline
  func reserve(
    _ count: Int, _ key: RawSpan, _ table: TableID, _ owner: Environment, _ placing: Placement
  ) throws(LMDBError) -> UnsafeMutableRawBufferPointer {
    try check(key, table)
    let flags = UInt32(MDB_RESERVE) | (placing == .last ? UInt32(MDB_APPEND) : 0)
    var value = unsafe MDB_val(mv_size: count, mv_data: nil)
    let code = unsafe key.withUnsafeBytes { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_put(raw, table.handle, &key, &value, flags)
    }
    try owner.check(code, "write to")
    return unsafe UnsafeMutableRawBufferPointer(start: value.mv_data, count: count)
  }

  @usableFromInline
  func delete(_ key: RawSpan, _ table: TableID, _ owner: Environment) throws(LMDBError) -> Bool {
    try check(key, table)
    let code = unsafe key.withUnsafeBytes { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_del(raw, table.handle, &key, nil)
    }
    guard code != MDB_NOTFOUND else { return false }
    try owner.check(code, "delete from")
    return true
  }
}

extension MDB_val {
  /// LMDB only reads through it.
  @unsafe init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }
}

extension OutputRawSpan {
  /// Copies `bytes` after what is there. Traps when there is no room.
  @inlinable @_lifetime(self: copy self)
  public mutating func append(_ bytes: RawSpan) {
    precondition(bytes.byteCount <= freeCapacity, "no room for \(bytes.byteCount) bytes")
    unsafe withUnsafeMutableBytes { buffer, initialized in
      unsafe bytes.withUnsafeBytes { source in
        guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
        unsafe (to + initialized).copyMemory(from: from, byteCount: source.count)
      }
      initialized += bytes.byteCount
    }
  }
}
