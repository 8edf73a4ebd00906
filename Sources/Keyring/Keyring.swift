public import Events
internal import LMDB
internal import Synchronization

/// One key for each participant, wrapped under the key of an epoch; that one is sealed under a master key that
/// is kept elsewhere. Destroying a participant's key makes all that it sealed unreadable, wherever it lies.
///
/// To destroy keys is to end the epoch: the next one wraps what still lives, and the key of the last is written
/// over, so that nothing that it had wrapped can be had again, with the master key or without.
public final class Keyring: Sendable {
  public enum Status: Sendable {
    case live
    /// For ever: no key can be made for that handle again.
    case destroyed
    case unknown
  }

  /// Of the folder. One of format 1 is brought up to date when it is opened for writing; others are refused.
  public static let format: UInt64 = 2

  let folder: KeyFolder
  let shared: Mutex<Sealer>

  /// Opens the keys in `directory`; a new folder begins with this master key. A change of epoch that was cut
  /// short is completed or undone.
  /// - Parameter mapBytes: the most that the keys of one epoch can ever take.
  public init(
    at directory: String, master: MasterKey, mapBytes: Int = 4 << 30, readOnly: Bool = false
  ) throws(KeyringError) {
    folder = try KeyFolder(at: directory, master: master, mapBytes: mapBytes, readOnly: readOnly)
    shared = Mutex(try Sealer(folder, remembering: 256))
  }

  /// The real path of the folder.
  public var path: String { folder.path }

  /// Makes a key, on the disk when this returns; where one lives, nothing changes.
  public func makeKey(for handle: Handle) throws(KeyringError) { try makeKeys(for: [handle]) }

  /// The same for many at once: all, or none if one of them was destroyed.
  public func makeKeys(for handles: [Handle]) throws(KeyringError) {
    try folder.using { (table) throws(KeyringError) in try table.make(handles) }
  }

  /// Another one after every change to the stored keys.
  public func edition() throws(KeyringError) -> KeyringEdition {
    try folder.using { (table) throws(KeyringError) in
      KeyringEdition(epoch: table.wrapping.epoch, commit: table.environment.lastCommit)
    }
  }

  public func status(of handle: Handle) throws(KeyringError) -> Status {
    try folder.using { (table) throws(KeyringError) in try table.status(of: handle) }
  }

  /// Of these, the participants for whom there is no key and never was.
  public func unknown(among handles: some Sequence<Handle>) throws(KeyringError) -> Set<Handle> {
    let asked = Array(handles)
    return try folder.using { (table) throws(KeyringError) in try table.handles(asked, .unknown) }
  }

  /// Of these, the participants whose key is here.
  public func live(among handles: some Sequence<Handle>) throws(KeyringError) -> Set<Handle> {
    let asked = Array(handles)
    return try folder.using { (table) throws(KeyringError) in try table.handles(asked, .live) }
  }

  /// The participants whose key is `status`, in the order of handles.
  public func handles(_ status: Status) throws(KeyringError) -> [Handle] {
    try folder.using { (table) throws(KeyringError) in
      var handles: [Handle] = []
      try table.each { if $1 == status { handles.append($0) } }
      return handles
    }
  }

  /// How many participants' keys live and are destroyed. Reads them all.
  public func count() throws(KeyringError) -> (live: Int, destroyed: Int) {
    try folder.using { (table) throws(KeyringError) in
      var count = (live: 0, destroyed: 0)
      try table.each { if $1 == .live { count.live += 1 } else { count.destroyed += 1 } }
      return count
    }
  }

  /// A sealer for one thread.
  /// - Parameter remembering: of how many keys it keeps the unwrapped bytes at a time, 32 bytes each.
  public func sealer(remembering: Int = 65_536) throws(KeyringError) -> sending Sealer {
    try Sealer(folder, remembering: remembering)
  }

  /// Seals with a sealer that all threads share.
  public func seal(
    _ plain: [UInt8], for handle: Handle, binding: [UInt8]
  ) throws(KeyringError) -> [UInt8] {
    try shared.withLock { (sealer) throws(KeyringError) in
      try sealer.seal(plain, for: handle, binding: binding)
    }
  }

  /// Opens with a sealer that all threads share.
  public func open(
    _ sealed: [UInt8], for handle: Handle, binding: [UInt8]
  ) throws(KeyringError) -> [UInt8] {
    try shared.withLock { (sealer) throws(KeyringError) in
      try sealer.open(sealed, for: handle, binding: binding)
    }
  }
}

/// Tells one state of the stored keys from another.
public struct KeyringEdition: Hashable, Sendable {
  let epoch: UInt32
  let commit: Int
}
