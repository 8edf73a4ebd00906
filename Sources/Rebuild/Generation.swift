internal import Events
internal import LMDB

/// The views that are served: one folder for each, named in the file `current`, which is replaced in one step.
/// Whoever reads holds a generation as long as it needs it; a switch never takes it away.
final class Generation: Sendable {
  let stories: [StoryStore]
  let tallies: [TallyStore]
  let index: ThreadIndex
  let absent: Absent
  let plan: GenerationPlan

  var number: Int { plan.number }
  var versions: [ViewVersion] { plan.versions }

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
    absent = Absent(path: folder.path(of: plan.number) + "/absent")
    self.plan = plan
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
