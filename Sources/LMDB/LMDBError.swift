internal import CLMDB
internal import Glibc

/// Why an environment could not do what was asked. Each description is one sentence that says where and what
/// to do.
public enum LMDBError: Error, Hashable, CustomStringConvertible {
  /// The environment has grown to the size of its map, in bytes.
  case mapFull(path: String, bytes: Int)
  case diskFull(path: String)
  /// All slots for simultaneous read transactions are taken.
  case readersFull(path: String, limit: Int)
  case transactionFull(path: String)
  case alreadyOpen(path: String)
  case missing(path: String)
  case missingTable(path: String, name: String)
  /// Another process enlarged the file beyond our map.
  case mapOutgrown(path: String)
  case versionMismatch(path: String)
  case invalid(path: String)
  case corrupted(path: String)
  /// The structure of the file is not as LMDB writes it.
  case damaged(path: String, [FileFinding])
  /// There is a table that nobody here knows, while one that is needed is missing.
  case strangeTable(path: String, name: String)
  /// The file ends before its last page in use.
  case truncated(path: String, bytes: Int, expected: Int)
  /// An earlier write failed half-way, so that the environment takes no more until it is opened again.
  case needsReopening(path: String)
  case readOnly(path: String)
  case keyLength(Int)
  /// `Placement.last` was asked for a key that is not greater than every other.
  case outOfOrder(path: String)
  case system(path: String, doing: String, errno: Int32)

  public var description: String {
    switch self {
    case .mapFull(let path, let bytes):
      "the memory map of \(path) is full at \(bytes) bytes and could not grow now: try again, or open it with a larger map (TILLID_MAP_MB=\(bytes >> 19))"
    case .diskFull(let path): "the disk that holds \(path) is full: make room and try again"
    case .readersFull(let path, let limit):
      "all \(limit) read slots of \(path) are taken: end some readers or reopen it with a higher limit"
    case .transactionFull(let path): "one transaction on \(path) changes too much: commit in smaller parts"
    case .alreadyOpen(let path): "\(path) is already open in this process: use the environment that is open"
    case .missing(let path):
      "there is no environment in \(path): check the path, or open it for writing to make one"
    case .missingTable(let path, let name):
      "\(path) has no table \(name): open it once for writing to make it, or check that it is the right folder"
    case .mapOutgrown(let path):
      "another process enlarged \(path) beyond our map: reopen it with a larger map"
    case .versionMismatch(let path):
      "\(path) was written by another version of LMDB: move its content by dump and load with that version"
    case .invalid(let path): "\(path)/data.mdb is not an LMDB file: restore it from a backup"
    case .corrupted(let path): "\(path)/data.mdb is damaged: restore it from a backup"
    case .damaged(let path, let findings):
      "\(path)/data.mdb is damaged (\(findings.first?.description ?? "its structure")\(findings.count > 1 ? ", and \(findings.count - 1) more" : "")): restore it from a backup"
    case .strangeTable(let path, let name):
      "\(path) has a table \(name), which this version does not know: restore it from a backup, or use the version that made it"
    case .truncated(let path, let bytes, let expected):
      "\(path)/data.mdb holds \(bytes) bytes of at least \(expected): restore it from a backup"
    case .needsReopening(let path): "an earlier write to \(path) failed half-way: close it and open it again"
    case .readOnly(let path): "\(path) is open for reading only: open it for writing"
    case .keyLength(let count): "a key has \(count) bytes: give it 1 to 511"
    case .outOfOrder(let path):
      "a key appended to \(path) is not greater than the last: put it in its place instead"
    case .system(let path, let doing, let errno):
      "could not \(doing) \(path): \(sentence(errno)); mend that and try again"
    }
  }
}

/// What LMDB or the system says of a code.
private func sentence(_ code: Int32) -> String { unsafe String(cString: mdb_strerror(code)) }

/// Whether the disk that holds it has less than a megabyte left.
private func isFull(_ path: String) -> Bool {
  var disk = statvfs()
  guard unsafe statvfs(path, &disk) == 0 else { return false }
  return disk.f_bavail * disk.f_frsize < 1 << 20
}

extension LMDBError {
  /// `mapBytes` and `readers` are those of the environment that answered with `code`.
  init(_ code: Int32, doing: String, path: String, mapBytes: Int = 0, readers: Int = 0) {
    self =
      switch code {
      case MDB_MAP_FULL: .mapFull(path: path, bytes: mapBytes)
      case ENOSPC, EDQUOT: .diskFull(path: path)
      // A write for which there was room in part.
      case EIO where isFull(path): .diskFull(path: path)
      case MDB_READERS_FULL: .readersFull(path: path, limit: readers)
      case MDB_TXN_FULL, MDB_CURSOR_FULL: .transactionFull(path: path)
      case MDB_MAP_RESIZED: .mapOutgrown(path: path)
      case MDB_VERSION_MISMATCH: .versionMismatch(path: path)
      case MDB_INVALID: .invalid(path: path)
      case MDB_CORRUPTED, MDB_PAGE_NOTFOUND: .corrupted(path: path)
      case MDB_PANIC: .needsReopening(path: path)
      case MDB_KEYEXIST: .outOfOrder(path: path)
      case ENOENT: .missing(path: path)
      default: .system(path: path, doing: doing, errno: code)
      }
  }
}
