internal import Events
internal import HashTree
internal import LMDB

/// The part of a verification that makes the tree again from the records, and holds against it what is kept:
/// the hash of every whole block and of what stands above it, the edge, and the head that was signed last.
struct TreeCheck {
  /// The last position of the log when the verification began.
  let end: Position
  private let tables: Tables
  private let head: Edge?
  private let signed: SignedHead?
  private let keptCount: UInt64
  /// What could not be read at the beginning.
  private let unreadable: [String]
  /// The last position that has something to be held against.
  private let limit: Position
  /// Of the block under way.
  private var block = Edge()
  private var isWhole = true
  private var position: Position = 0

  init(_ read: borrowing ReadTransaction, _ tables: Tables) throws(JournalError) {
    self.tables = tables
    do throws(LMDBError) {
      end = try read.lastKey(of: tables.records) ?? 0
      keptCount = UInt64(try read.count(of: tables.tree))
    } catch { throw .storage(error) }
    var unreadable: [String] = []
    head = try readable("the edge of the hash tree", &unreadable) { () throws(JournalError) in
      try tables.head(read)
    }
    signed = try readable("the head that was signed last", &unreadable) { () throws(JournalError) in
      try tables.signed(read)
    }
    self.unreadable = unreadable
    limit = min(end, head?.size ?? 0, (keptCount + 1) * Kept.block)
  }

  /// The next record, in order of positions.
  mutating func take(
    _ record: RawSpan, _ at: Position, _ read: borrowing ReadTransaction, _ found: inout Verification
  ) throws(LMDBError) {
    guard at <= limit else { return }
    try pass(missing: at - 1, read, &found)
    block.append(.leaf(record))
    try step(to: at, read, &found)
  }

  /// Goes to `last` over records that are not there, block by block.
  private mutating func pass(
    missing last: Position, _ read: borrowing ReadTransaction, _ found: inout Verification
  ) throws(LMDBError) {
    while position < last {
      isWhole = false
      try step(to: min(last, (position / Kept.block + 1) * Kept.block), read, &found)
    }
  }

  private mutating func step(
    to at: Position, _ read: borrowing ReadTransaction, _ found: inout Verification
  ) throws(LMDBError) {
    position = at
    if at % Kept.block == 0 { try endBlock(read, &found) }
    if at == signed?.size { try holdSigned(read, &found) }
    if at == head?.size { try holdEdge(read, &found) }
    if at % Kept.block == 0 { (block, isWhole) = (Edge(), true) }
  }

  /// Holds a block's hash, and those of the subtrees that end with it, against what they are made of.
  private func endBlock(
    _ read: borrowing ReadTransaction, _ found: inout Verification
  ) throws(LMDBError) {
    var (level, index) = (Kept.level, position / Kept.block - 1)
    var made = isWhole ? block.root : nil
    while true {
      let kept = try tables.kept(Kept.number(level: level, index: index), read)
      try compare(kept, made, level: level, &found)
      guard index & 1 == 1 else { return }
      let left = try tables.kept(Kept.number(level: level, index: index - 1), read)
      made = if let left, let kept { .node(left, kept) } else { nil }
      (level, index) = (level + 1, index >> 1)
    }
  }

  private func compare(
    _ kept: TreeHash?, _ made: TreeHash?, level: Int, _ found: inout Verification
  ) throws(LMDBError) {
    let covered = (position + 1 - 1 << UInt64(level))...position
    guard let kept else { return found.find(covered, "the hash tree lacks the hash of these records") }
    guard let made, made != kept else { return }
    found.find(
      covered,
      level == Kept.level
        ? "one of these records, or their hash, is not what it was when it was written"
        : "the hash of these records does not follow from those of its halves")
  }

  /// The peaks of the tree that ends here; nil for those that cannot be known.
  private func peaks(_ read: borrowing ReadTransaction) throws(LMDBError) -> [TreeHash?] {
    var peaks: [TreeHash?] = []
    let whole = position - position % Kept.block
    for level in stride(from: 63, through: Kept.level, by: -1) where whole >> UInt64(level) & 1 == 1 {
      let index = whole >> UInt64(level) - 1
      peaks.append(try tables.kept(Kept.number(level: level, index: index), read))
    }
    guard position > whole else { return peaks }
    let count = (position - whole).nonzeroBitCount
    return peaks + (isWhole ? block.peaks : [TreeHash?](repeating: nil, count: count))
  }

  private func holdEdge(_ read: borrowing ReadTransaction, _ found: inout Verification) throws(LMDBError) {
    guard let head, head.size > 0 else { return }
    var last = head.size
    for (kept, made) in zip(head.peaks, try peaks(read)).reversed() {
      let first = last & (last - 1)
      if let made, made != kept {
        found.find(
          first + 1...last,
          first >= head.size - head.size % Kept.block
            ? "one of these records, or their hash, is not what it was when it was written"
            : "the edge of the hash tree has another hash for these records")
      }
      last = first
    }
  }

  private func holdSigned(_ read: borrowing ReadTransaction, _ found: inout Verification) throws(LMDBError) {
    let peaks = try peaks(read)
    let known = peaks.compactMap { $0 }
    guard let signed, known.count == peaks.count,
      Edge(size: position, peaks: known)?.root != signed.root
    else { return }
    found.find(
      1...position, "the checkpoint of \(position) records that was signed last is not one of this log")
  }

  /// What can be said when the last record was read.
  mutating func finish(_ read: borrowing ReadTransaction, _ found: inout Verification) throws(LMDBError) {
    for sentence in unreadable { found.find(nil, sentence) }
    let size = head?.size ?? 0
    if size > end {
      found.find(end + 1...size, "the log was cut back: its hash tree has these records, which are not there")
    }
    if size < end, unreadable.isEmpty {
      found.find(size + 1...end, "these records are not in the hash tree: open the log for writing once")
    }
    if head != nil, keptCount != Kept.count(size: size) {
      found.find(nil, "the hash tree keeps \(keptCount) hashes where \(Kept.count(size: size)) belong")
    }
    if let signed, signed.size > end {
      found.find(
        end + 1...signed.size, "a checkpoint was signed of \(signed.size) records, and these are not there")
    }
  }
}

/// nil, and a sentence, for what is there and cannot be read.
private func readable<R>(
  _ what: String, _ sentences: inout [String], _ read: () throws(JournalError) -> R?
) throws(JournalError) -> R? {
  do throws(JournalError) { return try read() } catch {
    guard case .treeDamaged = error else { throw error }
    sentences.append("\(what) cannot be read")
    return nil
  }
}
