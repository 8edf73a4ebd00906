internal import Events
internal import LMDB

/// The stored keys, and the master key that opens them. Each call is one transaction.
final class KeyTable: Sendable {
  static let tables = ["keys", "meta"]

  let environment: Environment
  let wrapping: Wrapping
  private let keys: Table<Pair>

  /// Opens the folder's keys; a new folder begins with this master key and the organisation's own key.
  init(_ environment: Environment, master: MasterKey) throws(KeyringError) {
    self.environment = environment
    keys = environment.table("keys")
    let meta = try Meta.find(in: environment)
    wrapping = Wrapping(master: master, epoch: meta?.epoch ?? 1)
    if let meta {
      let fits = try wrapping.fits(meta.check, folder: meta.folder)
      guard fits else { throw .wrongMaster(path: environment.path) }
    } else {
      try begin()
    }
  }

  private func begin() throws(KeyringError) {
    guard !environment.isReadOnly else { throw .notAKeyring(path: environment.path) }
    let folder = Handle.random()
    let meta = Meta(folder: folder, epoch: wrapping.epoch, check: try wrapping.checkValue(folder: folder))
    let entry = try wrapping.wrap(.random(count: Cipher.keyBytes), for: .organisation)
    let isOurs = try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      guard try write.count(of: keys) == 0 else { return false }
      try meta.write(to: environment, in: &write)
      unsafe try write.put(entry.span.bytes, at: Pair(.organisation), in: keys)
      try write.commit()
      return true
    }
    guard isOurs else { throw .notAKeyring(path: environment.path) }
  }

  /// Makes keys where there are none, unless one of them was destroyed: then none is made.
  func make(_ handles: [Handle]) throws(KeyringError) {
    var entries: [(Handle, [UInt8])] = []
    for handle in handles where try status(of: handle) == .unknown {
      entries.append((handle, try wrapping.wrap(.random(count: Cipher.keyBytes), for: handle)))
    }
    let refused: Handle? = try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      for handle in handles where try status(of: handle, in: write) == .destroyed { return handle }
      for (handle, entry) in entries where try status(of: handle, in: write) == .unknown {
        unsafe try write.put(entry.span.bytes, at: Pair(handle), in: keys)
      }
      if !entries.isEmpty { try write.commit() }
      return nil
    }
    if let refused { throw .destroyed(refused) }
  }

  func destroy(_ handles: [Handle]) throws(KeyringError) {
    try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      for handle in handles {
        try write.put(byteCount: 1, at: Pair(handle), in: keys) { $0.append(KeyEntry.destroyed) }
      }
      try write.commit()
    }
  }

  func status(of handle: Handle) throws(KeyringError) -> Keyring.Status {
    try stored { () throws(LMDBError) in try status(of: handle, in: environment.beginRead()) }
  }

  private func status(
    of handle: Handle, in transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Keyring.Status {
    guard let entry = try transaction.value(at: Pair(handle), in: keys) else { return .unknown }
    return KeyEntry.status(entry)
  }

  /// Writes the key of `handle` to `output`. `cipher` is one that `wrapping.opener` made.
  @unsafe func unwrap(
    _ handle: Handle, with cipher: inout Cipher, into output: UnsafeMutableRawBufferPointer
  ) throws(KeyringError) {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    let entry: RawSpan?
    do throws(LMDBError) { entry = try read.value(at: Pair(handle), in: keys) } catch {
      throw .storage(error)
    }
    guard let entry else { throw .unknown(handle) }
    guard KeyEntry.status(entry) == .live else { throw .destroyed(handle) }
    try unsafe wrapping.unwrap(entry, for: handle, with: &cipher, into: output)
  }

  /// Every participant that a key was ever made or refused for, with what stands there.
  func each(_ body: (Handle, Keyring.Status) -> Void) throws(KeyringError) {
    try stored { () throws(LMDBError) in
      let read = try environment.beginRead()
      var cursor = try read.cursor(over: keys)
      while try cursor.next() {
        guard let key = cursor.key else { continue }
        let handle = Handle(high: key.first, low: key.second)
        if !handle.isOrganisation { body(handle, KeyEntry.status(cursor.value)) }
      }
    }
  }
}

extension Pair {
  init(_ handle: Handle) { self.init(handle.high, handle.low) }
}

/// Runs what LMDB does under our own error.
func stored<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(KeyringError) -> R {
  do throws(LMDBError) { return try body() } catch { throw .storage(error) }
}
