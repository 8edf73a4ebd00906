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

  deinit { unsafe mdb_txn_abort(pointer.raw) }
}

extension TransactionPointer {
  init(_ environment: Environment, flags: UInt32) throws(LMDBError) {
    var begun: OpaquePointer?
    try environment.check(unsafe mdb_txn_begin(environment.raw, nil, flags, &begun), "begin with")
    unsafe raw = begun
    self.environment = environment.number
  }
}

extension Environment {
  /// Never waits for a writer.
  public func beginRead() throws(LMDBError) -> ReadTransaction { try ReadTransaction(self) }

  /// Waits until no other write transaction is open, in any process. Begin and end it on one thread.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func beginWrite() throws(LMDBError) -> WriteTransaction {
    guard !isReadOnly else { throw .readOnly(path: path) }
    return try WriteTransaction(self)
  }
}
