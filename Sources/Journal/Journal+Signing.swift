internal import Events
public import HashTree
internal import LMDB

/// Two entries of the log's own table of facts: the key that signs checkpoints, sealed by whoever holds the
/// keys, and the head that was signed last.
private let keyName = Array("signing key".utf8)
private let signedName = Array("signed".utf8)

extension Journal {
  /// The seed of the signing key as it was given to `keep`; nil before that. It goes with the log into every
  /// copy of it.
  public func sealedSigningSeed() throws(JournalError) -> [UInt8]? {
    do throws(LMDBError) {
      let read = try environment.beginRead()
      guard let bytes = try read.value(at: keyName, in: tables.meta) else { return nil }
      return [UInt8](copying: bytes)
    } catch { throw .storage(error) }
  }

  /// Keeps the sealed seed, on the disk when this returns. One that is there already is not replaced.
  /// - Returns: the one that is kept.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func keep(sealedSigningSeed seed: [UInt8]) throws(JournalError) -> [UInt8] {
    try checkWritable()
    do throws(LMDBError) {
      var write = try environment.beginWrite()
      if let there = try write.value(at: keyName, in: tables.meta) { return [UInt8](copying: there) }
      try write.put(seed.span.bytes, at: keyName, in: tables.meta)
      try write.commit()
      return seed
    } catch { throw .storage(error) }
  }

  /// The head that was signed last; nil before the first.
  public func lastSigned() throws(JournalError) -> Checkpoint? {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    return try tables.signed(read).map { Checkpoint(origin: treeName, size: $0.size, root: $0.root) }
  }

  /// Signs the head of the tree as it is now, having seen that it grew out of the one that was signed last.
  /// That it was signed is on the disk before anybody has the signature.
  /// - Throws: `forked` when the log no longer holds what was signed before.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func sign(with key: SigningKey) throws(JournalError) -> SignedNote {
    try checkWritable()
    let now = try checkpoint()
    if let last = try lastSigned() {
      guard last.size <= now.size else { throw .forked(signed: last.size) }
      let path = try consistency(from: last.size, to: now.size)
      guard now.root.isGrown(from: last.root, last.size, to: now.size, path: path) else {
        throw .forked(signed: last.size)
      }
    }
    try remember(SignedHead(size: now.size, root: now.root))
    do throws(NoteError) { return try now.signed(by: key) } catch { throw .note(error) }
  }

  private func remember(_ head: SignedHead) throws(JournalError) {
    var write = try stored { () throws(LMDBError) in try environment.beginWrite() }
    if let last = try tables.signed(write), last.size >= head.size { return }
    do throws(LMDBError) {
      let bytes = head.bytes
      try write.put(bytes.span.bytes, at: signedName, in: tables.meta)
      try write.commit()
    } catch { throw .storage(error) }
  }
}

/// What is remembered of the last checkpoint that was signed: size, big-endian, and root.
struct SignedHead {
  let size: UInt64
  let root: TreeHash

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: size)
    return bytes + root.bytes
  }
}

extension Tables {
  func signed(
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(JournalError) -> SignedHead? {
    let path = transaction.environment.path
    do throws(LMDBError) {
      guard let bytes = try transaction.value(at: signedName, in: meta) else { return nil }
      if bytes.byteCount == 8 + TreeHash.byteCount, let root = TreeHash(bytes.extracting(8...)) {
        return SignedHead(size: bytes.bigEndian(at: 0), root: root)
      }
    } catch { throw .storage(error) }
    throw .treeDamaged(path: path)
  }
}

/// What a copy of a log has of its signing from the beginning.
enum Signing {
  static func write(
    _ seed: [UInt8], _ head: SignedHead, _ environment: Environment, _ tables: Tables
  ) throws(LMDBError) {
    let bytes = head.bytes
    var write = try environment.beginWrite()
    try write.put(seed.span.bytes, at: keyName, in: tables.meta)
    try write.put(bytes.span.bytes, at: signedName, in: tables.meta)
    try write.commit()
  }
}
