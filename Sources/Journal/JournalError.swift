public import Events
public import HashTree
public import LMDB

/// Why the log could not do what was asked. Each description is one sentence with what to do.
public enum JournalError: Error, CustomStringConvertible {
  case storage(LMDBError)
  /// The folder's format is not 1.
  case folderFormat(path: String, found: UInt64)
  case notALog(path: String)
  /// What the log says of itself differs from the copy of it.
  case twoNames(path: String)
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
  /// The tree has grown further than the records go.
  case cutBack(path: String, end: Position, tree: UInt64)
  /// There are records that are not in the tree. `end` is nil when there is no tree at all.
  case treeBehind(path: String, end: Position?, tree: UInt64)
  case treeDamaged(path: String)
  /// A checkpoint was asked for, or given, that this log has not come to.
  case noSuchSize(UInt64, of: UInt64)
  /// The log does not hold what was signed before.
  case forked(signed: UInt64)
  case note(NoteError)

  public var description: String {
    switch self {
    case .storage(let error): error.description
    case .folderFormat(let path, let found):
      "\(path) is a log of format \(found), and this version knows format \(Journal.format): use a version that knows it"
    case .twoNames(let path):
      "\(path) names itself in two ways, so that one of them is damaged: restore it from a backup"
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
    case .cutBack(let path, let end, let tree):
      "\(path) ends at position \(end) while its hash tree counts \(tree) records, so the last ones are missing and nothing more is written: restore it from a backup"
    case .treeBehind(let path, let end, let tree):
      "\(end == nil ? "none" : "only \(tree)") of the records in \(path) are in its hash tree: open it for writing once, as every command but ‘tail’ does; where that does not help, ‘tillid verify’ says why"
    case .treeDamaged(let path):
      "records and hash tree of \(path) do not agree: ‘tillid verify’ says where; restore it from a backup"
    case .noSuchSize(let asked, let size):
      "there is no record or checkpoint \(asked) in a log of \(size) records"
    case .forked(let signed):
      "the log no longer holds the \(signed) records of the checkpoint that was signed last, so nothing was signed: see what ‘tillid verify’ finds, and restore the log from a backup"
    case .note(let error): error.description
    case .unreadable(let position, let error): "the record at \(position) has no readable header: \(error)"
    }
  }
}

/// Runs what LMDB does under our own error.
@inlinable
func stored<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(JournalError) -> R {
  do throws(LMDBError) { return try body() } catch { throw .storage(error) }
}
