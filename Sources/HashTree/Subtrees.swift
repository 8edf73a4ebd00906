/// Knows the hash of every complete subtree of a tree; all roots and proofs follow from these.
public protocol Subtrees {
  associatedtype Failure: Error
  /// Over the 2^`level` leaves from number `index`·2^`level`, counted from 0. Level 0 is a leaf.
  mutating func hash(level: Int, index: UInt64) throws(Failure) -> TreeHash
}

extension Subtrees {
  /// The root of the first `size` leaves.
  public mutating func root(size: UInt64) throws(Failure) -> TreeHash { try root(over: 0..<size) }

  /// The edge of the first `size` leaves.
  public mutating func peaks(size: UInt64) throws(Failure) -> [TreeHash] { try peaks(over: 0..<size) }

  /// Shows that the leaf of number `index`, from 0, is among the first `size`: the hashes beside its way to
  /// the root, from below (RFC 6962, 2.1.1).
  public mutating func inclusion(of index: UInt64, size: UInt64) throws(Failure) -> [TreeHash] {
    precondition(index < size)
    var (path, leaves): ([TreeHash], Range<UInt64>) = ([], 0..<size)
    while leaves.count64 > 1 {
      let (left, right) = leaves.halves
      let isLeft = left.contains(index)
      path.append(try root(over: isLeft ? right : left))
      leaves = isLeft ? left : right
    }
    return path.reversed()
  }

  /// Shows that the first `old` leaves are those that a tree of that size had, and that the rest was added
  /// after them (RFC 6962, 2.1.2). Empty when `old` is 0 or `size`.
  public mutating func consistency(from old: UInt64, to size: UInt64) throws(Failure) -> [TreeHash] {
    precondition(old <= size)
    guard old > 0 else { return [] }
    var (path, leaves, isWhole): ([TreeHash], Range<UInt64>, Bool) = ([], 0..<size, true)
    while leaves.upperBound > old {
      let (left, right) = leaves.halves
      if old <= left.upperBound {
        path.append(try root(over: right))
        leaves = left
      } else {
        path.append(try root(over: left))
        (leaves, isWhole) = (right, false)
      }
    }
    if !isWhole { path.append(try root(over: leaves)) }
    return path.reversed()
  }

  private mutating func root(over leaves: Range<UInt64>) throws(Failure) -> TreeHash {
    TreeHash.root(of: try peaks(over: leaves))
  }

  /// The complete subtrees that make up `leaves`, whose beginning is a multiple of every one of them.
  private mutating func peaks(over leaves: Range<UInt64>) throws(Failure) -> [TreeHash] {
    var (peaks, start): ([TreeHash], UInt64) = ([], leaves.lowerBound)
    while start < leaves.upperBound {
      let level = 63 - (leaves.upperBound - start).leadingZeroBitCount
      peaks.append(try hash(level: level, index: start >> UInt64(level)))
      start += 1 << UInt64(level)
    }
    return peaks
  }
}

extension Range<UInt64> {
  fileprivate var count64: UInt64 { upperBound - lowerBound }

  /// Divided as a tree is: the left half is the largest power of two that leaves something to the right.
  fileprivate var halves: (Range, Range) {
    let middle = lowerBound + 1 << UInt64(63 - (count64 - 1).leadingZeroBitCount)
    return (lowerBound..<middle, middle..<upperBound)
  }
}
