internal import Glibc

/// Why a backup could not be made, read or restored. Each description is one sentence with what to do. Errors
/// of the log and the keys pass through as they are.
public enum BackupError: Error, Hashable, CustomStringConvertible {
  case system(path: String, doing: String, errno: Int32)
  /// A file is not what it was when it was written.
  case damaged(path: String, String)
  case newerFormat(path: String, found: UInt8)
  case notASegment(path: String)
  case otherLog(path: String)
  case strangers(path: String, found: String)
  case inUse(path: String)
  case noBackup(path: String)
  case occupied(path: String)
  case gap(path: String, after: UInt64, next: UInt64?)
  case notConsistent(path: String, size: UInt64, end: UInt64)
  case inside(path: String, outer: String)
  case notAKeyFile(path: String)
  case wrongPassphrase(path: String)
  case unbearable(path: String)
  case weakPassphrase(String)
  case mistypedPassphrase
  case badList(path: String, line: Int)
  case noSuchKeyBackup(Int, path: String)

  public var description: String {
    switch self {
    case .system(let path, let doing, let errno):
      "could not \(doing) \(path): \(unsafe String(cString: strerror(errno))); see that it is there, ours, and that there is room"
    case .damaged(let path, let what):
      "\(path) is damaged (\(what)): take another copy of this backup, or an older one; nothing was made from it"
    case .newerFormat(let path, let found):
      "\(path) is of format \(found), which this version does not know: install a newer version"
    case .notASegment(let path): "\(path) is no segment of a backup: take it out, or take another backup"
    case .otherLog(let path):
      "\(path) belongs to another log: name the folder or file of this one, or a new one"
    case .strangers(let path, let found):
      "\(path) holds something else already (\(found)): name a new or an empty folder for the backup"
    case .inUse(let path): "another backup is being written to \(path): wait for it"
    case .noBackup(let path):
      "\(path) holds no finished backup (there is no checkpoint): check the path, or run the backup again"
    case .occupied(let path):
      "there is something in \(path) already, and nothing was changed: move it aside with its master key (mv \(path) \(path).old; mv \(path).key \(path).old.key), or restore to another --data"
    case .gap(let path, let after, let next?):
      "in \(path) the positions \(after + 1) to \(next - 1) are missing: take another copy of this backup, or begin a new one in another folder"
    case .gap(let path, let after, nil):
      "in \(path) everything after position \(after) is missing, though its checkpoint reaches further: take another copy of this backup, or begin a new one in another folder"
    case .notConsistent(let path, let size, let end):
      size > end
        ? "the backup in \(path) reaches to position \(size), and this log ends at \(end): it is newer than this log, so nothing was added; keep it, and begin a new one in another folder"
        : "the first \(size) positions of this log are not those of the backup in \(path): one of the two was changed, so nothing was added; keep it, run ‘tillid verify’, and begin a new one in another folder"
    case .inside(let path, let outer):
      "\(path) lies in \(outer): name a place outside, for whoever gets the one must not get the other with it"
    case .notAKeyFile(let path): "\(path) is no key file of a backup: check the path"
    case .wrongPassphrase(let path):
      "the passphrase does not open \(path): try again, or find the one that was drawn for this file"
    case .unbearable(let path): "\(path) asks for too much memory before it opens: it is none of ours"
    case .weakPassphrase(let why):
      "the passphrase is too weak (\(why)): take six words that have nothing to do with each other, or have one drawn with --draw"
    case .mistypedPassphrase:
      "the passphrase has a slip of the pen in it: the five groups of letters do not fit together, so read it again"
    case .badList(let path, let line):
      "line \(line) of \(path) cannot be read: mend it, or put back the copy that lies in a backup"
    case .noSuchKeyBackup(let number, let path):
      "there is no key backup \(number) in \(path) that is still to be destroyed: ‘tillid backup --list’ shows which there are"
    }
  }
}
