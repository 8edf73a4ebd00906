internal import Events
public import HashTree

/// 1,024 sequence numbers of one origin: number 0 holds 1 to 1,024.
struct Block: Hashable, Sendable {
  static let size: UInt64 = 1_024
  let origin: UInt64
  let number: UInt64

  init(origin: UInt64, number: UInt64) { (self.origin, self.number) = (origin, number) }

  /// - Parameter sequence: from 1.
  init(origin: UInt64, holding sequence: UInt64) {
    self.init(origin: origin, number: (sequence - 1) / Self.size)
  }

  static func of(_ id: EventID) -> Block { Block(origin: id.origin, holding: id.sequence) }

  /// The greatest number that has sequence numbers.
  static let last: UInt64 = (1 << 62 - 1) / size

  var sequences: ClosedRange<UInt64> { number * Self.size + 1...(number + 1) * Self.size }
  var run: Run { Run(origin: origin, first: sequences.lowerBound, last: sequences.upperBound) }
}

extension Block: Comparable {
  static func < (a: Block, b: Block) -> Bool { (a.origin, a.number) < (b.origin, b.number) }
}

/// Sequence numbers of one origin, of which some are there.
struct Run: Hashable, Sendable {
  let origin: UInt64
  var first: UInt64
  var last: UInt64
}

extension [Run] {
  /// What is left of runs in their order, from an id on.
  func from(_ id: EventID) -> [Run] {
    compactMap { run in
      var run = run
      if run.origin < id.origin { return nil }
      if run.origin == id.origin { run.first = Swift.max(run.first, id.sequence) }
      return run.first <= run.last ? run : nil
    }
  }

  /// In order, those that follow one another as one.
  func joined() -> [Run] {
    var joined: [Run] = []
    for run in sorted(by: { ($0.origin, $0.first) < ($1.origin, $1.first) }) {
      if let before = joined.last, before.origin == run.origin, before.last + 1 >= run.first {
        joined[joined.count - 1].last = Swift.max(before.last, run.last)
      } else {
        joined.append(run)
      }
    }
    return joined
  }
}

/// What a machine has of one origin.
public struct OriginHead: Hashable, Sendable {
  public let origin: UInt64
  /// The last sequence number.
  public let last: UInt64
  /// How many events.
  public let count: UInt64
  public let digest: TreeHash
}

struct BlockHead: Hashable, Sendable {
  let block: Block
  let digest: TreeHash
}

/// The records of one block: sequence numbers and the hashes of the records as leaves of a tree.
struct BlockList: Hashable, Sendable {
  let block: Block
  var leaves: [(sequence: UInt64, leaf: TreeHash)]

  static func == (a: BlockList, b: BlockList) -> Bool {
    a.block == b.block && a.leaves.elementsEqual(b.leaves, by: ==)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(block) }
}
