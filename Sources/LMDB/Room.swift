internal import CLMDB
internal import Glibc

/// When the file is written ahead of its end, and by how much, in bytes.
private enum Room {
  /// Smaller files are left as they are.
  static let leastFile = 1 << 20
  /// With less than this behind the last page, more is written.
  static let little = 256 << 10
  static let most = 2 << 20
}

extension WriteTransaction {
  /// Sees that pages to come find their place in the file already written, with zeros, up to 2 MiB of them.
  ///
  /// A commit that makes the file longer waits for the file system's own journal as well: three barriers where
  /// there are two for one that writes over what is there. Worth it before a small commit; a great one pays for
  /// its length anyway. What cannot be written is passed over: when the disk is full, the commit says so.
  public borrowing func makeRoom() {
    var info = unsafe MDB_envinfo()
    var (file, facts): (Int32, stat) = (-1, stat())
    unsafe mdb_env_info(environment.raw, &info)
    guard unsafe mdb_env_get_fd(environment.raw, &file) == MDB_SUCCESS, unsafe fstat(file, &facts) == 0 else {
      return
    }
    let (used, end) = (unsafe (Int(info.me_last_pgno) + 1) * environment.pageBytes, Int(facts.st_size))
    let room = min(used / 4, Room.most) & -environment.pageBytes
    guard used >= Room.leastFile, end - used < Room.little, end + room <= environment.mapBytes else { return }
    // The transaction holds the lock of all writers, so that nobody else writes behind the end.
    let zeros = [UInt8](repeating: 0, count: room)
    unsafe pwrite(file, zeros, zeros.count, off_t(end))
  }
}
