internal import Events
internal import LMDB
internal import Synchronization

/// The keys of one epoch, and what opens them. Each call is one transaction.
///
/// The epoch can end at any time, by any process, and what is stored here is then written over. So each call
/// looks at the file of epochs after its transaction has begun, and throws `ended` when it is too late; whoever
/// ends an epoch writes that first, and waits for transactions that have begun before.
final class KeyTable: Sendable {
  static let tables = ["keys", "meta"]

  let environment: Environment
  let wrapping: Wrapping
  let meta: Meta
  let keys: Table<Pair>
  private let epochs: EpochFile
  private let place: Int

  /// - Parameter place: of the epoch's slot.
  init(
    _ environment: Environment, _ wrapping: Wrapping, _ epochs: EpochFile, place: Int
  ) throws(KeyringError) {
    meta = try Meta.read(in: environment, format: Keyring.format)
    guard meta.epoch == wrapping.epoch, try wrapping.fits(meta.check, folder: meta.folder) else {
      throw .notAKeyring(path: environment.path)
    }
    self.environment = environment
    self.wrapping = wrapping
    self.epochs = epochs
    self.place = place
    keys = environment.table("keys")
  }

  /// Whether this epoch goes on. Takes some nanoseconds.
  var isServed: Bool { epochs.serves(wrapping.epoch, at: place) }

  var slotPlace: Int { place }

  private enum Made { case all, refused(Handle), ended }

  /// Makes keys where there are none, unless one of them was destroyed: then none is made.
  func make(_ handles: [Handle]) throws(KeyringError) {
    let wrapper = try Wrapper(wrapping)
    var entries: [(Handle, [UInt8])] = []
    for handle in handles where try status(of: handle) == .unknown {
      entries.append((handle, try wrapper.wrap(.random(count: Cipher.keyBytes), for: handle)))
    }
    let made: Made = try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      guard isServed else { return .ended }
      for handle in handles where try status(of: handle, in: write) == .destroyed { return .refused(handle) }
      for (handle, entry) in entries where try status(of: handle, in: write) == .unknown {
        unsafe try write.put(entry.span.bytes, at: Pair(handle), in: keys)
      }
      if !entries.isEmpty { try write.commit() }
      return .all
    }
    switch made {
    case .all: break
    case .refused(let handle): throw .destroyed(handle)
    case .ended: throw .ended(path: environment.path)
    }
  }

  /// Keeps a key that was drawn before.
  func keep(_ key: Secret, for handle: Handle) throws(KeyringError) {
    guard try status(of: handle) == .unknown else { throw .destroyed(handle) }
    let entry = try Wrapper(wrapping).wrap(key, for: handle)
    let isKept = try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      guard isServed else { return false }
      unsafe try write.put(entry.span.bytes, at: Pair(handle), in: keys)
      try write.commit()
      return true
    }
    guard isKept else { throw .ended(path: environment.path) }
  }

  func status(of handle: Handle) throws(KeyringError) -> Keyring.Status {
    let read = try beginRead()
    do throws(LMDBError) { return try status(of: handle, in: read) } catch { throw .storage(error) }
  }

  /// Those of the participants whose key is `status`.
  func handles(_ handles: [Handle], _ status: Keyring.Status) throws(KeyringError) -> Set<Handle> {
    let read = try beginRead()
    do throws(LMDBError) {
      var found: Set<Handle> = []
      for handle in handles where !handle.isOrganisation {
        if try self.status(of: handle, in: read) == status { found.insert(handle) }
      }
      return found
    } catch { throw .storage(error) }
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
    let read = try beginRead()
    let entry: RawSpan?
    do throws(LMDBError) { entry = try read.value(at: Pair(handle), in: keys) } catch {
      throw .storage(error)
    }
    guard let entry else { throw .unknown(handle) }
    guard KeyEntry.status(entry) == .live else { throw .destroyed(handle) }
    try unsafe wrapping.unwrap(entry, for: handle, with: &cipher, into: output)
  }

  /// The next entries after that of a handle, in the order of handles; for nil from the first, which is the
  /// organisation's own.
  func entries(after handle: Handle?, atMost limit: Int) throws(KeyringError) -> [(Handle, [UInt8])] {
    let read = try beginRead()
    do throws(LMDBError) { return try read.entries(after: handle, atMost: limit, in: keys) } catch {
      throw .storage(error)
    }
  }

  /// The entries of these handles, as far as there are any.
  func entries(of handles: [Handle]) throws(KeyringError) -> [(Handle, [UInt8])] {
    let read = try beginRead()
    do throws(LMDBError) {
      var found: [(Handle, [UInt8])] = []
      for handle in handles {
        guard let entry = try read.value(at: Pair(handle), in: keys) else { continue }
        found.append((handle, [UInt8](copying: entry)))
      }
      return found
    } catch { throw .storage(error) }
  }

  func count() throws(KeyringError) -> Int {
    let read = try beginRead()
    do throws(LMDBError) { return try read.count(of: keys) } catch { throw .storage(error) }
  }

  /// Every participant that a key was ever made or refused for, with what stands there.
  func each(_ body: (Handle, Keyring.Status) -> Void) throws(KeyringError) {
    let read = try beginRead()
    do throws(LMDBError) {
      var cursor = try read.cursor(over: keys)
      while try cursor.next() {
        guard let key = cursor.key else { continue }
        if !Handle(key).isOrganisation { body(Handle(key), KeyEntry.status(cursor.value)) }
      }
    } catch { throw .storage(error) }
  }

  private func beginRead() throws(KeyringError) -> ReadTransaction {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    guard isServed else { throw .ended(path: environment.path) }
    return read
  }
}

extension ReadTransaction {
  /// The next entries after that of a handle; for nil from the first.
  borrowing func entries(
    after handle: Handle?, atMost limit: Int, in table: Table<Pair>
  ) throws(LMDBError) -> [(Handle, [UInt8])] {
    var found: [(Handle, [UInt8])] = []
    var cursor = try cursor(over: table)
    var more = if let handle { try cursor.seek(Pair(handle)) } else { try cursor.first() }
    while more, found.count < limit {
      if let key = cursor.key, Handle(key) != handle {
        found.append((Handle(key), [UInt8](copying: cursor.value)))
      }
      more = try cursor.next()
    }
    return found
  }
}

extension Pair {
  init(_ handle: Handle) { self.init(handle.high, handle.low) }
}

extension Handle {
  init(_ pair: Pair) { self.init(high: pair.first, low: pair.second) }
}

/// Runs what LMDB does under our own error.
func stored<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(KeyringError) -> R {
  do throws(LMDBError) { return try body() } catch { throw .storage(error) }
}
