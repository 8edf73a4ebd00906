internal import CLMDB

extension Environment {
  /// Reads the structure of the whole file without trusting it, in one state that no writer changes meanwhile.
  /// - Parameter entry: is lent every entry: table, key, value.
  /// - Returns: what is not as LMDB writes it; empty when all is.
  public func structure(
    entry: ((_ table: String, _ key: [UInt8], _ value: [UInt8]) -> Void)? = nil
  ) throws(LMDBError) -> [FileFinding] {
    unsafe try Pinned(raw, path).check(entry)
  }

  /// The same for a folder that is not open, before it is: LMDB is asked for no page.
  public static func structure(
    at directory: String, mapBytes: Int = Environment.defaultMapBytes,
    entry: ((_ table: String, _ key: [UInt8], _ value: [UInt8]) -> Void)? = nil
  ) throws(LMDBError) -> [FileFinding] {
    do throws(LMDBError) {
      let environment = try Environment(
        at: directory, mapBytes: mapBytes, tables: [], readOnly: true, checkedUpTo: 0)
      return try environment.structure(entry: entry)
    } catch {
      guard case .damaged(_, let findings) = error else { throw error }
      return findings
    }
  }
}

/// An open environment, of which one state is to be held while its pages are read.
@safe struct Pinned {
  let raw: OpaquePointer?
  let path: String

  init(_ raw: OpaquePointer?, _ path: String) {
    unsafe self.raw = raw
    self.path = path
  }

  /// A read transaction keeps every page of its state from being written over. Beginning one reads nothing but
  /// the first pages, which are known to be sound.
  func check(_ entry: FileCheck.Entry?) throws(LMDBError) -> [FileFinding] {
    var descriptor: Int32 = -1
    unsafe mdb_env_get_fd(raw, &descriptor)
    let file = DataFile(path: path, descriptor: descriptor)
    for _ in 0..<100 {
      var transaction: OpaquePointer?
      let code = unsafe mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction)
      guard code == MDB_SUCCESS else { throw LMDBError(code, doing: "begin with", path: path) }
      defer { unsafe mdb_txn_abort(transaction) }
      let metas = try file.metas()
      let commit = unsafe UInt64(mdb_txn_id(transaction))
      guard let meta = metas.first(where: { $0.commit == commit }) else { continue }
      var check = try FileCheck(file, meta, entry: entry)
      return check.run() + (try olderFindings(file, metas, meta))
    }
    throw .corrupted(path: path)
  }

  /// The state before is kept whole until the next commit. If its list of free pages knows of a later commit,
  /// then its first page was put back, and the state that we read is not the last one.
  private func olderFindings(
    _ file: DataFile, _ metas: [FileMeta], _ meta: FileMeta
  ) throws(LMDBError) -> [FileFinding] {
    guard let older = metas.first(where: { $0.number != meta.number }), older.commit < meta.commit,
      let freed = FileCheck.greatestFreed(file, older), freed != older.commit, older.commit > 1,
      try file.metas() == metas
    else { return [] }
    return [FileFinding(older.number, "it names commit \(older.commit), and its pages are those of \(freed)")]
  }
}
