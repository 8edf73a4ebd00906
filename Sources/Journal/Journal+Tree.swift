internal import Events
public import HashTree
internal import LMDB

extension Journal {
  /// The first line of checkpoints, and the name of the key that signs them.
  public var treeName: String { "tillid/\(id)" }

  /// The head of the tree over the first `size` records, or over all of them. Not signed.
  /// - Throws: `cutBack`, `treeBehind` or `treeDamaged` when records and tree do not agree.
  public func checkpoint(size: UInt64? = nil) throws(JournalError) -> Checkpoint {
    let edge = try edge()
    guard let size, size != edge.size else {
      return Checkpoint(origin: treeName, size: edge.size, root: edge.root)
    }
    guard size < edge.size else { throw .noSuchSize(size, of: edge.size) }
    var subtrees = StoredSubtrees(environment: environment, tables: tables)
    let root = try subtrees.root(size: size)
    let path = try subtrees.consistency(from: size, to: edge.size)
    guard edge.root.isGrown(from: root, size, to: edge.size, path: path) else {
      throw .treeDamaged(path: self.path)
    }
    return Checkpoint(origin: treeName, size: size, root: root)
  }

  /// Shows that the record at `position` is leaf number `position` − 1 of the tree of `checkpoint`, one of this
  /// log: the hashes beside its way to the root.
  /// - Throws: `treeDamaged` when it is not.
  public func proof(
    of position: Position, in checkpoint: Checkpoint
  ) throws(JournalError) -> [TreeHash] {
    let size = checkpoint.size
    guard (1...max(1, size)).contains(position), size > 0, let record = try record(at: position) else {
      throw .noSuchSize(position, of: size)
    }
    try checkReaches(size)
    var subtrees = StoredSubtrees(environment: environment, tables: tables)
    let path = try subtrees.inclusion(of: position - 1, size: size)
    let leaf = TreeHash.leaf(record.span.bytes)
    guard leaf.isIncluded(at: position - 1, size: size, root: checkpoint.root, path: path) else {
      throw .treeDamaged(path: self.path)
    }
    return path
  }

  /// Shows that the tree of `size` records grew out of the one of `old`.
  public func consistency(from old: UInt64, to size: UInt64) throws(JournalError) -> [TreeHash] {
    guard old <= size else { throw .noSuchSize(old, of: size) }
    try checkReaches(size)
    var subtrees = StoredSubtrees(environment: environment, tables: tables)
    return try subtrees.consistency(from: old, to: size)
  }

  /// Whether the log's first records, as many as `earlier` has, are still those of that checkpoint.
  public func hasGrown(from earlier: Checkpoint) throws(JournalError) -> Bool {
    let now = try checkpoint()
    guard earlier.origin == now.origin, earlier.size <= now.size else { return false }
    let path = try consistency(from: earlier.size, to: now.size)
    return now.root.isGrown(from: earlier.root, earlier.size, to: now.size, path: path)
  }

  private func checkReaches(_ size: UInt64) throws(JournalError) {
    let end = try edge().size
    guard size <= end else { throw .noSuchSize(size, of: end) }
  }

  /// The edge of the tree, which covers every record.
  private func edge() throws(JournalError) -> Edge {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    return try tables.edge(read)
  }
}

extension Tables {
  /// The edge of the tree, if it covers every record.
  func edge(_ transaction: borrowing some Transaction & ~Copyable) throws(JournalError) -> Edge {
    let (path, edge) = (transaction.environment.path, try head(transaction) ?? Edge())
    let (end, count): (Position, Int)
    do throws(LMDBError) {
      (end, count) = (try transaction.lastKey(of: records) ?? 0, try transaction.count(of: tree))
    } catch { throw .storage(error) }
    guard edge.size <= end else { throw .cutBack(path: path, end: end, tree: edge.size) }
    guard edge.size == end else { throw .treeBehind(path: path, end: end, tree: edge.size) }
    guard count == Kept.count(size: edge.size) else { throw .treeDamaged(path: path) }
    return edge
  }
}

/// The subtrees of a log: the large ones as they are kept, the small ones from the records. What is asked of
/// one block costs the hashing of its 256 records once.
struct StoredSubtrees: Subtrees {
  let environment: Environment
  let tables: Tables
  private var blocks: [UInt64: [TreeHash]] = [:]

  init(environment: Environment, tables: Tables) {
    (self.environment, self.tables) = (environment, tables)
  }

  mutating func hash(level: Int, index: UInt64) throws(JournalError) -> TreeHash {
    guard level >= Kept.level else { return try small(level: level, index: index) }
    do throws(LMDBError) {
      let number = Kept.number(level: level, index: index)
      if let hash = try tables.kept(number, environment.beginRead()) { return hash }
    } catch { throw .storage(error) }
    throw .treeDamaged(path: environment.path)
  }

  private mutating func small(level: Int, index: UInt64) throws(JournalError) -> TreeHash {
    let first = index << UInt64(level)
    let leaves = try leaves(ofBlock: first / Kept.block)
    let within = Int(first % Kept.block)..<Int(first % Kept.block) + 1 << level
    guard within.upperBound <= leaves.count else { throw .treeDamaged(path: environment.path) }
    var edge = Edge()
    for leaf in leaves[within] { edge.append(leaf) }
    return edge.root
  }

  private mutating func leaves(ofBlock block: UInt64) throws(JournalError) -> [TreeHash] {
    if let known = blocks[block] { return known }
    do throws(LMDBError) {
      let leaves = try read(block, environment.beginRead())
      blocks[block] = leaves
      return leaves
    } catch { throw .storage(error) }
  }

  private func read(_ block: UInt64, _ read: consuming ReadTransaction) throws(LMDBError) -> [TreeHash] {
    let first = block * Kept.block + 1
    var leaves: [TreeHash] = []
    var cursor = try read.cursor(over: tables.records)
    var found = try cursor.seek(first)
    while found, leaves.count < Kept.block, cursor.key == first + UInt64(leaves.count) {
      leaves.append(.leaf(cursor.value))
      found = try cursor.next()
    }
    return leaves
  }
}
