public import Events
public import Journal
public import Keyring
internal import LMDB
public import Reading
internal import Synchronization

/// The views over a log: kept up after each append, read by whoever asks, built again beside and switched to.
///
/// Errors are those of the log, the keys, the storage and `RebuildError`; each is one sentence.
public final class Engine: Sendable {
  public let journal: Journal
  public let keyring: Keyring
  public let catalogue: Catalogue
  let folder: ViewFolder
  let watch: FoldWatch
  let state: Mutex<State>
  /// One rebuild at a time: each clears away what another has left.
  let rebuilding = Mutex(())
  /// Held by the one that brings the views on; whoever reads meanwhile does not wait.
  let following = Mutex(())
  /// Who is erased, up to some position of the log, wherever the views stand.
  let gone = Mutex<(handles: Set<Handle>, upTo: Position)?>(nil)
  let opened = OpenGenerations()

  /// What is served, and what governs the reading of events.
  struct State: Sendable {
    var generation: Generation?
    var landmarks = Landmarks()
    var words: Words?
    /// How many erased handles have been seen to have no key.
    var keyless = 0
    /// The stored keys as they were when it was last looked whose have come.
    var keys: KeyringEdition?
  }

  /// - Parameters:
  ///   - views: the folder `views/`; made when it is missing.
  ///   - mapBytes: what one view can hold before its map must grow, which it does by itself.
  public init(
    journal: Journal, keyring: Keyring, catalogue: Catalogue, views: String, mapBytes: Int = 64 << 30
  ) throws {
    self.journal = journal
    self.keyring = keyring
    self.catalogue = catalogue
    folder = ViewFolder(path: views, mapBytes: mapBytes)
    watch = FoldWatch(views)
    state = Mutex(State())
    try load()
  }

  /// Opens the generation that `current` names, if it was built by this very code: views of another version
  /// are as good as none.
  func load() throws {
    guard let loaded = try openCurrent() else { return }
    following.withLock { _ in state.withLock { $0 = loaded } }
  }

  /// Another process may switch and remove the one before between the two steps: then the next one is opened.
  private func openCurrent() throws -> State? {
    while let plan = try folder.current() {
      do { return try open(plan) } catch {
        guard try folder.current() != plan else { throw error }
      }
    }
    return nil
  }

  /// Brings every served view up to the end of the log, and then destroys the keys of those who were erased,
  /// all of them in one change of epoch: the views let go of a person while the key can still open what they
  /// hold.
  ///
  /// Views that are older than the end of a key, as from a backup, cannot take that person out of their sums:
  /// then, and when they are far behind, all are built again instead.
  /// - Parameter rotating: told how many keys are wrapped again, and of how many, when an epoch ends.
  public func catchUp(rotating: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    do {
      guard try isFarBehind() else { return try followLog(rotating) }
    } catch let error as KeyringError where error.isForWantOfKey {}
    try rebuild(jobs: 1, progress: Progress(total: 0), keeping: false)
  }

  /// Taking in this many events one stretch after another is dearer than building again.
  static let farBehind: UInt64 = 200_000

  /// True when there are no views that this code could serve, or when they are so far behind that they are
  /// better built again: with `rebuild`, which can show its progress.
  public func needsBuilding() throws -> Bool {
    try generationNumber == nil && journal.end > 0 || isFarBehind()
  }

  private func isFarBehind() throws -> Bool { try isBehind(by: Self.farBehind) }

  /// Whether the log has more than so many events that the served views have not taken in.
  public func isBehind(by events: UInt64) throws -> Bool {
    guard let generation = state.withLock({ $0.generation }) else { return false }
    return try isBehind(generation, by: events)
  }

  func isBehind(_ generation: Generation, by events: UInt64 = Engine.farBehind) throws -> Bool {
    try journal.end - min(journal.end, generation.mark()) > events
  }

  func followLog(_ rotating: (Int, Int) -> Void = { _, _ in }) throws {
    try following.withLock { _ in
      var ahead = state.withLock { $0 }
      guard ahead.generation != nil else { return }
      try follow(&ahead) { state in self.state.withLock { $0 = state } }
      try destroyErased(&ahead, rotating)
      state.withLock { $0 = ahead }
    }
  }

  /// Brings a generation up to the end of the log, whether it is served or not.
  /// - Parameters:
  ///   - stretches: how many of them at most.
  ///   - step: told after each.
  func follow(
    _ state: inout State, stretches: Int = .max, step: (State) -> Void = { _ in }
  ) throws {
    guard let generation = state.generation, let words = state.words else { return }
    let keys = try keyring.edition()
    let mayHaveArrived = !state.landmarks.ties.absent.isEmpty && state.keys != keys
    guard try generation.mark() < journal.end || mayHaveArrived else { return }
    let teller = try Teller(catalogue, generation.versions, keyring, words, watch)
    var work = CatchUp(journal, generation, catalogue, keyring, teller)
    var left = stretches
    while left > 0, try work.advance(&state.landmarks) {
      step(state)
      left -= 1
    }
    guard left > 0 else { return }
    try work.tellArrived(&state.landmarks)
    state.keys = keys
  }

  /// Participants of whom the views tell nothing, since their key is not here: it has not come yet, or this
  /// machine may not read them.
  public func absent() -> Set<Handle> {
    state.withLock { $0.landmarks.ties.absent.subtracting($0.landmarks.ties.erased) }
  }

  /// An erasure in the log means no key, also after a kill between the two.
  private func destroyErased(_ state: inout State, _ rotating: (Int, Int) -> Void) throws {
    let erased = state.landmarks.ties.erased
    guard erased.count > state.keyless else { return }
    let alive = try erased.filter { try keyring.status(of: $0) != .destroyed }.sorted()
    if !alive.isEmpty {
      let lock = try ViewLock(waitingFor: .settling, in: folder.path)
      defer { withExtendedLifetime(lock) {} }
      try letGoInOthers()
      try forgetCompared(alive)
      try keyring.rotate(destroying: alive, progress: rotating)
    }
    state.keyless = erased.count
  }

  /// The generation that is served now. Whoever holds it reads on from it, switch or no switch.
  func served() throws -> (Generation, Landmarks) {
    try state.withLock { state in
      guard let generation = state.generation else { throw RebuildError.noViews }
      return (generation, state.landmarks)
    }
  }

  /// The number of the served generation, which names its folder; nil before the first.
  public var generationNumber: Int? { state.withLock { $0.generation?.number } }

  /// The words by which lines are read now.
  public func words() throws -> CompiledVocabulary {
    guard let words = state.withLock({ $0.words }) else { throw RebuildError.noViews }
    return try words.compiled()
  }
}
