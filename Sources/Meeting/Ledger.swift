internal import Events
internal import HashTree
internal import Journal

/// What the log has, as digests that two machines can compare: by origin, and within it by blocks. The digest
/// of a block is SHA-256 over its records in order, each as its sequence number (8 bytes) and its leaf; of an
/// origin over its blocks, each as number and digest; of all over the origins, each as name and digest.
/// Blocks and origins that hold nothing are left out.
struct Ledger {
  /// Of one origin. 42 bytes a block.
  private struct Origin {
    var numbers: [UInt64] = []
    var digests: [TreeHash] = []
    var counts: [UInt16] = []
    var last: UInt64 = 0
    var head: TreeHash?

    /// - Parameter digest: nil where the block holds nothing.
    mutating func set(_ number: UInt64, _ digest: TreeHash?, count: Int, last: UInt64) {
      let place = numbers.partition(to: number)
      let isThere = place < numbers.count && numbers[place] == number
      head = nil
      guard let digest else { return }
      self.last = max(self.last, last)
      if isThere {
        (digests[place], counts[place]) = (digest, UInt16(count))
      } else {
        numbers.insert(number, at: place)
        digests.insert(digest, at: place)
        counts.insert(UInt16(count), at: place)
      }
    }

    mutating func digest() -> TreeHash {
      if let head { return head }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(numbers.count * 40)
      for (number, digest) in zip(numbers, digests) { bytes.append(number, digest) }
      let made = TreeHash.sha256(bytes.span.bytes)
      head = made
      return made
    }
  }

  private var origins: [UInt64: Origin] = [:]
  /// Every record up to here is in it.
  private var end: Position = 0

  /// Over all.
  private(set) var digest = TreeHash.empty
  private(set) var heads: [OriginHead] = []

  /// Takes in what is new. Only blocks that have got something are made anew.
  /// - Parameters:
  ///   - isInScope: whether a record belongs to it.
  ///   - see: told of every record that was not looked at before.
  mutating func update(_ journal: Journal, isInScope: (Header) -> Bool, see: (Header) throws -> Void) throws {
    let now = try journal.end
    guard now > end else { return }
    if end == 0 { try fill(journal, isInScope, see) } else { try follow(journal, upTo: now, isInScope, see) }
    end = now
    settle()
  }

  private mutating func settle() {
    var bytes: [UInt8] = []
    heads = origins.keys.sorted().compactMap { name in
      guard var origin = origins[name], !origin.numbers.isEmpty else { return nil }
      let digest = origin.digest()
      origins[name] = origin
      bytes.append(name, digest)
      let count = origin.counts.reduce(0) { $0 + UInt64($1) }
      return OriginHead(origin: name, last: origin.last, count: count, digest: digest)
    }
    digest = TreeHash.sha256(bytes.span.bytes)
  }

  /// Block after block, as the ids go.
  private mutating func fill(
    _ journal: Journal, _ isInScope: (Header) -> Bool, _ see: (Header) throws -> Void
  ) throws {
    for origin in try journal.seen().map(\.origin) {
      var next = try journal.firstSequence(of: origin, from: 1)
      while let sequence = next {
        let block = Block(origin: origin, holding: sequence)
        try make(block, journal, isInScope, see)
        next = try journal.firstSequence(of: origin, from: block.sequences.upperBound + 1)
      }
    }
  }

  private mutating func follow(
    _ journal: Journal, upTo now: Position, _ isInScope: (Header) -> Bool, _ see: (Header) throws -> Void
  ) throws {
    var (position, stale) = (end, Set<Block>())
    while position < now {
      position = try journal.read(after: position, atMost: 10_000) { _, header, _ in
        try see(header)
        stale.insert(.of(header.id))
      }
    }
    for block in stale.sorted() { try make(block, journal, isInScope) { _ in } }
  }

  private mutating func make(
    _ block: Block, _ journal: Journal, _ isInScope: (Header) -> Bool, _ see: (Header) throws -> Void
  ) throws {
    var (bytes, count, last): ([UInt8], Int, UInt64) = ([], 0, 0)
    bytes.reserveCapacity(Int(Block.size) * 40)
    try journal.records(of: block.origin, in: block.sequences) { _, header, record in
      try see(header)
      guard isInScope(header) else { return true }
      bytes.append(header.id.sequence, TreeHash.leaf(record))
      (count, last) = (count + 1, header.id.sequence)
      return true
    }
    let digest = count > 0 ? TreeHash.sha256(bytes.span.bytes) : nil
    origins[block.origin, default: Origin()].set(block.number, digest, count: count, last: last)
  }

  /// The blocks of an origin from a number on, in order.
  func blocks(_ from: Block) -> some Sequence<BlockHead> {
    let origin = origins[from.origin] ?? Origin()
    let start = origin.numbers.partition(to: from.number)
    return origin.numbers.indices[start...].lazy.map {
      BlockHead(block: Block(origin: from.origin, number: origin.numbers[$0]), digest: origin.digests[$0])
    }
  }

  func head(of origin: UInt64) -> OriginHead? { heads.first { $0.origin == origin } }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: UInt64, _ hash: TreeHash) {
    append(bigEndian: number)
    Swift.withUnsafeBytes(of: hash) { append(contentsOf: $0) }
  }
}

extension [UInt64] {
  /// Where a number is, or would be put.
  fileprivate func partition(to number: UInt64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
