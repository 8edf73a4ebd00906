internal import CLMDB

/// Sees the state at its beginning until it ends, and holds the pages of that state: keep it short.
@safe
public struct ReadTransaction: ~Copyable, Transaction {
  public let environment: Environment
  public let pointer: TransactionPointer

  init(_ environment: Environment) throws(LMDBError) {
    self.environment = environment
    pointer = try TransactionPointer(environment, flags: UInt32(MDB_RDONLY))
  }

  deinit {
    unsafe mdb_txn_abort(pointer.raw)
    environment.gate.leave()
  }
}

extension TransactionPointer {
  init(_ environment: Environment, flags: UInt32) throws(LMDBError) {
    unsafe raw = try environment.begin(flags)
    self.environment = environment.number
  }
}

extension Environment {
  /// Opens a transaction, through the gate; who ends it leaves the gate.
  fileprivate func begin(_ flags: UInt32) throws(LMDBError) -> OpaquePointer? {
    while true {
      gate.enter()
      var begun: OpaquePointer?
      let code = unsafe mdb_txn_begin(raw, nil, flags, &begun)
      if code == MDB_SUCCESS { return unsafe begun }
      gate.leave()
      guard code == MDB_MAP_RESIZED else { throw failure(code, "begin with") }
      try followGrowth()
    }
  }

  /// Never waits for a writer.
  public func beginRead() throws(LMDBError) -> ReadTransaction { try ReadTransaction(self) }

  /// Waits until no other write transaction is open, in any process. Begin and end it on one thread.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func beginWrite() throws(LMDBError) -> WriteTransaction {
    guard !isReadOnly else { throw .readOnly(path: path) }
    return try WriteTransaction(self)
  }
}
