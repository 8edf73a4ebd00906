public import Events
internal import LMDB
internal import Synchronization

/// One key for each participant, wrapped under a master key that is kept elsewhere. Destroying a key makes
/// all that it sealed unreadable, wherever it lies.
///
/// A destroyed key's wrapped bytes can stay on free pages of the file until they are written over; who has the
/// file and the master key of that time could find them. The change of epoch closes that gap.
public final class Keyring: Sendable {
  public enum Status: Sendable {
    case live
    /// For ever: no key can be made for that handle again.
    case destroyed
    case unknown
  }

  /// Of the folder; keys of another format are refused.
  public static let format: UInt64 = 1

  private let table: KeyTable
  private let shared: Mutex<Sealer>

  /// Opens the keys in `directory`; a new folder begins with this master key.
  public init(
    at directory: String, master: MasterKey, mapBytes: Int = 4 << 30, readOnly: Bool = false
  ) throws(KeyringError) {
    let environment: Environment
    do throws(LMDBError) {
      environment = try Environment(
        at: directory, mapBytes: mapBytes, tables: KeyTable.tables, readOnly: readOnly)
    } catch { throw .storage(error) }
    table = try KeyTable(environment, master: master)
    shared = Mutex(try Sealer(table, remembering: 256))
  }

  /// The real path of the folder.
  public var path: String { table.environment.path }

  /// Makes a key, on the disk when this returns; where one lives, nothing changes.
  public func makeKey(for handle: Handle) throws(KeyringError) { try makeKeys(for: [handle]) }

  /// The same for many at once: all, or none if one of them was destroyed.
  public func makeKeys(for handles: [Handle]) throws(KeyringError) { try table.make(handles) }

  public func status(of handle: Handle) throws(KeyringError) -> Status { try table.status(of: handle) }

  /// Destroys the keys of all these at once, on the disk when this returns; also of those that never had one.
  /// A sealer anywhere forgets them before it is next used.
  public func destroy(_ handles: [Handle]) throws(KeyringError) {
    guard !handles.contains(.organisation) else { throw .organisation }
    try table.destroy(handles)
    try shared.withLock { (sealer) throws(KeyringError) in try sealer.refresh() }
  }

  /// The participants whose key is `status`, in the order of handles.
  public func handles(_ status: Status) throws(KeyringError) -> [Handle] {
    var handles: [Handle] = []
    try table.each { if $1 == status { handles.append($0) } }
    return handles
  }

  /// How many participants' keys live and are destroyed. Reads them all.
  public func count() throws(KeyringError) -> (live: Int, destroyed: Int) {
    var count = (live: 0, destroyed: 0)
    try table.each { if $1 == .live { count.live += 1 } else { count.destroyed += 1 } }
    return count
  }

  /// A sealer for one thread.
  /// - Parameter remembering: of how many keys it keeps the unwrapped bytes at a time, 32 bytes each.
  public func sealer(remembering: Int = 65_536) throws(KeyringError) -> sending Sealer {
    try Sealer(table, remembering: remembering)
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
