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
  let portions: Portions

  private var crew: Crew { Crew(jobs) }

  /// The finished generation, synced but not yet served.
  func build() throws -> GenerationPlan {
    let census = try Census(journal, keyring, crew)
    guard let vocabulary = census.landmarks.vocabulary else { throw RebuildError.noVocabulary }
    let words = Words(vocabulary, folder.words)
    if catalogue.reads { _ = try words.compiled() }
    let plan = GenerationPlan(
      number: try folder.begin(), words: vocabulary.id.hash,
      versions: try catalogue.versions(words: vocabulary.id.hash))
    let generation = try Generation(folder, plan, catalogue, durability: .scratch)
    try keyring.makeKeys(for: census.keylessKeepers(keyring))
    let labels = Labels()
    let workers = try (0..<jobs).map { _ in
      Worker(catalogue, try Teller(catalogue, plan.versions, keyring, words), labels, portions)
    }
    try organisation(census, generation, workers)
    try persons(census, generation, workers)
    try finish(generation, census, workers, labels)
    return plan
  }

  // MARK: - Persons

  private func persons(_ census: Census, _ generation: Generation, _ workers: [Worker]) throws {
    let muster = Muster(census)
    for batch in muster.batches(budget: portions.batch) {
      let arenas = try muster.arenas(batch, journal, census, crew)
      let shares = muster.shares(of: batch, weighing: portions.share)
      let binder = Binder(generation, portion: portions.transaction)
      let next = Atomic(0)
      try crew.onAll(workers.count) { index in
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < shares.count {
          try binder.bring(try workers[index].fold(shares[number], arenas, batch, muster), number)
          progress.add(shares[number].reduce(0) { $0 + muster.records(of: $1) })
        }
      }
      try binder.finish()
    }
  }

  // MARK: - The organisation

  /// Counts its events, each with its amendments, while one thread fills the index.
  private func organisation(_ census: Census, _ generation: Generation, _ workers: [Worker]) throws {
    let families = Families(census.amendments)
    let next = Atomic<UInt64>(0)
    try crew.onAll(workers.count + 1) { index in
      if index == 0 { return try generation.index.fill(census) }
      guard !catalogue.tallies.isEmpty else { return }
      while case let start = next.add(UInt64(portions.stretch), ordering: .relaxed).oldValue,
        start < census.end
      {
        let count = Int(min(UInt64(portions.stretch), census.end - start))
        progress.add(try workers[index - 1].count(journal, after: start, atMost: count, families))
      }
    }
  }

  private func finish(
    _ generation: Generation, _ census: Census, _ workers: [Worker], _ labels: Labels
  ) throws {
    for (index, store) in generation.stories.enumerated() {
      try store.store([], index, mark: census.end, isBulk: true)
    }
    var asides = Set(census.asides)
    for worker in workers { asides.formUnion(worker.tools.withLock { $0.asides }) }
    let (sorted, lists) = (asides.sorted(), labels.all)
    let sums = generation.tallies.indices.map { index in workers.map { $0.takeSums(index) } }
    try crew.onAll(generation.tallies.count) { index in
      try workers[index % workers.count].tools.withLock { tools in
        let rows = RowsOfSums(sums[index], lists, try tools.teller.namer())
        try generation.tallies[index].storeSums(rows, sorted, mark: census.end, &tools.teller)
      }
    }
    try generation.sync()
  }
}
