internal import Events
internal import Synchronization

/// Stores the sheaves that all threads bring, in the order of their numbers. Whoever brings one while nobody
/// stores does it, and the others go on folding; what is stored does not depend on who was faster.
final class Binder: Sendable {
  private struct State {
    var waiting: [Int: Sheaf] = [:]
    /// The number of the sheaf that is stored next.
    var next = 0
    var isStoring = false
    var lastStored = ContinuousClock.now
  }

  private let generation: Generation
  private let state = Mutex(State())

  /// Bytes that one transaction writes into all stores, at least.
  private let portion: Int
  /// For each store, the last person that was stored before a kill.
  private let told: [Handle]

  /// What is lost by a kill at most, and some folding.
  private static let longest: Duration = .milliseconds(400)

  init(_ generation: Generation, portion: Int, told: [Handle]) {
    (self.generation, self.portion, self.told) = (generation, portion, told)
  }

  func bring(_ sheaf: Sheaf, _ number: Int) throws {
    state.withLock { $0.waiting[number] = sheaf }
    while let sheaves = take(atLeast: portion) {
      defer { state.withLock { $0.isStoring = false } }
      try generation.store(sheaves, after: told)
    }
  }

  /// Stores the rest. Nobody brings any more.
  func finish() throws {
    if let sheaves = take(atLeast: 1) { try generation.store(sheaves, after: told) }
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
      let now = ContinuousClock.now
      guard sum >= bytes || end > state.next && now - state.lastStored > Self.longest else { return nil }
      state.lastStored = now
      let sheaves = (state.next..<end).compactMap { state.waiting.removeValue(forKey: $0) }
      state.next = end
      state.isStoring = true
      return sheaves
    }
  }
}

extension Generation {
  /// For each story and then each tally, the last person of whom it has all.
  func told() throws -> [Handle] { try stories.map { try $0.told() } + tallies.map { try $0.told() } }

  /// Stores persons that come after all that is stored.
  fileprivate func store(_ sheaves: [Sheaf], after told: [Handle]) throws {
    for (index, story) in stories.enumerated() { try story.fill(sheaves, index, after: told[index]) }
    for (index, tally) in tallies.enumerated() {
      try tally.fill(sheaves, index, after: told[stories.count + index])
    }
  }
}
