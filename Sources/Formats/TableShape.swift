public import Releases

/// What a writer must know of an ``EventTable`` besides its columns: what the case and the number within it are
/// called, and which column plays which part where a format has a word for it. A column that is named here and is not
/// in the table plays no part; a column that is not named here is written under its own name.
public struct TableShape: Hashable, Sendable {
  /// What a case is called, in the files and as a type of object.
  public var caseName = "participant"
  /// The number of an event within its case, from 1.
  public var sequence = "seq"
  /// What happened: `concept:name` and the type of the event.
  public var activity = ReleaseColumn.kind.rawValue
  /// How it stood: `happened`, `arranged`…
  public var mode = ReleaseColumn.mode.rawValue
  public var time = ReleaseColumn.time.rawValue
  /// Becomes an object of its own in OCEL.
  public var place = ReleaseColumn.place.rawValue
  /// Becomes `org:resource` or, with `workersAreRoles`, `org:role`; and an object of its own in OCEL.
  public var worker = ReleaseColumn.worker.rawValue
  public var workersAreRoles = true
  /// The title of the log: of the study, or of what is exported.
  public var title = ""
  /// The `source` of CloudEvents, a URI that names no machine.
  public var source = "urn:tillid"
  /// What types of CloudEvents begin with.
  public var typePrefix = "tillid."
  /// The day that stands for day 0 where time is told as days since the first event, `yyyy-mm-dd`.
  public var dayZero = "2000-01-01"

  public init() {}

  /// As a release is told.
  public init(_ policy: Policy) {
    title = policy.title.isEmpty ? policy.study : policy.title
    source = "urn:tillid:release:\(policy.study)"
    workersAreRoles = policy.workers == .role
  }
}

/// A file that was written, as a manifest tells it.
public struct WrittenFile: Hashable, Sendable {
  public var format: EventFormat
  /// From the folder on: `events/part=00/events.jsonl.gz`.
  public var path: String
  public var bytes: Int
  /// Of the file as it lies there, 64 small letters and digits.
  public var sha256: String
  /// Events in it.
  public var rows: Int

  public init(format: EventFormat, path: String, bytes: Int, sha256: String, rows: Int) {
    (self.format, self.path, self.bytes, self.sha256, self.rows) = (format, path, bytes, sha256, rows)
  }
}

/// Why a file could not be written or read. Each says where and what to do.
public enum FormatError: Error, Hashable, Sendable {
  /// What the system said while a file was made, written or read.
  case file(path: String, doing: String, reason: String)
  /// A file does not hold what it should. `line` is from 1, 0 where the file has no lines.
  case content(path: String, line: Int, reason: String)
  /// The table breaks a rule that every format needs.
  case table(reason: String)
}

extension FormatError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let path, let doing, let reason): "could not \(doing) \(path): \(reason)"
    case .content(let path, 0, let reason): "\(path): \(reason)"
    case .content(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .table(let reason): "the events cannot be written: \(reason)"
    }
  }
}
