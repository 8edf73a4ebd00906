internal import Events
internal import LMDB

/// The views that are served: one folder for each, named in the file `current`, which is replaced in one step.
/// Whoever reads holds a generation as long as it needs it; a switch never takes it away.
final class Generation: Sendable {
  let stories: [StoryStore]
  let tallies: [TallyStore]
  let index: ThreadIndex
  /// Whose words these views were read by.
  let vocabulary: EventID
  let number: Int

  var versions: [ViewVersion] { stories.map(\.version) + tallies.map(\.version) }

  init(
    _ folder: ViewFolder, _ plan: GenerationPlan, _ catalogue: Catalogue, durability: Environment.Durability
  ) throws {
    func place(_ version: ViewVersion) -> String { folder.path(of: version, plan.number) }
    let count = catalogue.stories.count
    stories = try plan.versions.prefix(count).map {
      try StoryStore(at: place($0), $0, durability: durability, mapBytes: folder.mapBytes)
    }
    tallies = try plan.versions.dropFirst(count).map {
      try TallyStore(at: place($0), $0, durability: durability, mapBytes: folder.mapBytes)
    }
    index = try ThreadIndex(
      at: folder.indexPath(plan.number), durability: durability, mapBytes: folder.mapBytes)
    vocabulary = plan.vocabulary
    number = plan.number
  }

  /// The last position that every part has reached.
  func mark() throws -> UInt64 {
    let marks = try stories.map { try $0.mark() } + tallies.map { try $0.mark() } + [try index.mark()]
    return marks.min() ?? 0
  }

  func sync() throws {
    for story in stories { try story.environment.sync() }
    for tally in tallies { try tally.environment.sync() }
    try index.environment.sync()
  }
}

/// What a generation is made of, as `current` tells it.
struct GenerationPlan: Equatable {
  let number: Int
  let vocabulary: EventID
  let versions: [ViewVersion]
}

extension GenerationPlan {
  /// A line each: `generation 7`, `vocabulary EVENT`, then `Trust 3f2a9c41e0b1d2c3` for each view.
  var text: String {
    let views = versions.map { "\($0.view) \($0.fingerprint)\n" }.joined()
    return "generation \(number)\nvocabulary \(vocabulary)\n\(views)"
  }

  init(text: String, path: String) throws {
    var fields: [(String, String)] = []
    for (index, line) in text.split(separator: "\n").enumerated() {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { throw RebuildError.badGeneration(path: path, line: index + 1) }
      fields.append((String(parts[0]), String(parts[1])))
    }
    guard fields.count > 2, fields[0].0 == "generation", let number = Int(fields[0].1) else {
      throw RebuildError.badGeneration(path: path, line: 1)
    }
    guard fields[1].0 == "vocabulary", let vocabulary = EventID(fields[1].1) else {
      throw RebuildError.badGeneration(path: path, line: 2)
    }
    self.number = number
    self.vocabulary = vocabulary
    versions = fields.dropFirst(2).map { ViewVersion(view: $0.0, fingerprint: $0.1) }
  }
}
