import Catalogues
import Events
import Foundation
import Reading
import Rebuild
import Simulation

/// What each view costs by itself: invented stories, told and read once before, folded by one view after the
/// other on one core, in its own time. Nanoseconds for each event of all of them, and the bytes that are
/// kept.
func folds(_ asked: Asked) throws {
  let stories = try tell(scale: asked.seconds("scale", 0.2))
  let events = stories.reduce(0) { $0 + $1.all.count }
  var views: [String: Any] = [:]
  for view in Catalogue.all.stories {
    let (taken, bytes) = cost(of: view, stories)
    views[view.name] = ["nanoseconds": taken / Double(events) * 1e9, "bytes": bytes]
  }
  for tally in Catalogue.all.tallies {
    views[tally.name] = ["nanoseconds": cost(of: tally, stories) / Double(events) * 1e9, "bytes": 0]
  }
  try answer(["events": events, "stories": stories.count, "views": views])
}

private func cost(of view: StoryFold, _ stories: [Story]) -> (seconds: Double, bytes: Int) {
  var (writer, bytes) = (WireWriter(), 0)
  let taken = leastProcessorSeconds {
    bytes = 0
    for told in stories {
      writer.clear()
      if view.fold(told.all, told.visible, &writer) { bytes += writer.bytes.count }
    }
  }
  return (taken, bytes)
}

private func cost(of tally: TallyFold, _ stories: [Story]) -> Double {
  var sums = Tally()
  return leastProcessorSeconds {
    for told in stories {
      sums.clear()
      tally.tally(told.visible, into: &sums)
      sums.settle()
    }
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

/// The least of seven runs, in the time of this thread alone.
private func leastProcessorSeconds(_ work: () -> Void) -> Double {
  (0..<7).map { _ in processorSeconds(work) }.min() ?? 0
}
