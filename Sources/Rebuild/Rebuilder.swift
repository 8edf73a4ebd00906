internal import Events
internal import Journal
internal import Keyring
internal import LMDB
internal import Synchronization

/// Builds a whole generation of views beside the served one, from the log alone, up to a fixed position.
///
/// One look at the clear headers tells whose events there are; then the records of as many persons as fit
/// into memory are gathered in one sequential look, side by side, and each person is opened with one key,
/// ordered, read, folded and sealed, on all cores. Persons come out in the order of their handles, so every
/// store is filled from its beginning to its end; and a build that was killed goes on after the last person
/// in them.
struct Rebuilder {
  let journal: Journal
  let keyring: Keyring
  let catalogue: Catalogue
  let folder: ViewFolder
  let plan: GenerationPlan
  let words: Words
  /// Of the persons, and of the organisation's events.
  let share: Share
  let watch: FoldWatch
  let jobs: Int
  let progress: Progress
  let portions: Portions
  let pause: Pause

  private var crew: Crew { Crew(jobs) }
  private var end: UInt64 { plan.until ?? 0 }
  private var counted: CountedFolder { CountedFolder(folder, plan, stretch: portions.stretch) }

  /// Builds what is not built yet, and syncs it.
  ///
  /// Somebody may be erased meanwhile. What they added may then be among what was counted, and no key opens
  /// it any more; so the sums reach the disk only while no key can be destroyed, and only if none was since
  /// it began.
  /// - Returns: what keeps keys from being destroyed until it is published; nil if it has to be called again, and
  ///   then counts what still opens.
  func build() throws -> ViewLock? {
    progress.begin()
    let epoch = try keyring.epoch.number
    let census = try Census(journal, keyring, crew, upTo: end)
    if catalogue.reads { _ = try words.compiled() }
    let generation = try Generation(folder, plan, catalogue, durability: .scratch)
    for tally in generation.tallies { try tally.clearRows() }
    let goesOn = try generation.told().contains { $0 > .organisation }
    try generation.absent.add(census.landmarks.ties.absent)
    let labels = Labels()
    let workers = try (0..<jobs).map { _ in
      Worker(
        catalogue,
        try Teller(catalogue, plan.versions, keyring, words, watch, remembering: portions.lines), labels,
        portions)
    }
    try organisation(census, generation, workers)
    try persons(census, generation, workers)
    try generation.sync()
    let lock = try ViewLock(waitingFor: .settling, in: folder.path)
    guard try keyring.epoch.number == epoch else { return nil }
    try finish(generation, census, workers, labels)
    if goesOn {
      try takeOut(census, generation)
      try generation.sync()
    }
    return lock
  }

  // MARK: - The organisation

  /// Counts its events, each with its amendments, while one thread fills the index.
  private func organisation(_ census: Census, _ generation: Generation, _ workers: [Worker]) throws {
    let families = Families(census.amendments)
    let stretches = try stretchesToCount(workers)
    let next = Atomic(0)
    try crew.onAll(workers.count + 1) { index in
      if index == 0 { return try generation.index.fill(census, pause) }
      let worker = workers[index - 1]
      while !pause.isAsked, case let number = next.add(1, ordering: .relaxed).oldValue,
        number < stretches.count
      {
        let count = Int(min(UInt64(portions.stretch), end - stretches[number]))
        progress.add(
          try worker.count(journal, after: stretches[number], atMost: count, share, families))
        if let new = worker.counted(pause.isAsked) { try counted.keep(new, keyring) }
      }
      if pause.isAsked, let new = worker.counted(true) { try counted.keep(new, keyring) }
    }
    try pause.check()
    for worker in workers { worker.endCounting() }
  }

  /// The positions before those that were not counted before a kill.
  private func stretchesToCount(_ workers: [Worker]) throws -> [UInt64] {
    guard !catalogue.tallies.isEmpty else { return [] }
    var done: Set<UInt64> = []
    for (number, counted) in try counted.all(keyring).enumerated() where done.isDisjoint(with: counted.starts)
    {
      workers[number % workers.count].take(counted)
      done.formUnion(counted.starts)
      progress.add(counted.events)
    }
    return stride(from: 0, to: end, by: portions.stretch).filter { !done.contains($0) }
  }

  // MARK: - Persons

  private func persons(_ census: Census, _ generation: Generation, _ workers: [Worker]) throws {
    let muster = Muster(census, share)
    let told = try generation.told()
    let first = told.min() ?? .organisation
    try recount(muster, generation, workers, upTo: first)
    for batch in muster.batches(budget: portions.batch, after: first) {
      let arenas = try muster.arenas(batch, journal, census, crew)
      let shares = muster.shares(of: batch, weighing: portions.share)
      let binder = Binder(generation, portion: portions.transaction, told: told)
      let next = Atomic(0)
      try crew.onAll(workers.count) { index in
        while !pause.isAsked, case let number = next.add(1, ordering: .relaxed).oldValue,
          number < shares.count
        {
          try binder.bring(try workers[index].fold(shares[number], arenas, batch, muster), number)
          progress.add(shares[number].reduce(0) { $0 + muster.records(of: $1) })
        }
      }
      try binder.finish()
      try pause.check()
    }
  }

  /// What those who are stored already have added.
  private func recount(
    _ muster: Muster, _ generation: Generation, _ workers: [Worker], upTo told: Handle
  ) throws {
    guard told > .organisation else { return }
    progress.add(muster.keepers.prefix { $0 <= told }.indices.reduce(0) { $0 + muster.records(of: $1) })
    try crew.onAll(generation.tallies.count) { index in
      try workers[index % workers.count].tools.withLock { tools in
        var sums = tools.sums[index]
        try generation.tallies[index].recount(upTo: told, &tools.teller) { sums.add($0) }
        tools.sums[index] = sums
      }
    }
  }

  // MARK: - The end

  private func finish(
    _ generation: Generation, _ census: Census, _ workers: [Worker], _ labels: Labels
  ) throws {
    for story in generation.stories { try story.end(mark: end) }
    var asides = Set(census.asides)
    for worker in workers { asides.formUnion(worker.tools.withLock { $0.asides }) }
    let (sorted, lists) = (asides.sorted(), labels.all)
    let sums = generation.tallies.indices.map { index in workers.map { $0.takeSums(index) } }
    try crew.onAll(generation.tallies.count) { index in
      try workers[index % workers.count].tools.withLock { tools in
        let rows = RowsOfSums(sums[index], lists, try tools.teller.namer())
        try generation.tallies[index].storeSums(rows, sorted, mark: end, &tools.teller)
      }
    }
    try generation.sync()
  }

  /// Whoever was stored by a build that was broken off, and let go of since, is nobody; who is tied to them is told
  /// anew.
  private func takeOut(_ census: Census, _ generation: Generation) throws {
    let absent = census.landmarks.ties.absent
    guard !absent.isEmpty else { return }
    let teller = try Teller(catalogue, plan.versions, keyring, words, watch)
    var work = CatchUp(journal, generation, catalogue, keyring, teller)
    try work.retell(absent, census.landmarks)
  }

  /// Takes away what only a build that goes on needs.
  func tidy() throws { try counted.remove() }
}
