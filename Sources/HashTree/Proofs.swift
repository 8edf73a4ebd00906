/// Shows by itself that a record stands in a log, as C2SP tlog-proof has it; the record is its extra data.
public struct RecordProof: Hashable, Sendable {
  private static let first = "c2sp.org/tlog-proof@v1"

  /// The stored bytes: header and sealed body.
  public let record: [UInt8]
  /// The record's number, from 0.
  public let index: UInt64
  public let path: [TreeHash]
  public let checkpoint: SignedNote

  public init(record: [UInt8], index: UInt64, path: [TreeHash], checkpoint: SignedNote) {
    (self.record, self.index, self.path, self.checkpoint) = (record, index, path, checkpoint)
  }

  /// Throws unless the record stands at its place in the log whose key this is.
  @discardableResult
  public func check(by key: VerifierKey) throws(NoteError) -> Checkpoint {
    let head = try Checkpoint(checkpoint, by: key)
    let leaf = unsafe TreeHash.leaf(record.span.bytes)
    guard leaf.isIncluded(at: index, size: head.size, root: head.root, path: path) else {
      throw .unproved("the record stands at number \(index) of \(head.size)")
    }
    return head
  }
}

extension RecordProof: CustomStringConvertible {
  public var description: String {
    "\(RecordProof.first)\nextra \(record.base64)\nindex \(index)\n" + path.map { "\($0)\n" }.joined()
      + "\n\(checkpoint)"
  }

  /// The proof that `description` writes. Nothing of it is to be believed before `check`.
  public init(_ text: String) throws(NoteError) {
    var lines = try Lines(text, of: "proof")
    guard let version = lines.next(), version == RecordProof.first,
      let record = lines.next(after: "extra").flatMap({ [UInt8](base64: $0) }),
      let index = lines.next(after: "index").flatMap(UInt64.init(plain:))
    else { throw .malformed("proof", reason: "its first three lines are not version, record and index") }
    self.init(record: record, index: index, path: try lines.hashes(), checkpoint: try SignedNote(lines.rest))
  }
}

/// Shows that a log has only grown since an older checkpoint: the body of a request to a witness, as C2SP
/// tlog-witness has it.
public struct GrowthProof: Hashable, Sendable {
  /// How many records the older checkpoint had.
  public let old: UInt64
  public let path: [TreeHash]
  public let checkpoint: SignedNote

  public init(old: UInt64, path: [TreeHash], checkpoint: SignedNote) {
    (self.old, self.path, self.checkpoint) = (old, path, checkpoint)
  }

  /// Throws unless the log whose key this is has the older checkpoint within it.
  @discardableResult
  public func check(_ older: SignedNote, by key: VerifierKey) throws(NoteError) -> Checkpoint {
    let (before, now) = (try Checkpoint(older, by: key), try Checkpoint(checkpoint, by: key))
    guard before.size == old, now.root.isGrown(from: before.root, old, to: now.size, path: path) else {
      throw .unproved("the log of \(now.size) records grew out of the one of \(before.size)")
    }
    return now
  }
}

extension GrowthProof: CustomStringConvertible {
  public var description: String { "old \(old)\n" + path.map { "\($0)\n" }.joined() + "\n\(checkpoint)" }

  /// The proof that `description` writes. Nothing of it is to be believed before `check`.
  public init(_ text: String) throws(NoteError) {
    var lines = try Lines(text, of: "proof")
    guard let old = lines.next(after: "old").flatMap(UInt64.init(plain:)) else {
      throw .malformed("proof", reason: "its first line is not the old size")
    }
    self.init(old: old, path: try lines.hashes(), checkpoint: try SignedNote(lines.rest))
  }
}

/// Lines one after another, and what is left of them.
private struct Lines {
  private var left: Substring
  private let what: String

  init(_ text: String, of what: String) throws(NoteError) {
    guard !text.utf8.contains(0x0D) else { throw .malformed(what, reason: "it has carriage returns") }
    (left, self.what) = (text[...], what)
  }

  var rest: String { String(left) }

  mutating func next() -> Substring? {
    guard let end = left.utf8.firstIndex(of: 0x0A) else { return nil }
    defer { left = left[left.utf8.index(after: end)...] }
    return left[..<end]
  }

  /// What stands after a word and a space.
  mutating func next(after word: String) -> Substring? {
    guard let line = next(), line.hasPrefix(word + " ") else { return nil }
    return line.dropFirst(word.count + 1)
  }

  /// Up to and with an empty line.
  mutating func hashes() throws(NoteError) -> [TreeHash] {
    var hashes: [TreeHash] = []
    while let line = next(), !line.isEmpty {
      guard hashes.count < 64, let hash = TreeHash(line) else {
        throw .malformed(what, reason: "line ‘\(line)’ is no hash")
      }
      hashes.append(hash)
    }
    return hashes
  }
}
