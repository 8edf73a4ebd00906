internal import Events
internal import LMDB

extension ThreadIndex {
  /// Positions that one transaction writes.
  private static let portion = 500_000

  /// Fills an index from a census, in the order of the keys, from where a build before has left it.
  func fill(_ census: Census, _ pause: Pause) throws {
    guard try mark() < census.end || census.end == 0 else { return }
    let filled = try lastHandle()
    let threads = census.sections.map(PositionsByOwner.init)
    var addition = Addition()
    var positions = 0
    for (handle, places) in census.placesByHandle() where handle > filled {
      if pause.isAsked { return }
      let thread = places.flatMap { threads[$0.section][$0.number] }
      addition.threads[handle] = thread
      positions += thread.count
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

extension Census {
  /// Every participant's handle in order, with its number in each section that has it.
  fileprivate func placesByHandle() -> [(Handle, [(section: Int, number: Int)])] {
    var places: [(handle: Handle, section: Int, number: Int)] = []
    for (index, section) in sections.enumerated() {
      for (number, handle) in section.handles.enumerated().dropFirst() {
        places.append((handle, index, number))
      }
    }
    places.sort { ($0.handle, $0.section) < ($1.handle, $1.section) }
    var groups: [(Handle, [(section: Int, number: Int)])] = []
    for place in places {
      if groups.last?.0 != place.handle { groups.append((place.handle, [])) }
      groups[groups.count - 1].1.append((place.section, place.number))
    }
    return groups
  }
}

/// A section's positions sorted by whose they are: a counting sort, since owners are small numbers.
private struct PositionsByOwner {
  private let starts: [Int]
  private let positions: [UInt32]
  private let start: UInt64

  init(_ section: Section) {
    var next = [0]
    for room in section.rooms { next.append((next.last ?? 0) + room.records) }
    starts = next
    start = section.start
    var positions = [UInt32](repeating: 0, count: section.owners.count)
    for (index, owner) in section.owners.enumerated() {
      positions[next[Int(owner)]] = UInt32(index + 1)
      next[Int(owner)] += 1
    }
    self.positions = positions
  }

  subscript(owner: Int) -> [UInt64] {
    positions[starts[owner]..<starts[owner + 1]].map { start + UInt64($0) }
  }
}
