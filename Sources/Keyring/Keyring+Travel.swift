public import Events
internal import LMDB

/// What became of keys from another machine.
public struct KeysTaken: Sendable, Hashable {
  /// Those that were not here, and are on the disk now.
  public internal(set) var kept: [Handle] = []
  /// How many were here already.
  public internal(set) var known = 0
  /// Those that were destroyed here: they stay so.
  public internal(set) var destroyed: [Handle] = []
  /// Those that have another key here. It was not replaced.
  public internal(set) var parted: [Handle] = []

  public init() {}
}

/// A participant's key on its way between two machines.
public typealias TravellingKey = (Handle, [UInt8])

extension Keyring {
  /// Lends the keys of these participants, 32 bytes each, to be sealed for another machine; those that are
  /// not here or were destroyed are left out, and the organisation's own never travels so. The bytes are
  /// overwritten when `body` has returned, so it must keep none of them.
  public func lend<R>(_ handles: [Handle], _ body: ([TravellingKey]) throws -> R) throws -> R {
    var keys = try folder.using { (table) throws(KeyringError) in try table.keys(of: handles) }
    defer { wipe(&keys) }
    return try body(keys)
  }

  /// Keeps keys from another machine, all on the disk when this returns, or none after an error. One that was
  /// destroyed here stays destroyed, and one that is another here stays what it is.
  /// - Parameter keys: 32 bytes each; overwritten.
  public func take(_ keys: inout [TravellingKey]) throws(KeyringError) -> KeysTaken {
    defer { wipe(&keys) }
    let secrets = try keys.map { (handle, bytes) throws(KeyringError) in
      guard !handle.isOrganisation else { throw .organisation }
      guard bytes.count == Cipher.keyBytes else { throw .damaged(handle) }
      let secret = Secret(count: bytes.count)
      unsafe secret.bytes.copyBytes(from: bytes)
      return (handle, secret)
    }
    return try folder.using { (table) throws(KeyringError) in try table.take(secrets) }
  }
}

private func wipe(_ keys: inout [TravellingKey]) {
  for index in keys.indices { wipe(&keys[index].1) }
  keys = []
}

extension KeyTable {
  fileprivate func keys(of handles: [Handle]) throws(KeyringError) -> [TravellingKey] {
    let unwrapper = try Unwrapper(wrapping)
    var keys: [TravellingKey] = []
    for (handle, entry) in try entries(of: handles) where !handle.isOrganisation {
      guard let key = try unwrapper.key(of: handle, in: entry) else { continue }
      unsafe keys.append((handle, Array(key.bytes)))
    }
    return keys
  }

  fileprivate func take(_ keys: [(Handle, Secret)]) throws(KeyringError) -> KeysTaken {
    let wrapper = try Wrapper(wrapping)
    let entries = try keys.map { (handle, key) throws(KeyringError) in
      try wrapper.wrap(key, for: handle)
    }
    var write = try stored { () throws(LMDBError) in try environment.beginWrite() }
    guard isServed else { throw .ended(path: environment.path) }
    let unwrapper = try Unwrapper(wrapping)
    var taken = KeysTaken()
    for ((handle, key), new) in zip(keys, entries) {
      if let there = try entry(of: handle, in: write) {
        taken.compare(key, try unwrapper.key(of: handle, in: there), of: handle)
      } else {
        taken.kept.append(handle)
        do throws(LMDBError) { unsafe try write.put(new.span.bytes, at: Pair(handle), in: self.keys) } catch {
          throw .storage(error)
        }
      }
    }
    guard !taken.kept.isEmpty else { return taken }
    do throws(LMDBError) { try write.commit() } catch { throw .storage(error) }
    return taken
  }

  private func entry(
    of handle: Handle, in transaction: borrowing some Transaction & ~Copyable
  ) throws(KeyringError) -> [UInt8]? {
    do throws(LMDBError) {
      guard let entry = try transaction.value(at: Pair(handle), in: keys) else { return nil }
      return [UInt8](copying: entry)
    } catch { throw .storage(error) }
  }
}

extension KeysTaken {
  /// - Parameter own: what is here; nil when it was destroyed.
  fileprivate mutating func compare(_ key: Secret, _ own: Secret?, of handle: Handle) {
    guard let own else { return destroyed.append(handle) }
    if unsafe key.bytes.elementsEqual(own.bytes) { known += 1 } else { parted.append(handle) }
  }
}
