internal import Events
internal import Foundation
internal import Keyring
internal import Journal
internal import LMDB
internal import Synchronization

extension Engine {
  /// The generation that a rehearsal has built and that is not served: how far it was built is `plan.until`,
  /// by which words `words(of:)`. Nil when there is none, or when it was built by other code than this.
  func rehearsed() throws -> Generation? {
    try folder.rehearsed().flatMap(open)?.generation
  }

  /// The words by which the lines of a generation are read.
  func words(of generation: Generation) throws -> Words? {
    try words(of: generation.plan, landmarks(of: generation))
  }

  /// Generations on the disk that are finished and not served: those that can be gone back to, and the
  /// rehearsed one.
  func others() throws -> [GenerationPlan] {
    try (folder.current()?.kept ?? []).compactMap(folder.plan(of:)) + [folder.rehearsed()].compactMap(\.self)
  }

  /// Has everybody who is erased, or leaves, taken out of the generations that are not served, while the key can
  /// still open what they added to the sums. One that cannot be brought up to date, as of another version of this
  /// program, is let go of itself.
  func letGoInOthers(leaving handles: [Handle] = []) throws {
    for plan in try others() where try !bringUp(plan, leaving: handles) { try forget(plan) }
    let isOnlyChecked = try folder.checking() != nil
    try folder.forgetChecking()
    try letGoInBrokenOff(isOnlyChecked)
    try clear()
  }

  /// A build that was killed at its end has perhaps left sums of everybody. One that goes on has not: it
  /// takes them away when it begins, and stores them again when no key can be destroyed.
  /// - Parameter isOnlyChecked: whoever builds now, if anybody does, builds another one.
  private func letGoInBrokenOff(_ isOnlyChecked: Bool) throws {
    let lock = try ViewLock(.building, in: folder.path)
    defer { withExtendedLifetime(lock) {} }
    guard lock != nil || isOnlyChecked, let plan = try folder.rehearsing() else { return }
    guard try canGoOn(plan) else { return try folder.forgetRehearsing() }
    let generation = try Generation(folder, plan, catalogue, durability: .scratch)
    for tally in generation.tallies { try tally.clearRows() }
  }

  /// Brings one up to the end of the log; false when that cannot be.
  private func bringUp(_ plan: GenerationPlan, leaving handles: [Handle]) throws -> Bool {
    guard var state = try open(plan), let generation = state.generation, try !isBehind(generation) else {
      return false
    }
    do {
      if handles.isEmpty { try follow(&state) } else { try leave(handles, &state) }
    } catch let error as KeyringError where error.isForWantOfKey { return false }
    return true
  }

  /// A generation that is not served is no more.
  func forget(_ plan: GenerationPlan) throws {
    if try folder.rehearsed()?.number == plan.number { try folder.forgetRehearsed() }
    if var served = try folder.current(), served.kept.contains(plan.number) {
      served.kept.removeAll { $0 == plan.number }
      try folder.serve(served) {}
    }
    try clear()
  }

  /// Removes every generation that is neither served nor kept nor being made.
  func clear() throws { opened.keep(try folder.clear()) }

  /// A generation with what governs the reading of its events as far as it has come; nil when this code would
  /// build other views, or when its words are nowhere.
  func open(_ plan: GenerationPlan) throws -> State? {
    guard try catalogue.versions(words: plan.words) == plan.versions else { return nil }
    let generation = try opened.generation(plan.number) {
      try Generation(folder, plan, catalogue, durability: .synced)
    }
    var landmarks = try landmarks(of: generation)
    guard let words = try words(of: plan, landmarks) else { return nil }
    try takeErasures(after: generation.mark(), &landmarks)
    return State(generation: generation, landmarks: landmarks, words: words)
  }

  private func landmarks(of generation: Generation) throws -> Landmarks {
    var landmarks = Landmarks()
    var opener = try Opener(keyring)
    for type in Landmarks.types.all {
      try journal.records(at: generation.index.positions(of: type)) { _, _, record in
        // One that cannot be read was set aside, with its reason, when its stretch was read or the views
        // built.
        if let event = try opener.readable(record) { try landmarks.take(event) }
      }
    }
    landmarks.settle()
    // Those who have a key by now are among them, until they are told anew.
    landmarks.ties.absent = try generation.absent.read()
    return landmarks
  }

  /// Who is erased further on in the log has perhaps no key any more, and is nobody from the beginning.
  private func takeErasures(after mark: UInt64, _ landmarks: inout Landmarks) throws {
    var opener = try Opener(keyring)
    var position = mark
    while case let next = try journal.read(
      after: position, atMost: 100_000, types: [.erased],
      { _, _, record in
        if let event = try opener.readable(record) { try landmarks.take(event) }
      }), next > position
    { position = next }
    landmarks.settle()
  }

  /// As the log has them, or else as they lie beside the views.
  private func words(of plan: GenerationPlan, _ landmarks: Landmarks) throws -> Words? {
    if let adopted = landmarks.vocabulary(plan.words) { return Words(adopted, folder.words) }
    let path = folder.yamlPath(plan.number)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let yaml = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    return try Words(rehearsed: yaml, folder.words(of: plan.number))
  }
}

/// The generations that this process has opened. A process opens a folder once, and a switch forth and back
/// comes to one that a reader may be letting go of; so they stay open until they are removed.
final class OpenGenerations: Sendable {
  private let held = Mutex<[Int: Generation]>([:])

  func generation(_ number: Int, open: () throws -> Generation) throws -> Generation {
    try held.withLock { held in
      if let generation = held[number] { return generation }
      let generation = try open()
      held[number] = generation
      return generation
    }
  }

  /// Lets go of all but these.
  func keep(_ numbers: Set<Int>) { held.withLock { $0 = $0.filter { numbers.contains($0.key) } } }
}
