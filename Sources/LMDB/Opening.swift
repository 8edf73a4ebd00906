internal import CLMDB
internal import Glibc

/// The steps from a folder to an open environment with its tables.
struct Opening {
  let path: String
  let mapBytes: Int
  let readers: Int
  let tables: [String]

  @unsafe struct Opened {
    let raw: OpaquePointer
    let handles: [String: UInt32]
    let pageBytes: Int
  }

  func open(_ durability: Environment.Durability, readOnly: Bool) throws(LMDBError) -> Opened {
    try refuseEmptyFile()
    let raw = unsafe try create()
    do throws(LMDBError) {
      var flags = MDB_NOTLS
      if durability == .scratch { flags |= MDB_NOSYNC }
      if readOnly { flags |= MDB_RDONLY }
      try check(unsafe mdb_env_open(raw, path, UInt32(flags), 0o600), "open")
      let pageBytes = unsafe try checkLength(raw)
      return unsafe Opened(
        raw: raw, handles: try openTables(raw, readOnly: readOnly), pageBytes: pageBytes)
    } catch {
      unsafe mdb_env_close(raw)
      throw error
    }
  }

  private func create() throws(LMDBError) -> OpaquePointer {
    var made: OpaquePointer?
    try check(unsafe mdb_env_create(&made), "prepare")
    guard let raw = unsafe made else { throw .system(path: path, doing: "prepare", errno: ENOMEM) }
    unsafe mdb_env_set_mapsize(raw, mapBytes)
    unsafe mdb_env_set_maxreaders(raw, UInt32(readers))
    unsafe mdb_env_set_maxdbs(raw, UInt32(max(1, tables.count)))
    return unsafe raw
  }

  /// LMDB takes a file of no bytes for a new one, and would begin again in silence.
  private func refuseEmptyFile() throws(LMDBError) {
    var facts = stat()
    guard unsafe stat(path + "/data.mdb", &facts) == 0, facts.st_size == 0 else { return }
    throw .truncated(path: path, bytes: 0, expected: 2 * Int(getpagesize()))
  }

  /// Reading a mapped page beyond the end of the file would kill the process.
  /// - Returns: the size of a page.
  private func checkLength(_ raw: OpaquePointer) throws(LMDBError) -> Int {
    var facts = MDB_stat()
    var info = unsafe MDB_envinfo()
    var file: Int32 = -1
    unsafe mdb_env_stat(raw, &facts)
    unsafe mdb_env_info(raw, &info)
    unsafe mdb_env_get_fd(raw, &file)
    let pageBytes = Int(facts.ms_psize)
    let reader = FilePages(path: path, file: file, pageBytes: pageBytes)
    try reader.checkReaches(UInt64(unsafe info.me_last_pgno))
    return pageBytes
  }

  private func openTables(_ raw: OpaquePointer, readOnly: Bool) throws(LMDBError) -> [String: UInt32] {
    var transaction: OpaquePointer?
    try check(unsafe mdb_txn_begin(raw, nil, readOnly ? UInt32(MDB_RDONLY) : 0, &transaction), "read")
    var handles: [String: UInt32] = [:]
    do throws(LMDBError) {
      for name in tables { handles[name] = unsafe try openTable(name, transaction, making: !readOnly) }
    } catch {
      unsafe mdb_txn_abort(transaction)
      throw error
    }
    try check(unsafe mdb_txn_commit(transaction), "make tables in")
    return handles
  }

  private func openTable(_ name: String, _ transaction: OpaquePointer?, making: Bool) throws(LMDBError)
    -> UInt32
  {
    var handle: UInt32 = 0
    let code = unsafe mdb_dbi_open(transaction, name, making ? UInt32(MDB_CREATE) : 0, &handle)
    guard code != MDB_NOTFOUND else { throw .missingTable(path: path, name: name) }
    try check(code, "open a table of")
    return handle
  }

  private func check(_ code: Int32, _ doing: String) throws(LMDBError) {
    guard code != MDB_SUCCESS else { return }
    throw LMDBError(code, doing: doing, path: path, mapBytes: mapBytes, readers: readers)
  }
}
