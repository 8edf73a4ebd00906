internal import Events
internal import LMDB

extension ThreadIndex {
  /// Positions that one transaction writes.
  private static let portion = 500_000

  /// Fills an empty index from a census, in the order of the keys.
  func fill(_ census: Census) throws {
    let threads = PositionsByOwner(census)
    let order = census.handles.indices.dropFirst().sorted { census.handles[$0] < census.handles[$1] }
    var addition = Addition()
    var positions = 0
    for owner in order {
      addition.threads[census.handles[owner]] = threads[owner]
      positions += threads[owner].count
      guard positions >= Self.portion else { continue }
      try add(addition, mark: 0)
      (addition, positions) = (Addition(), 0)
    }
    addition.landmarks = census.landmarkPositions
    addition.amendments = census.amendments.compactMap { position, event in
      event.content.amended.map { ($0, position) }
    }
    try add(addition, mark: census.end)
  }
}

/// The log's positions sorted by whose they are: a counting sort, since owners are small numbers.
private struct PositionsByOwner {
  private let starts: [Int]
  private let positions: [UInt32]

  init(_ census: Census) {
    var next = [0]
    for count in census.records { next.append((next.last ?? 0) + count) }
    starts = next
    var positions = [UInt32](repeating: 0, count: census.owners.count)
    for (index, owner) in census.owners.enumerated() {
      positions[next[Int(owner)]] = UInt32(index + 1)
      next[Int(owner)] += 1
    }
    self.positions = positions
  }

  subscript(owner: Int) -> [UInt64] { positions[starts[owner]..<starts[owner + 1]].map(UInt64.init) }
}
