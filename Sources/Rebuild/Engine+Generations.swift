internal import Events
internal import Foundation
internal import Keyring
internal import Journal
internal import LMDB
internal import Synchronization

extension Engine {
  /// The generation that a rehearsal has built and that is not served: how far it was built is `plan.until`, by
  /// which words `words(of:)`. Nil when there is none, or when it was built by other code than this.
  func rehearsed() throws -> Generation? {
    try folder.rehearsed().flatMap(open)?.generation
  }

  /// The words by which the lines of a generation are read.
  func words(of generation: Generation) throws -> Words? {
    try words(of: generation.plan, landmarks(of: generation))
  }

  /// A generation with what governs the reading of its events as far as it has come; nil when this code would
  /// build other views, or when its words are nowhere.
  func open(_ plan: GenerationPlan) throws -> State? {
    guard try catalogue.versions(words: plan.words) == plan.versions else { return nil }
    let generation = try opened.generation(plan.number) {
      try Generation(folder, plan, catalogue, durability: .synced)
    }
    let landmarks = try landmarks(of: generation)
    guard let words = try words(of: plan, landmarks) else { return nil }
    return State(generation: generation, landmarks: landmarks, words: words)
  }

  private func landmarks(of generation: Generation) throws -> Landmarks {
    var landmarks = Landmarks()
    var opener = try Opener(keyring)
    for type in Landmarks.types.all {
      try journal.records(at: generation.index.positions(of: type)) { _, _, record in
        // One that cannot be read was set aside, with its reason, when its stretch was read or the views built.
        if let event = try? opener.event(record) { try landmarks.take(event) }
      }
    }
    landmarks.settle()
    return landmarks
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

/// The generations that somebody holds: a process opens a folder once, and a switch forth and back may come to
/// one that a reader has not let go of yet.
final class OpenGenerations: Sendable {
  private struct Held: Sendable { weak let generation: Generation? }
  private let held = Mutex<[Int: Held]>([:])

  func generation(_ number: Int, open: () throws -> Generation) throws -> Generation {
    try held.withLock { held in
      if let generation = held[number]?.generation { return generation }
      let generation = try open()
      held[number] = Held(generation: generation)
      return generation
    }
  }
}
