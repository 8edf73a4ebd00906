public import Events
internal import Foundation
internal import Journal
internal import Keyring
internal import LMDB
internal import Synchronization

/// Why two generations cannot be compared.
public enum CompareError: Refusal, Hashable {
  case nothingRehearsed
  case noGeneration(Int)
  case rehearseAgain

  public func sentence(_ language: Language) -> String {
    switch self {
    case .nothingRehearsed:
      language.say(
        "intet er prøvet endnu: ‘tillid rebuild --rehearse’ bygger visningerne på ny ved siden af dem, der vises",
        "nothing has been rehearsed: ‘tillid rebuild --rehearse’ builds the views anew beside those that are shown"
      )
    case .noGeneration(let number):
      language.say(
        "der er ingen udgave \(number), som denne version af programmet kan læse: ‘tillid status’ viser dem, der er",
        "there is no edition \(number) that this version of the program can read: ‘tillid status’ lists those there are"
      )
    case .rehearseAgain:
      language.say(
        "nogen er blevet slettet, siden prøven begyndte, og dens summer kan ikke give slip på dem: prøv igen",
        "somebody has been erased since the rehearsal began, and its sums cannot let go of them: rehearse again"
      )
    }
  }
}

extension Engine {
  /// How one generation of views differs from another, for whom and why. What was worked out before is taken from
  /// beside the views on the same day, as long as nothing but reads has been told since.
  /// - Parameters:
  ///   - from: a generation's number; the one that is served, if not said.
  ///   - to: the one that is rehearsed, if not said.
  ///   - today: for what pages make depend on it.
  ///   - progress: told persons done.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func compare(
    from: Int? = nil, to: Int? = nil, today: Day, jobs: Int, progress: Progress = Progress(total: 0)
  ) throws -> Comparison {
    try catchUp()
    let (old, new) = (try side(from, else: folder.current()), try side(to, else: folder.rehearsed()))
    if let kept = try comparing.withLock({ _ in try kept(old, new, today) }) { return kept }
    // Before the lock: whoever brings views on may be about to take the erased out of what is kept.
    try bringOn(old)
    try bringOn(new)
    return try comparing.withLock { _ in
      var comparison = try compare(old, new, today, Crew(jobs), progress)
      comparison.otherCode = try otherCode(old, new)
      try keep(comparison, mark: min(old.generation.mark(), new.generation.mark()), today)
      return comparison
    }
  }

  /// Takes out of every kept comparison what was said of these.
  func forgetCompared(_ handles: [Handle]) throws {
    for plan in try plans() {
      let path = ComparisonStore.path(folder, plan.number)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      try comparing.withLock { _ in
        try ComparisonStore(at: path, mapBytes: folder.mapBytes).forget(handles)
      }
    }
  }
}

/// One at a time: a process opens a folder once.
private let comparing = Mutex(())

/// A generation that is compared.
private struct Side {
  let generation: Generation
  /// Nil where other code has built it, which alone could bring it on.
  let state: Engine.State?
  let words: Words?
}

extension Engine {
  private func side(_ number: Int?, else named: GenerationPlan?) throws -> Side {
    guard let plan = try number.map(plan) ?? named else { throw CompareError.nothingRehearsed }
    guard plan.versions.map(\.view) == catalogue.names else { throw CompareError.noGeneration(plan.number) }
    let state = try open(plan)
    let generation =
      try state?.generation
      ?? opened.generation(plan.number) {
        try Generation(folder, plan, catalogue, durability: .synced)
      }
    return Side(generation: generation, state: state, words: try words(of: generation))
  }

  /// One of the generations that there are, by its number.
  private func plan(_ number: Int) throws -> GenerationPlan {
    guard let plan = try plans().first(where: { $0.number == number }) else {
      throw CompareError.noGeneration(number)
    }
    return plan
  }

  private func plans() throws -> [GenerationPlan] { try [folder.current()].compactMap(\.self) + others() }

  /// Brings a generation up to the end of the log, so that both know the same events.
  private func bringOn(_ side: Side) throws {
    guard var state = side.state else { return }
    do { try following.withLock { _ in try follow(&state) } } catch let error as KeyringError
      where error.isForWantOfKey
    {
      throw CompareError.rehearseAgain
    }
  }

  /// Of whom one of the two has not heard everything, under all their handles.
  private func behind(_ old: Side, _ new: Side) throws -> Set<Handle> {
    let (a, b) = (try old.generation.mark(), try new.generation.mark())
    var opener = try Opener(keyring)
    var reached = min(a, b)
    var stretch = Stretch(after: reached, indexed: .max, catalogue)
    let end = try min(max(a, b), journal.end)
    while reached < end {
      reached = try journal.read(after: reached, atMost: Int(min(10_000, end - reached))) {
        try stretch.take($0, $1, $2, &opener)
      }
    }
    let ties = (a < b ? new : old).state?.landmarks.ties
    return Set(stretch.touched.keys.flatMap { ties?.kin(of: $0) ?? [$0] })
  }

  /// Views that other code has built for one of the two than for the other.
  private func otherCode(_ old: Side, _ new: Side) throws -> [String] {
    func isOurs(_ side: Side) throws -> [Bool] {
      zip(side.generation.versions, try catalogue.versions(words: side.generation.plan.words)).map(==)
    }
    let (before, after) = (try isOurs(old), try isOurs(new))
    return catalogue.names.indices.filter { !before[$0] || !after[$0] }.map { catalogue.names[$0] }
  }

  private func compare(
    _ old: Side, _ new: Side, _ today: Day, _ crew: Crew, _ progress: Progress
  ) throws -> Comparison {
    let names = KindNames(try old.words?.compiled(), try new.words?.compiled())
    let comparing = Comparing(
      old: old.generation, new: new.generation, catalogue: catalogue, keyring: keyring, today: today,
      naming: { names($0, $1) }, behind: try behind(old, new))
    return try comparing.run(crew, progress)
  }

  // MARK: - What is kept

  private func keep(_ comparison: Comparison, mark: Position, _ today: Day) throws {
    let path = ComparisonStore.path(folder, comparison.to)
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    try ComparisonStore(at: path, mapBytes: folder.mapBytes).store(
      comparison, mark: mark, today, keyring)
  }

  /// What was worked out before of these two, if it was today and nothing but reads has been told since.
  private func kept(_ old: Side, _ new: Side, _ today: Day) throws -> Comparison? {
    let path = ComparisonStore.path(folder, new.generation.number)
    guard FileManager.default.fileExists(atPath: path),
      let kept = try ComparisonStore(at: path, mapBytes: folder.mapBytes).read(keyring),
      kept.comparison.from == old.generation.number, kept.comparison.to == new.generation.number,
      kept.today == today,
      try isOnlyRead(since: kept.mark)
    else { return nil }
    return kept.comparison
  }

  private func isOnlyRead(since mark: Position) throws -> Bool {
    var (reached, isOnlyRead) = (mark, true)
    while isOnlyRead, case let end = try journal.end, reached < end {
      reached = try journal.read(after: reached, atMost: 10_000) { _, header, _ in
        isOnlyRead = isOnlyRead && header.type == .historyRead
      }
    }
    return isOnlyRead
  }
}
