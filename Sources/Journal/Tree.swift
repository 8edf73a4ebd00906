internal import Events
internal import HashTree
internal import LMDB

/// Which hashes of the tree are kept: those of every complete subtree of 256 leaves or more, numbered from 1 in
/// the order in which they were completed, so that they are only ever added at the end. Each smaller one
/// follows from at most 256 records. The leaf of a record is all that is stored of it, header and sealed body.
enum Kept {
  /// Of the smallest that are kept.
  static let level = 8
  /// Leaves of such a subtree.
  static let block: UInt64 = 1 << UInt64(level)

  /// How many are kept of a tree of this size.
  static func count(size: UInt64) -> UInt64 {
    let blocks = size / block
    return 2 * blocks - UInt64(blocks.nonzeroBitCount)
  }

  /// The number of a subtree of 2^`level` leaves, the `index`-th from 0.
  static func number(level: Int, index: UInt64) -> UInt64 {
    let height = UInt64(level - Kept.level)
    let blocks = (index + 1) << height
    return count(size: (blocks - 1) * block) + height + 1
  }
}

extension Tables {
  private static let headKey = Array("head".utf8)

  /// The edge of the tree as the last commit left it; nil in a log that has none yet.
  /// - Throws: `treeDamaged` when it cannot be read.
  func head(
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(JournalError) -> Edge? {
    let path = transaction.environment.path
    do throws(LMDBError) {
      guard let bytes = try transaction.value(at: Tables.headKey, in: meta) else { return nil }
      if let edge = Edge(bytes) { return edge }
    } catch { throw .storage(error) }
    throw .treeDamaged(path: path)
  }

  /// A hash that is kept; nil when it is not there.
  func kept(
    _ number: UInt64, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> TreeHash? {
    guard let bytes = try transaction.value(at: number, in: tree) else { return nil }
    return bytes.byteCount == TreeHash.byteCount ? TreeHash(bytes) : nil
  }

  /// Stores the hashes of the subtrees that were completed on the way to `edge`, and the edge.
  func write(
    _ completed: [TreeHash], _ edge: Edge, _ write: inout WriteTransaction
  ) throws(LMDBError) {
    var number = Kept.count(size: edge.size) - UInt64(completed.count)
    for hash in completed {
      number += 1
      let bytes = hash.bytes
      try write.put(bytes.span.bytes, at: number, in: tree, placing: .last)
    }
    let bytes = edge.bytes
    try write.put(bytes.span.bytes, at: Tables.headKey, in: meta)
  }
}

/// Gives a tree to a log that was written without one.
struct Planting {
  /// Records of one transaction: some milliseconds, in which no one else could write.
  private static let step = 65_536
  let environment: Environment
  let tables: Tables

  /// Takes what the tree lacks, up to the end of the log or to the first record that is missing.
  func grow() throws(JournalError) {
    while try takeStep() {}
  }

  private func takeStep() throws(JournalError) -> Bool {
    var edge = try head()
    let start = edge.size
    do throws(LMDBError) {
      guard try environment.beginRead().lastKey(of: tables.records) ?? 0 > start else { return false }
      var completed: [TreeHash] = []
      try read(into: &edge, &completed, environment.beginRead())
      guard edge.size > start else { return false }
      var write = try environment.beginWrite()
      try tables.write(completed, edge, &write)
      try write.commit()
      return true
    } catch { throw .storage(error) }
  }

  private func head() throws(JournalError) -> Edge {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    return try tables.head(read) ?? Edge()
  }

  private func read(
    into edge: inout Edge, _ completed: inout [TreeHash], _ read: consuming ReadTransaction
  ) throws(LMDBError) {
    var cursor = try read.cursor(over: tables.records)
    var left = Planting.step
    var found = try cursor.seek(edge.size + 1)
    while found, left > 0, cursor.key == edge.size + 1 {
      edge.append(.leaf(cursor.value), completing: &completed, from: Kept.level)
      left -= 1
      found = try cursor.next()
    }
  }
}
