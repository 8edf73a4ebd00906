/// All that is needed of a tree to add leaves to it and to know its root: the hashes of the complete subtrees
/// at its right edge, the largest first, one for each bit that is set in its size.
public struct Edge: Hashable, Sendable {
  /// How many leaves the tree has.
  public private(set) var size: UInt64 = 0
  public private(set) var peaks: [TreeHash] = []

  /// Of a tree without leaves.
  public init() {}

  /// nil unless there is one hash for each bit that is set in `size`.
  public init?(size: UInt64, peaks: [TreeHash]) {
    guard peaks.count == size.nonzeroBitCount else { return nil }
    (self.size, self.peaks) = (size, peaks)
  }

  /// Adds a leaf.
  public mutating func append(_ leaf: TreeHash) {
    var (hash, rest) = (leaf, size)
    while rest & 1 == 1, let left = peaks.popLast() {
      hash = .node(left, hash)
      rest >>= 1
    }
    peaks.append(hash)
    size += 1
  }

  /// Adds a leaf, and to `nodes` the hash of each subtree of 2^`level` leaves or more that it completes, from
  /// the smallest to the largest.
  public mutating func append(_ leaf: TreeHash, completing nodes: inout [TreeHash], from level: Int) {
    var (hash, height, rest) = (leaf, 0, size)
    if level == 0 { nodes.append(hash) }
    while rest & 1 == 1, let left = peaks.popLast() {
      hash = .node(left, hash)
      (height, rest) = (height + 1, rest >> 1)
      if height >= level { nodes.append(hash) }
    }
    peaks.append(hash)
    size += 1
  }

  /// The root of the tree of this size.
  public var root: TreeHash { TreeHash.root(of: peaks) }

  /// Eight bytes of size, big-endian, and the peaks.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * UInt64($0))) } + peaks.flatMap(\.bytes)
  }

  /// The edge that `bytes` writes; nil for anything else.
  public init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= 8 else { return nil }
    let size = unsafe UInt64(bigEndian: bytes.unsafeLoadUnaligned(as: UInt64.self))
    let count = size.nonzeroBitCount
    guard bytes.byteCount == 8 + count * TreeHash.byteCount else { return nil }
    let peaks = (0..<count).compactMap { TreeHash(bytes.extracting((8 + $0 * TreeHash.byteCount)...)) }
    self.init(size: size, peaks: peaks)
  }
}

extension TreeHash {
  /// Of a tree with these complete subtrees, the largest first.
  static func root(of peaks: [TreeHash]) -> TreeHash {
    guard let last = peaks.last else { return .empty }
    return peaks.dropLast().reversed().reduce(last) { .node($1, $0) }
  }
}
