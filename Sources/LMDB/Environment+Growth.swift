internal import CLMDB
internal import Glibc

extension Environment {
  /// Runs `body`, whose write transaction begins within it; when the map is full, doubles the map and runs it
  /// again. Call it outside of any transaction on this environment.
  public func growing<R: ~Copyable>(_ body: () throws -> R) throws -> R {
    while true {
      do { return try body() } catch LMDBError.mapFull(let full, _) where full == path { try grow() }
    }
  }

  /// Doubles the map, in place: what is stored is not touched. Waits so long until this process has no
  /// transaction here, and says that the map is full when there always is one. Other processes take the new size over when they next begin one.
  public func grow(within patience: Duration = .seconds(5)) throws(LMDBError) {
    let before = mapBytes
    let done = try gate.alone(within: patience) { () throws(LMDBError) in
      // Another caller may have been first.
      guard mapBytes == before else { return }
      try resize(to: 2 * before)
    }
    guard done else { throw .mapFull(path: path, bytes: before) }
  }

  /// Takes over the size to which another process has brought the file.
  func followGrowth() throws(LMDBError) {
    let done = try gate.alone(within: .seconds(5)) { () throws(LMDBError) in
      try check(unsafe mdb_env_set_mapsize(raw, 0), "enlarge the map of")
    }
    guard done else { throw .mapOutgrown(path: path) }
  }

  /// LMDB gives the old map up before it asks for the new one, so first sees that there is room for it.
  private func resize(to bytes: Int) throws(LMDBError) {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let place = unsafe mmap(nil, bytes, PROT_NONE, flags, -1, 0), unsafe place != MAP_FAILED else {
      throw .mapFull(path: path, bytes: bytes / 2)
    }
    unsafe munmap(place, bytes)
    try check(unsafe mdb_env_set_mapsize(raw, bytes), "enlarge the map of")
  }
}
