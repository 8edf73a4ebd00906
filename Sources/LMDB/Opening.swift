internal import CLMDB
internal import Glibc

/// The steps from a folder to an open environment with its tables.
struct Opening {
  let path: String
  let mapBytes: Int
  let readers: Int
  let tables: [String]
  /// Files of up to so many bytes are read whole before LMDB may follow their pages.
  let checkedUpTo: Int

  @unsafe struct Opened {
    let raw: OpaquePointer
    let handles: [String: UInt32]
    let pageBytes: Int
  }

  func open(_ durability: Environment.Durability, readOnly: Bool) throws(LMDBError) -> Opened {
    try checkMetas()
    let isNew = unsafe access(path + "/data.mdb", F_OK) != 0
    if !readOnly { try reserveLock() }
    let raw = unsafe try create()
    do throws(LMDBError) {
      var flags = MDB_NOTLS
      if durability == .scratch { flags |= MDB_NOSYNC }
      if readOnly { flags |= MDB_RDONLY }
      try check(unsafe mdb_env_open(raw, path, UInt32(flags), 0o600), "open")
      let pageBytes = unsafe try checkLength(raw)
      unsafe try checkStructure(raw)
      let handles = unsafe try openTables(raw, readOnly: readOnly)
      if isNew, durability == .synced { try settleNames() }
      return unsafe Opened(raw: raw, handles: handles, pageBytes: pageBytes)
    } catch {
      unsafe mdb_env_close(raw)
      throw error
    }
  }

  /// LMDB writes to `lock.mdb` through its map, where a full disk is no error but the end of the process: so
  /// its room is taken beforehand. The size is that which LMDB 0.9 would give it.
  private func reserveLock() throws(LMDBError) {
    let file = unsafe Glibc.open(path + "/lock.mdb", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LMDBError(errno, doing: "open", path: path) }
    defer { close(file) }
    let code = posix_fallocate(file, 0, (readers + 2) * 64)
    guard code == 0 else { throw LMDBError(code, doing: "lock", path: path) }
  }

  /// LMDB syncs what it writes, and not the names of its files.
  private func settleNames() throws(LMDBError) {
    try syncFolder(path)
    try syncFolder(parentFolder(of: path))
  }

  private func create() throws(LMDBError) -> OpaquePointer {
    var made: OpaquePointer?
    try check(unsafe mdb_env_create(&made), "prepare")
    guard let raw = unsafe made else { throw .system(path: path, doing: "prepare", errno: ENOMEM) }
    unsafe mdb_env_set_mapsize(raw, mapBytes)
    unsafe mdb_env_set_maxreaders(raw, UInt32(readers))
    unsafe mdb_env_set_maxdbs(raw, UInt32(max(1, tables.count)))
    unsafe Damage.watch(raw)
    return unsafe raw
  }

  /// LMDB divides by what the first pages say, and follows it. It also takes a file of no bytes for a new one,
  /// and would begin again in silence.
  private func checkMetas() throws(LMDBError) {
    let file = unsafe Glibc.open(path + "/data.mdb", O_RDONLY | O_CLOEXEC)
    guard file >= 0 || errno != ENOENT else { return }
    guard file >= 0 else { throw LMDBError(errno, doing: "open", path: path) }
    defer { close(file) }
    _ = try DataFile(path: path, descriptor: file).soundMeta()
  }

  /// Reading a mapped page beyond the end of the file would kill the process.
  /// - Returns: the size of a page.
  private func checkLength(_ raw: OpaquePointer) throws(LMDBError) -> Int {
    let file = unsafe dataFile(raw)
    let (meta, bytes) = (try file.soundMeta(), try file.byteCount())
    let expected = (Int(meta.last) + 1) * meta.pageBytes
    guard bytes < expected else { return meta.pageBytes }
    let present = bytes / meta.pageBytes
    // A page at the end that was taken and given back within one transaction is never written.
    var check = try FileCheck(file, meta)
    guard let uses = check.freePages(), uses.count == Int(meta.last) + 1,
      uses.dropFirst(present).allSatisfy({ $0 == .free })
    else { throw .truncated(path: path, bytes: bytes, expected: expected) }
    return meta.pageBytes
  }

  private func checkStructure(_ raw: OpaquePointer) throws(LMDBError) {
    guard try unsafe dataFile(raw).byteCount() <= checkedUpTo else { return }
    let findings = unsafe try Pinned(raw, path).check(nil)
    guard findings.isEmpty else { throw .damaged(path: path, findings) }
  }

  private func dataFile(_ raw: OpaquePointer) -> DataFile {
    var file: Int32 = -1
    unsafe mdb_env_get_fd(raw, &file)
    return DataFile(path: path, descriptor: file)
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
    var code = unsafe mdb_dbi_open(transaction, name, 0, &handle)
    if code == MDB_NOTFOUND, making {
      unsafe try refuseStrangeTables(transaction)
      code = unsafe mdb_dbi_open(transaction, name, UInt32(MDB_CREATE), &handle)
    }
    guard code != MDB_NOTFOUND else { throw .missingTable(path: path, name: name) }
    try check(code, "open a table of")
    return handle
  }

  /// A table is missing. Beside one that nobody knows it may be that one, under a damaged name; an empty table
  /// in its place would hide all that it holds.
  private func refuseStrangeTables(_ transaction: OpaquePointer?) throws(LMDBError) {
    var (names, cursor): (UInt32, OpaquePointer?) = (0, nil)
    try check(unsafe mdb_dbi_open(transaction, nil, 0, &names), "open the list of tables of")
    try check(unsafe mdb_cursor_open(transaction, names, &cursor), "read the list of tables of")
    defer { unsafe mdb_cursor_close(cursor) }
    var (key, value) = unsafe (MDB_val(), MDB_val())
    while unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == MDB_SUCCESS {
      let bytes = unsafe UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size)
      let name = unsafe String(decoding: bytes, as: UTF8.self)
      guard tables.contains(name) else { throw .strangeTable(path: path, name: name) }
    }
  }

  private func check(_ code: Int32, _ doing: String) throws(LMDBError) {
    guard code != MDB_SUCCESS else { return }
    throw LMDBError(code, doing: doing, path: path, mapBytes: mapBytes, readers: readers)
  }
}

/// Nothing is written there, not even locks.
func isOnReadOnlyDisk(_ path: String) -> Bool {
  var facts = statvfs()
  return unsafe statvfs(path, &facts) == 0 && facts.f_flag & UInt(ST_RDONLY) != 0
}
