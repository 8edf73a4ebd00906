internal import CLMDB
internal import Glibc
internal import Synchronization

/// One folder with `data.mdb` and `lock.mdb`. A process opens a folder once; processes share it safely: one
/// writer at a time, readers beside it. Not for network file systems, nor across `fork`.
@safe
public final class Environment: Sendable {
  public enum Durability: Sendable {
    /// A commit returns when it is on the disk.
    case synced
    /// Commits reach the disk when the system likes, and a power cut may ruin the folder: only for what can
    /// be built again, with one `sync()` before it is used.
    case scratch
  }

  /// Room of address space, not of disk.
  public static let defaultMapBytes = 64 << 30

  /// The real path of the folder.
  public let path: String
  public let readers: Int
  public let isReadOnly: Bool
  let number: UInt64
  let pageBytes: Int
  private let address: UInt
  private let handles: [String: UInt32]
  private let claim: PathClaim
  let gate = Gate()

  /// The raw environment. It lives as long as this object, and LMDB guards its own state.
  var raw: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

  /// Opens the folder, making it (mode 0700) and its tables where it may. On a disk that is mounted for reading
  /// it is open for reading only.
  /// - Parameters:
  ///   - mapBytes: what the folder can hold before its map must grow.
  ///   - tables: every table that will be used; opened in one transaction.
  ///   - readers: the most read transactions at a time, of all processes.
  ///   - checkedUpTo: a file of at most so many bytes is read whole first, without trusting it (some 10 ms for
  ///     16 MiB); of a larger one only the first pages.
  public init(
    at directory: String, mapBytes: Int = Environment.defaultMapBytes, tables: [String],
    durability: Durability = .synced, readOnly: Bool = false, readers: Int = 126,
    checkedUpTo: Int = 16 << 20
  ) throws(LMDBError) {
    claim = try PathClaim(directory, making: !readOnly)
    let readOnly = readOnly || isOnReadOnlyDisk(claim.path)
    let opening = Opening(
      path: claim.path, mapBytes: mapBytes, readers: readers, tables: tables, checkedUpTo: checkedUpTo)
    let opened = unsafe try opening.open(durability, readOnly: readOnly)
    (path, self.readers, isReadOnly) = (claim.path, readers, readOnly)
    (address, handles, pageBytes) = unsafe (
      UInt(bitPattern: opened.raw), opened.handles, opened.pageBytes
    )
    number = Environment.opened.add(1, ordering: .relaxed).newValue
  }

  deinit { unsafe mdb_env_close(raw) }

  private static let opened = Atomic<UInt64>(0)

  /// What the map holds before it must grow.
  public var mapBytes: Int {
    var info = unsafe MDB_envinfo()
    unsafe mdb_env_info(raw, &info)
    return unsafe info.me_mapsize
  }

  /// One of the tables named at opening; any other name is a fault of the program.
  public func table<Key: TableKey>(_ name: String, of: Key.Type = Key.self) -> Table<Key> {
    guard let handle = handles[name] else { preconditionFailure("\(path) was opened without table \(name)") }
    return Table(id: TableID(handle: handle, environment: number))
  }

  func failure(_ code: Int32, _ doing: String) -> LMDBError {
    LMDBError(code, doing: doing, path: path, mapBytes: mapBytes, readers: readers)
  }

  func check(_ code: Int32, _ doing: String) throws(LMDBError) {
    guard code == MDB_SUCCESS else { throw failure(code, doing) }
  }
}
