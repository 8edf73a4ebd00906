import Catalogues
import Events
import Foundation
import Reading
import Rebuild
import Simulation

/// What each view costs by itself, as in a rebuild: invented stories, told and read once before, each folded by
/// one view after the other on one core. Nanoseconds for each event of all of them, in the thread's own time, and
/// the bytes that are kept.
func folds(_ asked: Asked) throws {
  let stories = try tell(scale: asked.seconds("scale", 0.2))
  let events = stories.reduce(0) { $0 + $1.all.count }
  var costs = Costs()
  // The least of seven runs.
  for _ in 0..<7 { costs.run(stories) }
  var views: [String: Any] = [:]
  for (index, view) in Catalogue.all.stories.enumerated() {
    views[view.name] = [
      "nanoseconds": costs.least[index] / Double(events) * 1e9, "bytes": costs.bytes[index],
    ]
  }
  for (index, tally) in Catalogue.all.tallies.enumerated() {
    let least = costs.least[Catalogue.all.stories.count + index]
    views[tally.name] = ["nanoseconds": least / Double(events) * 1e9, "bytes": 0]
  }
  try answer(["events": events, "stories": stories.count, "views": views])
}

/// For each story view and then each tally.
private struct Costs {
  private let views = Catalogue.all.stories
  private let tallies = Catalogue.all.tallies
  private(set) var least: [Double]
  private(set) var bytes: [Int]
  private var writer = WireWriter()
  private var sums = Tally()

  init() {
    least = [Double](repeating: .infinity, count: Catalogue.all.stories.count + Catalogue.all.tallies.count)
    bytes = [Int](repeating: 0, count: Catalogue.all.stories.count)
  }

  mutating func run(_ stories: [Story]) {
    var taken = [Double](repeating: 0, count: least.count)
    bytes = bytes.map { _ in 0 }
    let clock = (0..<1000).reduce(0.0) { sum, _ in sum + processorSeconds {} } / 1000
    for told in stories {
      for (index, view) in views.enumerated() {
        writer.clear()
        taken[index] += processorSeconds { _ = view.fold(told.all, told.visible, &writer) } - clock
        bytes[index] += writer.bytes.count
      }
      for (index, tally) in tallies.enumerated() {
        taken[views.count + index] +=
          processorSeconds {
            sums.clear()
            tally.tally(told.visible, into: &sums)
            sums.settle()
          } - clock
      }
    }
    for index in least.indices { least[index] = min(least[index], taken[index]) }
  }
}

private struct Story {
  let all: [Entry]
  let visible: [Entry]
}

private func tell(scale: Double) throws -> [Story] {
  var simulation = Simulation(seed: 1, scale: scale)
  var events: [Handle: [Event]] = [:]
  while let steps = simulation.next() {
    for event in steps.map(\.event) { events[event.handle, default: []].append(event) }
  }
  var reader = LineReader(CompiledVocabulary(try VocabularyFile.standard().vocabulary))
  return events.filter { !$0.key.isOrganisation }.sorted { $0.key < $1.key }.map { _, events in
    let all = Storyline.tell(events) { reader.read($0.text) }
    return Story(all: all, visible: all.visible(under: Standing(all)))
  }
}
