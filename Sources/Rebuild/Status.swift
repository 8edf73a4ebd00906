internal import Events
internal import Journal
internal import LMDB
internal import Synchronization

/// How the views stand.
public struct ViewStatus: Sendable, Encodable {
  public let view: String
  public let fingerprint: String
  /// Persons, or rows of sums.
  public let count: Int
  public let bytes: Int
  /// Events that it has not taken in yet.
  public let behind: Int
  /// A vocabulary has been adopted since it was built.
  public let isStale: Bool
  /// Persons whose view stands still, and why.
  public let asides: [String]
}

extension Engine {
  /// Every served view, in the catalogue's order; empty before the first rebuild.
  public func status() throws -> [ViewStatus] {
    let (generation, landmarks) = state.withLock { ($0.generation, $0.landmarks) }
    guard let generation else { return [] }
    let (end, isStale) = (try journal.end, isReadByOldWords)
    func status(
      _ version: ViewVersion, _ count: Int, _ bytes: Int, _ mark: UInt64, _ asides: [Aside]
    ) throws -> ViewStatus {
      ViewStatus(
        view: version.view, fingerprint: version.fingerprint, count: count, bytes: bytes,
        behind: Int(end - min(mark, end)), isStale: isStale,
        asides: try asides.map { try describe($0) })
    }
    let traps = try watch.known().filter { trap in
      guard trap.keeper.isOrganisation else { return !landmarks.ties.isErased(trap.keeper) }
      return try !isRetracted(trap.event, of: .organisation)
    }
    let stories = try generation.stories.map {
      try status($0.version, $0.count(), $0.environment.sizeOnDisk, $0.mark(), $0.allAsides())
    }
    let tallies = try generation.tallies.map {
      try status(
        $0.version, $0.count(), $0.environment.sizeOnDisk, $0.mark(),
        $0.allAsides().filter { try !isRetracted($0.event, of: .organisation) }
          + traps.asides(of: $0.version.number))
    }
    return stories + tallies
  }

  /// Whether other words have been adopted than those by which the served views were read.
  public var isReadByOldWords: Bool {
    state.withLock { state in
      guard let generation = state.generation, let adopted = state.landmarks.vocabulary else { return false }
      return adopted.id.hash != generation.plan.words
    }
  }

  /// `position 4711, event 00f3a1c29b5d7e10-42: why`.
  private func describe(_ aside: Aside) throws -> String {
    let place = try journal.position(of: aside.event).map { "position \($0), " } ?? ""
    return "\(place)event \(aside.event): \(aside.reason)"
  }

  /// True when a rebuild would change what the views are made by.
  public func isStale() throws -> Bool {
    let status = try status()
    return status.isEmpty || status.contains(where: \.isStale)
  }
}
