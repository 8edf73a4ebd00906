internal import Synchronization

/// Stores the sheaves that all threads bring, in the order of their numbers. Whoever brings one while nobody
/// stores does it, and the others go on folding; what is stored does not depend on who was faster.
final class Binder: Sendable {
  private struct State {
    var waiting: [Int: Sheaf] = [:]
    /// The number of the sheaf that is stored next.
    var next = 0
    var isStoring = false
  }

  private let generation: Generation
  private let state = Mutex(State())

  /// Bytes that one transaction writes into all stores, at least.
  private let portion: Int

  init(_ generation: Generation, portion: Int) { (self.generation, self.portion) = (generation, portion) }

  func bring(_ sheaf: Sheaf, _ number: Int) throws {
    state.withLock { $0.waiting[number] = sheaf }
    while let sheaves = take(atLeast: portion) {
      defer { state.withLock { $0.isStoring = false } }
      try generation.store(sheaves)
    }
  }

  /// Stores the rest. Nobody brings any more.
  func finish() throws {
    if let sheaves = take(atLeast: 1) { try generation.store(sheaves) }
    state.withLock { $0 = State() }
  }

  /// All that can be stored now, unless it is little or somebody is storing.
  private func take(atLeast bytes: Int) -> [Sheaf]? {
    state.withLock { state in
      guard !state.isStoring else { return nil }
      var (end, sum) = (state.next, 0)
      while let sheaf = state.waiting[end] {
        sum += sheaf.sealed.count
        end += 1
      }
      guard sum >= bytes else { return nil }
      let sheaves = (state.next..<end).compactMap { state.waiting.removeValue(forKey: $0) }
      state.next = end
      state.isStoring = true
      return sheaves
    }
  }
}

extension Generation {
  /// Stores persons that come after all that is stored.
  fileprivate func store(_ sheaves: [Sheaf]) throws {
    for (index, story) in stories.enumerated() { try story.store(sheaves, index, mark: 0, isBulk: true) }
    for (index, tally) in tallies.enumerated() { try tally.storeParts(sheaves, index) }
  }
}
