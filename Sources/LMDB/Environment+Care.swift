internal import CLMDB
internal import Glibc

extension Environment {
  /// Puts all commits on the disk, and the name of the file; what ends `Durability.scratch`.
  public func sync() throws(LMDBError) {
    try check(unsafe mdb_env_sync(raw, 1), "sync")
    try syncFolder(path)
  }

  /// Frees the read slots of processes that have died.
  /// - Returns: how many there were.
  @discardableResult
  public func releaseDeadReaders() throws(LMDBError) -> Int {
    var dead: Int32 = 0
    try check(unsafe mdb_reader_check(raw, &dead), "check the readers of")
    return Int(dead)
  }

  /// Bytes of the map that have ever been used at once; free pages within count.
  public var mapUsed: Int {
    var info = unsafe MDB_envinfo()
    unsafe mdb_env_info(raw, &info)
    return unsafe (info.me_last_pgno + 1) * pageBytes
  }

  /// The number of the last commit, by any process; it only grows. Tells in some nanoseconds whether what was
  /// read is still so.
  public var lastCommit: Int {
    var info = unsafe MDB_envinfo()
    unsafe mdb_env_info(raw, &info)
    return unsafe info.me_last_txnid
  }

  /// Bytes of `data.mdb`.
  public var sizeOnDisk: Int {
    get throws(LMDBError) {
      var facts = stat()
      guard unsafe stat(path + "/data.mdb", &facts) == 0 else { throw failure(errno, "measure") }
      return Int(facts.st_size)
    }
  }

  /// Writes one state of the environment, without free pages, to a new `data.mdb` (mode 0600) in `directory`,
  /// and puts it on the disk. It is a long read: pages are not reused meanwhile.
  public func compactCopy(to directory: String) throws(LMDBError) {
    if unsafe mkdir(directory, 0o700) != 0, errno != EEXIST {
      throw .system(path: directory, doing: "make", errno: errno)
    }
    let name = directory + "/data.mdb"
    let file = unsafe Glibc.open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(path: directory, doing: "make a copy in", errno: errno) }
    defer { close(file) }
    do throws(LMDBError) {
      try check(unsafe mdb_env_copyfd2(raw, file, UInt32(MDB_CP_COMPACT)), "copy")
      try settle(file, directory)
    } catch {
      unsafe unlink(name)
      throw error
    }
  }

  /// A new file is on the disk once both it and the folder that names it are.
  private func settle(_ file: Int32, _ directory: String) throws(LMDBError) {
    let folder = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    guard folder >= 0, fsync(file) == 0, fsync(folder) == 0 else {
      throw .system(path: directory, doing: "sync the copy in", errno: errno)
    }
  }
}

extension Environment {
  /// Read transactions that are open now, of all processes; those of dead processes may be among them.
  public func openReads() throws(LMDBError) -> Int {
    var count = 0
    let code = unsafe withUnsafeMutablePointer(to: &count) { count in
      unsafe mdb_reader_list(raw, countReader, count)
    }
    guard code >= 0 else { throw failure(code, "list the readers of") }
    return count
  }
}

/// One line for each slot: process, thread, and the state that is read, or `-` for none; one line stands above.
@unsafe private func countReader(_ line: UnsafePointer<CChar>?, _ context: UnsafeMutableRawPointer?) -> Int32
{
  guard let line = unsafe line, let count = unsafe context?.assumingMemoryBound(to: Int.self) else {
    return 0
  }
  let words = unsafe String(cString: line).split { $0 == " " || $0 == "\n" }
  if words.count == 3, words[2].allSatisfy(\.isNumber) { unsafe count.pointee += 1 }
  return 0
}
