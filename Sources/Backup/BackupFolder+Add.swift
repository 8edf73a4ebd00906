public import Events
internal import Glibc
public import HashTree
public import Journal

/// What a backup came to.
public struct Added: Sendable, Hashable {
  /// The backup reached to here before, and reaches to there now.
  public let before: Position
  public let now: Position
  /// Of the segments that were written.
  public fileprivate(set) var bytes = 0
  public fileprivate(set) var segments = 0
}

extension BackupFolder {
  /// Adds what the log has and the backup has not, as it is at this moment; the log may be written to meanwhile,
  /// by any process.
  ///
  /// Each segment is on the disk, and its records are seen to be those of the log's tree, before the checkpoint
  /// says that the backup reaches to its end: a kill costs at most the segment that was being written.
  /// - Parameters:
  ///   - key: that of this log.
  ///   - list: of key backups, of which a copy goes along.
  ///   - progress: told events done and events in all.
  /// - Throws: `notConsistent` when the log no longer holds what the backup has.
  public func add(
    _ journal: Journal, signing key: SigningKey, at moment: Moment, list: KeyBackups,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Added {
    try prepare()
    let lock = try FolderLock(path)
    defer { lock.release() }
    let end = try journal.end
    let before = try reached(journal, key.verifier, end)
    try clear(beyond: before)
    _ = try segments(upTo: before)
    try identify(journal, key.verifier)
    var added = Added(before: before, now: end)
    var edge = try journal.edge(size: before)
    while edge.size < end {
      let last = min(end, (edge.size / Segment.most + 1) * Segment.most)
      let segment = Segment(log: journal.id, first: edge.size + 1, last: last, made: moment)
      let done = Int(edge.size - before)
      added.bytes += try write(segment, journal, &edge) { progress(done + $0, Int(end - before)) }
      added.segments += 1
      let head = try journal.checkpoint(size: last)
      guard edge.root == head.root else { throw JournalError.treeDamaged(path: journal.path) }
      try put(Array("\(try head.signed(by: key))".utf8), at: checkpointPath)
    }
    try copy(list)
    return added
  }

  /// Puts a copy of the list of key backups beside the log.
  public func copy(_ list: KeyBackups) throws {
    if let list = try list.text() { try put(list, at: listPath) }
  }

  /// How far the backup reaches, if the log is still the one that it is of.
  private func reached(
    _ journal: Journal, _ verifier: VerifierKey, _ end: Position
  ) throws -> Position {
    if let last = try journal.lastSigned(), try !journal.hasGrown(from: last) {
      throw JournalError.forked(signed: last.size)
    }
    if let text = try text(at: identityPath) {
      let identity = try BackupIdentity(text: text, path: identityPath)
      guard identity.log == journal.id else { throw BackupError.otherLog(path: path) }
    }
    guard let note = try note() else { return 0 }
    let checkpoint = try Checkpoint(note, by: verifier)
    guard try journal.hasGrown(from: checkpoint) else {
      throw BackupError.notConsistent(path: path, size: checkpoint.size, end: end)
    }
    return checkpoint.size
  }

  private func identify(_ journal: Journal, _ verifier: VerifierKey) throws {
    guard let seed = try journal.sealedSigningSeed() else { return }
    let identity = BackupIdentity(log: journal.id, verifier: verifier, signingSeed: seed).text
    if try text(at: identityPath) != identity { try put(Array(identity.utf8), at: identityPath) }
    if try text(at: readmePath) != readme { try put(Array(readme.utf8), at: readmePath) }
  }

  /// Writes the records of a segment, and adds them to the tree.
  /// - Returns: how many bytes it has.
  private func write(
    _ segment: Segment, _ journal: Journal, _ edge: inout Edge, progress: (Int) -> Void
  ) throws -> Int {
    let file = try OutputFile(path(of: segment.name))
    try file.append(segment.bytes)
    while edge.size < segment.last {
      let count = Int(min(10_000, segment.last - edge.size))
      let reached = try journal.read(after: edge.size, atMost: count) { position, _, record in
        guard position == edge.size + 1 else {
          throw BackupError.gap(path: journal.path, after: edge.size, next: position)
        }
        try file.append(UInt32(record.byteCount), record)
        edge.append(.leaf(record))
      }
      guard reached == edge.size, reached > 0 else {
        throw BackupError.gap(path: journal.path, after: edge.size, next: nil)
      }
      progress(Int(edge.size - segment.first + 1))
    }
    return try file.finish()
  }
}

/// Held by the one that writes to a folder of a backup. A file system that knows no locks is trusted.
private final class FolderLock {
  private let file: Int32

  init(_ path: String) throws(BackupError) {
    file = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .system(path: path, doing: "open", errno: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(file)
      throw .inUse(path: path)
    }
  }

  func release() { close(file) }
}
