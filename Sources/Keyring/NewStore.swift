internal import Events
internal import LMDB

/// The store of an epoch that is yet to begin, filled in a fresh folder: no page of it ever held anything of an
/// older one. It counts only once `finish` has returned.
final class NewStore {
  private let path: String
  private let folder: Handle
  private let wrapping: Wrapping
  private let wrapper: Wrapper
  /// nil when it is finished, so that it can be opened again.
  private var environment: Environment?
  private let keys: Table<Pair>
  private(set) var wrapped = 0

  /// - Parameter path: a folder that is not there yet.
  init(at path: String, mapBytes: Int, folder: Handle, _ wrapping: Wrapping) throws(KeyringError) {
    wrapper = try Wrapper(wrapping)
    let environment = try stored { () throws(LMDBError) in
      try Environment(at: path, mapBytes: mapBytes, tables: KeyTable.tables, durability: .scratch)
    }
    keys = environment.table("keys")
    self.environment = environment
    self.path = path
    self.folder = folder
    self.wrapping = wrapping
  }

  /// A key for `handle`, or for nil that it was destroyed. A batch is in the order of handles, and after the
  /// batch before.
  func add(_ batch: [(handle: Handle, key: Secret?)]) throws(KeyringError) {
    var entries: [(Handle, [UInt8])] = []
    entries.reserveCapacity(batch.count)
    for (handle, key) in batch {
      let entry = if let key { try wrapper.wrap(key, for: handle) } else { [KeyEntry.destroyed] }
      entries.append((handle, entry))
      if key != nil, !handle.isOrganisation { wrapped += 1 }
    }
    guard let environment else { throw .ended(path: path) }
    try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      for (handle, entry) in entries {
        unsafe try write.put(entry.span.bytes, at: Pair(handle), in: keys, placing: .last)
      }
      try write.commit()
    }
  }

  /// Puts all of it on the disk, and closes it.
  func finish() throws(KeyringError) {
    guard let environment = environment.take() else { throw .ended(path: path) }
    let meta = Meta(
      folder: folder, epoch: wrapping.epoch, wrapped: wrapped,
      check: try wrapping.checkValue(folder: folder))
    try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      try meta.write(to: environment, in: &write)
      try write.commit()
      try environment.sync()
    }
    guard sync(folder: path), syncFolder(of: path) else {
      throw .file(path: path, doing: "sync", errno: lastError)
    }
  }
}
