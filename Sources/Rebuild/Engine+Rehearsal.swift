internal import Events
internal import Foundation
public import Journal
internal import Keyring
internal import Synchronization

/// What a rehearsal came to.
public struct Rehearsed: Hashable, Sendable {
  /// The number of the generation.
  public let number: Int
  /// The position up to which it was built.
  public let until: Position
  /// Nothing was left to do.
  public var wasReady = false
}

extension Engine {
  /// Builds every view again from the log, beside the served ones, and switches to them at once.
  /// - Parameters:
  ///   - jobs: threads that fold.
  ///   - progress: told events done and events in all.
  ///   - keeping: whether the views before can be gone back to.
  public func rebuild(jobs: Int, progress: Progress, keeping: Bool = true) throws {
    try rebuild(jobs: jobs, progress: progress, Portions(), keeping: keeping)
  }

  func rebuild(jobs: Int, progress: Progress, _ portions: Portions, keeping: Bool = true) throws {
    let make = Making(jobs: jobs, progress: progress, portions: portions)
    try rebuilding.withLock { _ in
      let plan = try build(nil, make)
      try serve(plan, keeping: keeping ? nil : 0) { _ in }
    }
    try followLog()
  }

  /// Builds every view beside the served ones, by the adopted words or by others, and serves nothing of it.
  ///
  /// Writing and reading go on. What an earlier call has built by the same words before it was killed or
  /// paused is built on; what it had finished is found ready.
  /// - Parameters:
  ///   - yaml: words that are not adopted; nil for those that are.
  ///   - pause: asks it to stop, which throws `RebuildError.paused` when all that was done is kept.
  public func rehearse(
    words yaml: [UInt8]? = nil, jobs: Int, progress: Progress, pause: Pause = Pause()
  ) throws -> Rehearsed {
    try rehearse(words: yaml, Making(jobs: jobs, progress: progress, pause: pause))
  }

  func rehearse(words yaml: [UInt8]? = nil, _ make: Making) throws -> Rehearsed {
    try rebuilding.withLock { _ in
      let words = try wordsToRehearse(yaml)
      if let ready = try folder.rehearsed(), ready.words == words.hash,
        try ready.versions == catalogue.versions(words: words.hash)
      {
        return Rehearsed(number: ready.number, until: ready.until ?? 0, wasReady: true)
      }
      let plan = try build(yaml, make)
      return Rehearsed(number: plan.number, until: plan.until ?? 0)
    }
  }

  /// How a generation is built; nothing that comes out depends on it.
  struct Making: Sendable {
    var jobs: Int
    var progress: Progress
    var portions = Portions()
    var pause = Pause()
  }

  /// Builds a generation, which then lies ready.
  private func build(_ yaml: [UInt8]?, _ make: Making) throws -> GenerationPlan {
    let lock = try buildingLock()
    defer { withExtendedLifetime(lock) {} }
    make.pause.listen(at: folder.pausing)
    try folder.forgetChecking()
    var words = try wordsToRehearse(yaml)
    let plan = try unfinished(words) ?? begin(words, yaml)
    if let yaml { words = try Words(rehearsed: yaml, folder.words(of: plan.number)) }
    let rebuilder = rebuilder(plan, words, make)
    while true {
      guard let settling = try rebuilder.build() else { continue }
      try withExtendedLifetime(settling) { try publish(plan) }
      break
    }
    try rebuilder.tidy()
    return plan
  }

  /// Asks whoever rehearses, in whatever process, to pause; returns when that has stopped.
  public func pauseRehearsal() throws -> PauseAnswer {
    guard try folder.rehearsing() != nil, try ViewLock(.building, in: folder.path) == nil else {
      return .nobody
    }
    guard FileManager.default.createFile(atPath: folder.pausing, contents: nil) else {
      throw RebuildError.lock(path: folder.pausing, reason: "it could not be made")
    }
    defer { unlink(folder.pausing) }
    while try ViewLock(.building, in: folder.path) == nil { usleep(50_000) }
    return try folder.rehearsing() == nil ? .finished : .paused
  }

  /// Held by one build at a time, of all processes.
  func buildingLock() throws -> ViewLock {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let lock = try ViewLock(.building, in: folder.path) else { throw RebuildError.isBuilding }
    return lock
  }

  /// - Parameter place: where it builds; beside the served views, if not said.
  func rebuilder(
    _ plan: GenerationPlan, _ words: Words, _ make: Making, in place: ViewFolder? = nil,
    _ share: Share = .whole
  ) -> Rebuilder {
    Rebuilder(
      journal: journal, keyring: keyring, catalogue: catalogue, folder: place ?? folder, plan: plan,
      words: words, share: share, watch: watch, jobs: max(1, make.jobs), progress: make.progress,
      portions: make.portions, pause: make.pause)
  }

  private func publish(_ plan: GenerationPlan) throws {
    var ready = plan
    ready.boot = nil
    try folder.publish(ready)
  }

  /// What is left of a build by the same words.
  private func unfinished(_ words: Words) throws -> GenerationPlan? {
    guard let plan = try folder.rehearsing(), plan.words == words.hash, try canGoOn(plan) else { return nil }
    return plan
  }

  /// Whether it was begun by the same code, and no power cut has gone over it since: nothing of it was
  /// synced. A kill at the very beginning may have left a file that was made and not yet written.
  func canGoOn(_ plan: GenerationPlan) throws -> Bool {
    try plan.boot == Self.boot && plan.versions == catalogue.versions(words: plan.words)
      && !folder.holdsEmptyFile(plan)
  }

  private func begin(_ words: Words, _ yaml: [UInt8]?) throws -> GenerationPlan {
    let lock = try ViewLock(waitingFor: .settling, in: folder.path)
    defer { withExtendedLifetime(lock) {} }
    try folder.forgetRehearsed()
    try folder.forgetRehearsing()
    // Also of those that this process has opened: the next one may bear the number of one that is gone.
    try clear()
    var plan = try folder.begin(
      words: words.hash, catalogue.versions(words: words.hash), until: firstEnd(), yaml: yaml)
    plan.boot = Self.boot
    try folder.note(rehearsing: plan)
    return plan
  }

  /// Up to where a build goes. Beside another process that writes: no further than the served views, for whom
  /// that process has made all the keys that are needed.
  func firstEnd() throws -> Position {
    guard journal.isReadOnly else { return try journal.end }
    return try served().0.mark()
  }

  /// Since when the machine has been up.
  private static let boot: String = {
    let id = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    // Where it is not told, a build that was killed begins anew in the next process.
    return id?.trimmingCharacters(in: .whitespacesAndNewlines) ?? UUID().uuidString
  }()

  private func wordsToRehearse(_ yaml: [UInt8]?) throws -> Words {
    if let yaml { return try Words(rehearsed: yaml, folder.words) }
    guard let adopted = try adoptedWords() else { throw RebuildError.noVocabulary }
    return Words(adopted, folder.words)
  }

  /// As the served views know them; from the log where there are none.
  private func adoptedWords() throws -> Landmarks.Adopted? {
    if let known = state.withLock({ $0.generation == nil ? nil : $0.landmarks.vocabulary }) { return known }
    var landmarks = Landmarks()
    try organisation([.vocabularyAdopted], upTo: journal.end) { try landmarks.take($1) }
    return landmarks.vocabulary
  }
}
