public import HashTree

extension Journal {
  /// The edge of the tree over the first `size` records: what a copy goes on from.
  public func edge(size: UInt64) throws(JournalError) -> Edge {
    let end = try checkpoint().size
    guard size <= end else { throw .noSuchSize(size, of: end) }
    var subtrees = StoredSubtrees(environment: environment, tables: tables)
    var (peaks, start): ([TreeHash], UInt64) = ([], 0)
    for level in (0..<64).reversed() where size >> UInt64(level) & 1 == 1 {
      peaks.append(try subtrees.hash(level: level, index: start >> UInt64(level)))
      start += 1 << UInt64(level)
    }
    guard let edge = Edge(size: size, peaks: peaks) else { throw .treeDamaged(path: path) }
    return edge
  }
}
