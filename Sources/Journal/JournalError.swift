public import Events
public import LMDB

/// Why the log could not do what was asked. Each description is one sentence with what to do.
public enum JournalError: Error, CustomStringConvertible {
  case storage(LMDBError)
  /// The folder's format is not 1.
  case folderFormat(path: String, found: UInt64)
  case notALog(path: String)
  /// The log's end is not the one that the caller had seen.
  case conflict(expected: Position, end: Position)
  case writerBusy(path: String, pid: Int32?)
  case lock(path: String, reason: String)
  case readOnly(path: String)
  case closed(path: String)
  case sealing(EventID, any Error)
  case oversized(EventID, bytes: Int)
  case unreadable(Position, HeaderError)
  case otherEvent(EventID)
  case noSuchSequence(EventID)

  public var description: String {
    switch self {
    case .storage(let error): error.description
    case .folderFormat(let path, let found):
      "\(path) is a log of format \(found), and this version knows format \(Journal.format): use a version that knows it"
    case .notALog(let path): "\(path) holds no log: check the path, or restore it from a backup"
    case .conflict(let expected, let end):
      "the log ends at \(end), not at \(expected) as expected: read what is new and try again"
    case .writerBusy(let path, let pid):
      "another process\(pid.map { " (\($0))" } ?? "") is writing to \(path): wait for it or stop it"
    case .lock(let path, let reason):
      "could not lock \(path): \(reason); see that the folder is ours and on a local disk"
    case .readOnly(let path): "\(path) is open for reading only: open it for writing"
    case .closed(let path): "\(path) is closed for writing: open it again"
    case .sealing(let id, let error): "event \(id) could not be sealed: \(error)"
    case .oversized(let id, let bytes):
      "event \(id) has \(bytes) bytes: shorten it to at most \(Journal.maximumRecordBytes)"
    case .otherEvent(let id):
      "the log has another event of the id \(id), so this one was not taken: its origin has given the id twice, as after a restore; give it a new origin"
    case .noSuchSequence(let id):
      "the id \(id) has no sequence number from 1 to \(UInt64(1) << 62): give it one that its origin counted"
    case .unreadable(let position, let error): "the record at \(position) has no readable header: \(error)"
    }
  }
}

/// Runs what LMDB does under our own error.
@inlinable
func stored<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(JournalError) -> R {
  do throws(LMDBError) { return try body() } catch { throw .storage(error) }
}
