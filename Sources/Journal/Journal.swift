public import Events
public import LMDB
internal import Synchronization

/// The log: events in the order in which this machine came to know them, each once, for ever.
///
/// Appends of all callers are put together by one writer and committed at once; none is answered before its
/// event is on the disk. Readers neither wait nor make anyone wait.
public final class Journal: Sendable {
  public enum Access: Sendable {
    /// Waits `patience` for another process that writes.
    case readWrite(patience: Duration = .seconds(5))
    case readOnly
  }

  /// Of the folder; a log of another format is refused.
  public static let format: UInt64 = 1
  /// The longest record that is taken, in bytes: a vocabulary has more than one million.
  public static let maximumRecordBytes = 4 << 20

  @usableFromInline let environment: Environment
  @usableFromInline let tables: Tables
  private let identity: Mutex<Identity>
  private let writer: Writer?

  /// Opens the log in `directory`, making it where there is none and writing is asked for.
  /// - Parameter mapBytes: what the log can hold before its map must grow, which it does by itself.
  public convenience init(
    at directory: String, mapBytes: Int = 64 << 30, access: Access = .readWrite()
  ) throws(JournalError) {
    try self.init(at: directory, mapBytes: mapBytes, access: access, keepingTree: true)
  }

  /// - Parameter keepingTree: false leaves the log as a version without a hash tree would, to be measured and
  ///   tested against; the next opening makes up for it.
  package init(
    at directory: String, mapBytes: Int, access: Access, keepingTree: Bool
  ) throws(JournalError) {
    var isReadOnly = false
    if case .readOnly = access { isReadOnly = true }
    do throws(LMDBError) {
      environment = try Environment(
        at: directory, mapBytes: mapBytes, tables: Tables.names, readOnly: isReadOnly)
    } catch {
      if case .missingTable(let path, "tree") = error { throw .treeBehind(path: path, end: nil, tree: 0) }
      throw .storage(error)
    }
    tables = Tables(environment)
    switch access {
    case .readOnly:
      identity = Mutex(try Identity.of(environment, tables, making: false))
      writer = nil
    case .readWrite(let patience):
      let lock = try WriterLock(
        environment.path + "/writer.lock", folder: environment.path, patience: patience)
      let found = try Identity.of(environment, tables, making: true)
      identity = Mutex(found)
      writer = try Writer(environment, tables, origin: found.origin, lock: lock, keepingTree: keepingTree)
    }
  }

  /// The folder can be opened again at once.
  deinit { close() }

  /// The real path of the folder.
  public var path: String { environment.path }
  /// Names this log among all.
  public var id: Handle { identity.withLock { $0.log } }
  /// Names this machine in the ids of events first written here.
  public var origin: UInt64 { identity.withLock { $0.origin } }

  /// Takes a new origin, on the disk when this returns: events written from now on have ids of that one.
  /// Needed where the folder was put back as it was at an earlier time by other means than ‘tillid restore’,
  /// and others have events of this origin that are not here: the ids that come next have been given before.
  /// - Returns: the new one.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  @discardableResult
  public func renewOrigin() throws(JournalError) -> UInt64 {
    try openWriter().change { () throws(LMDBError) in
      let renewed = try Identity(renewing: identity.withLock { $0 }, environment, tables)
      identity.withLock { $0 = renewed }
      return renewed.origin
    }
    return origin
  }

  /// Appends all of `drafts` or none, and returns when they are on the disk, one receipt each in their order.
  /// - Parameter expecting: throws `conflict` unless the log ends there; not asked when all are known
  ///   already.
  public func append(
    _ drafts: [Draft], expecting: Position? = nil
  ) async throws(JournalError) -> [Receipt] {
    let writer = try openWriter()
    return try await withCheckedContinuation { waiting in
      writer.submit(Request(drafts: drafts, expecting: expecting) { waiting.resume(returning: $0) })
    }.get()
  }

  /// The same for a caller that may block its thread.
  @available(*, noasync, message: "use append")
  public func appendNow(
    _ drafts: [Draft], expecting: Position? = nil
  ) throws(JournalError) -> [Receipt] {
    try openWriter().submitAndWait(drafts, expecting: expecting).get()
  }

  private func openWriter() throws(JournalError) -> Writer {
    guard let writer else { throw .readOnly(path: path) }
    if let refusal = writer.refusal { throw refusal }
    return writer
  }

  /// Throws unless this log takes what is written.
  func checkWritable() throws(JournalError) { _ = try openWriter() }

  public var isReadOnly: Bool { writer == nil }

  /// Answers all that were submitted, takes no more, and lets another process write. Reading goes on.
  public func close() { writer?.close() }
}
