extension TreeHash {
  /// Whether this is the leaf of number `index`, from 0, in a tree of `size` leaves with that root
  /// (RFC 9162, 2.1.3.2).
  public func isIncluded(at index: UInt64, size: UInt64, root: TreeHash, path: [TreeHash]) -> Bool {
    guard index < size else { return false }
    var (first, last, hash) = (index, size - 1, self)
    for beside in path {
      guard last > 0 else { return false }
      if first & 1 == 1 || first == last {
        hash = .node(beside, hash)
        climb(&first, &last)
      } else {
        hash = .node(hash, beside)
      }
      (first, last) = (first >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Whether a tree of `size` leaves with this root grew out of one of `old` leaves with the root `oldRoot`
  /// (RFC 9162, 2.1.4.2). Everything grew out of a tree without leaves.
  public func isGrown(from oldRoot: TreeHash, _ old: UInt64, to size: UInt64, path: [TreeHash]) -> Bool {
    guard old < size else { return old == size && path.isEmpty && oldRoot == self }
    guard old > 0 else { return path.isEmpty && oldRoot == .empty }
    var (path, first, last) = (path[...], old - 1, size - 1)
    if old.nonzeroBitCount == 1 { path = [oldRoot] + path }
    while first & 1 == 1 { (first, last) = (first >> 1, last >> 1) }
    guard let start = path.popFirst() else { return false }
    var (before, now) = (start, start)
    for beside in path {
      guard last > 0 else { return false }
      if first & 1 == 1 || first == last {
        (before, now) = (.node(beside, before), .node(beside, now))
        climb(&first, &last)
      } else {
        now = .node(now, beside)
      }
      (first, last) = (first >> 1, last >> 1)
    }
    return last == 0 && before == oldRoot && now == self
  }
}

/// Past the levels at which there is nothing to the right.
private func climb(_ first: inout UInt64, _ last: inout UInt64) {
  while first & 1 == 0, first != 0 { (first, last) = (first >> 1, last >> 1) }
}
