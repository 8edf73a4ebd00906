internal import Glibc
internal import LMDB

extension Place {
  /// Leaves nothing but the epoch that is served: destroys the other slot, and then writes over every other
  /// store and removes it. What is cut short here is done by the next.
  /// - Parameters:
  ///   - old: the store of the epoch before, where this process has it open.
  ///   - patience: how long to wait for others that still read it.
  /// - Returns: whether there was anything.
  @discardableResult
  func settle(
    beside table: KeyTable, old: Environment? = nil, patience: Duration,
    at step: (RotationStep) throws(KeyringError) -> Void = { _ throws(KeyringError) in }
  ) throws(KeyringError) -> Bool {
    var isChanged = false
    // Where anything is left of another epoch its slot is written over again, since what a read shows after an
    // error on the disk is not what lies there.
    let others = try numbered(in: path).filter { $0 != table.wrapping.epoch }
    let isErased = try epochs.isErased(1 - table.slotPlace)
    if !others.isEmpty || !isErased {
      try confirm(table)
      try epochs.erase(1 - table.slotPlace)
      isChanged = true
    }
    try step(.slotDestroyed)
    for number in others {
      if number < table.wrapping.epoch { try wait(for: old, store(number), patience) }
      try remove(store(number))
      isChanged = true
    }
    if Earlier.exists(in: path) {
      try wait(for: old, path, patience)
      try Earlier.remove(from: path)
      isChanged = true
    }
    try step(.storeDestroyed)
    return isChanged
  }

  /// Writes the served slot once more while the one before still stands: its first writing may have ended in an
  /// error that left it on no disk.
  private func confirm(_ table: KeyTable) throws(KeyringError) {
    let slots = try epochs.read()
    guard let served = slots[table.slotPlace], slots[1 - table.slotPlace]?.state == .current else { return }
    try epochs.write(served, at: table.slotPlace)
  }

  /// The same without waiting: what somebody still reads is left for the next.
  func settleAtOpening(beside table: KeyTable) throws(KeyringError) -> Bool {
    do throws(KeyringError) { return try settle(beside: table, patience: .zero) } catch {
      guard case .stillRead = error else { throw error }
      return true
    }
  }

  /// Writes over a store and removes it.
  func remove(_ store: String) throws(KeyringError) {
    try shred(store + "/data.mdb")
    // It holds no key, and locks that a thread may have at this moment: these may not be written over.
    unsafe unlink(store + "/lock.mdb")
    guard unsafe rmdir(store) == 0, sync(folder: path) else {
      throw .file(path: store, doing: "remove", errno: errno)
    }
  }

  /// Returns when nobody reads the store any more. A new reader looks at the file of epochs first.
  private func wait(
    for known: Environment?, _ store: String, _ patience: Duration
  ) throws(KeyringError) {
    guard unsafe access(store + "/data.mdb", F_OK) == 0 else { return }
    var opened = known
    if opened == nil {
      do throws(LMDBError) {
        opened = try Environment(at: store, mapBytes: mapBytes, tables: [], readOnly: true)
      } catch {
        switch error {
        // Written over in part already: nobody can read it.
        case .damaged, .corrupted, .invalid, .truncated, .versionMismatch, .missingTable, .strangeTable:
          return
        default: throw .stillRead(path: store)
        }
      }
    }
    guard let environment = opened else { return }
    let end = ContinuousClock.now + patience
    while try stored({ () throws(LMDBError) in
      try environment.releaseDeadReaders()
      return try environment.openReads()
    }) > 0 {
      guard ContinuousClock.now < end else { throw .stillRead(path: store) }
      usleep(2_000)
    }
  }
}

/// A folder of format 1: one store, directly in it, its keys wrapped under the master key itself.
enum Earlier {
  static func exists(in path: String) -> Bool { unsafe access(path + "/data.mdb", F_OK) == 0 }

  static func remove(from path: String) throws(KeyringError) {
    try shred(path + "/data.mdb")
    unsafe unlink(path + "/lock.mdb")
    guard sync(folder: path) else { throw .file(path: path, doing: "sync", errno: errno) }
  }
}
