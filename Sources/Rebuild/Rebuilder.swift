internal import Dispatch
internal import Events
internal import Journal
internal import Keyring
internal import LMDB
internal import Reading
internal import Synchronization

/// Builds a whole generation of views beside the served one, from the log alone.
///
/// One look at the clear headers tells whose events there are; then the records of as many persons as fit into
/// memory are gathered in one sequential look, side by side, and each person is opened with one key, ordered,
/// read, folded and sealed, on all cores. Persons come out in the order of their handles, so every store is
/// filled from its beginning to its end.
struct Rebuilder {
  let journal: Journal
  let keyring: Keyring
  let catalogue: Catalogue
  let folder: ViewFolder
  let jobs: Int
  let progress: Progress

  /// Sealed records held at a time, in bytes.
  private static let budget = 256 << 20
  /// Persons that are folded before their views are stored.
  private static let round = 2048

  /// The finished generation, synced but not yet served.
  func build() throws -> GenerationPlan {
    var opener = try Opener(keyring)
    let census = try Census(journal, upTo: try journal.end, &opener)
    guard let vocabulary = census.landmarks.vocabulary else { throw RebuildError.noVocabulary }
    let words = Words(vocabulary)
    _ = try words.compiled()
    let plan = GenerationPlan(
      number: try folder.begin(), vocabulary: vocabulary.id.event,
      versions: try catalogue.versions(vocabulary: vocabulary.id))
    let generation = try Generation(folder, plan, catalogue, durability: .scratch)
    try keyring.makeKeys(for: census.keylessKeepers(keyring))
    let workers = try (0..<jobs).map { _ in
      Worker(try Teller(catalogue, plan.versions, keyring, words))
    }
    try generation.index.fill(census)
    var sums = try organisation(census, workers)
    try persons(census, generation, workers, &sums)
    try finish(generation, census, sums, workers[0])
    return plan
  }

  // MARK: - Persons

  private func persons(
    _ census: Census, _ generation: Generation, _ workers: [Worker], _ sums: inout OrganisationChange
  ) throws {
    let muster = Muster(census)
    for batch in muster.batches(budget: Self.budget) {
      let arena = try gather(batch, muster, census)
      var folded: [PersonViews] = []
      for start in stride(from: 0, to: batch.count, by: Self.round) {
        let round = start..<min(start + Self.round, batch.count)
        let next = try fold(arena, round, batch.lowerBound, muster, workers, storing: folded, in: generation)
        for person in folded { sums.add(person) }
        folded = next
      }
      try generation.store(folded)
      for person in folded { sums.add(person) }
    }
  }

  /// The records of these persons, from one look at the log.
  private func gather(_ batch: Range<Int>, _ muster: Muster, _ census: Census) throws -> Arena {
    var arena = Arena(room: muster.persons[batch].map { ($0.bytes, $0.records) })
    var position: UInt64 = 0
    while position < census.end {
      let count = Int(min(100_000, census.end - position))
      _ = try journal.read(after: position, atMost: count) { found, _, record in
        position = found
        guard let person = muster.person[Int(census.owners[Int(found) - 1])], batch.contains(person) else {
          return
        }
        arena.add(record, of: person - batch.lowerBound)
      }
    }
    return arena
  }

  /// Folds one round on all cores while the round before is stored.
  private func fold(
    _ arena: Arena, _ round: Range<Int>, _ first: Int, _ muster: Muster, _ workers: [Worker],
    storing before: [PersonViews], in generation: Generation
  ) throws -> [PersonViews] {
    let shares = arena.shares(of: round, count: workers.count)
    let results = Mutex<[Int: Result<[PersonViews], any Error>]>([:])
    let stored = Mutex<Result<Void, any Error>>(.success(()))
    DispatchQueue.concurrentPerform(iterations: workers.count + 1) { task in
      guard task > 0 else {
        let result = Result { try generation.store(before) }
        return stored.withLock { $0 = result }
      }
      let share = shares[task - 1]
      let result = Result { try workers[task - 1].fold(arena, share, first, muster) }
      progress.add(share.reduce(0) { $0 + muster.persons[first + $1].records })
      results.withLock { $0[task] = result }
    }
    try stored.withLock { try $0.get() }
    let all = results.withLock { $0 }
    return try (1...workers.count).flatMap { try all[$0]?.get() ?? [] }
  }

  // MARK: - The organisation

  /// What its events come to, each with its amendments.
  private func organisation(_ census: Census, _ workers: [Worker]) throws -> OrganisationChange {
    let families = Families(census.amendments)
    let results = Mutex<[Result<OrganisationChange, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      let share = census.share(index, of: workers.count)
      let result = Result { try workers[index].organisation(journal, share, families, catalogue, progress) }
      results.withLock { $0.append(result) }
    }
    var sums = OrganisationChange(catalogue)
    for result in results.withLock({ $0 }) {
      let part = try result.get()
      sums.add(part.tallies)
      sums.asides += part.asides
    }
    sums.asides = Array(Set(sums.asides + census.asides)).sorted()
    return sums
  }

  private func finish(
    _ generation: Generation, _ census: Census, _ sums: OrganisationChange, _ worker: Worker
  ) throws {
    for (index, store) in generation.stories.enumerated() {
      try store.store([], index, mark: census.end, isBulk: true)
    }
    try worker.teller.withLock { teller in
      for (index, store) in generation.tallies.enumerated() {
        try store.store([], index, adding: sums, mark: census.end, &teller)
      }
    }
    try generation.sync()
  }
}

extension Generation {
  /// Stores persons that come after all that is stored.
  func store(_ persons: [PersonViews]) throws {
    guard !persons.isEmpty else { return }
    for (index, story) in stories.enumerated() { try story.store(persons, index, mark: 0, isBulk: true) }
    for (index, tally) in tallies.enumerated() { try tally.storeParts(persons, index) }
  }
}

extension OrganisationChange {
  /// What the tallies get from one person.
  fileprivate mutating func add(_ person: PersonViews) {
    for (index, part) in person.parts.enumerated() {
      if case .new(let part) = part { tallies[index].add(part.tally) }
    }
  }
}
