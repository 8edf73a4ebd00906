import Events
import Foundation
import Journal
import Notebook
import Reading
import Rebuild
import Simulation

/// Makes a folder with a log of exactly so many invented events; with `--adopt changed` the last one takes other
/// words into use.
func makeLog(_ asked: Asked) throws {
  let (path, wanted) = (asked.text("folder"), asked.count("events"))
  let adopts = asked.text("adopt") == "changed"
  let bench = try Workbench(path)
  var left = wanted - Int(try bench.engine.journal.end) - (adopts ? 1 : 0)
  var simulation = Simulation(seed: 1, scale: max(0.01, Double(wanted) / 205_000))
  var events: [Event] = []
  while left > 0, let steps = simulation.next() {
    events += steps.map(\.event)
    guard events.count >= 8192 || events.count >= left else { continue }
    try bench.notebook.take(Array(events.prefix(left)))
    left -= min(left, events.count)
    events.removeAll(keepingCapacity: true)
  }
  try bench.notebook.take(Array(events.prefix(max(0, left))))
  if adopts { try bench.notebook.take([try otherWords()]) }
  try answer(["events": Int(try bench.engine.journal.end)])
}

/// The standard words with a kind more, adopted after all else.
private func otherWords() throws -> Event {
  let kind = """

      - id: foot-care
        group: bridge
        name: {da: fodpleje, en: foot care}
        da: [fodpleje, fodterapeut]
        en: [foot care, podiatrist]

    """
  return Event(
    id: EventID(origin: 77, sequence: 1), handle: .organisation,
    happened: When(Day(year: 2040, month: 1, day: 1), hour: 12, minute: 0),
    recorded: Moment(milliseconds: 2_209_000_000_000),
    content: .vocabularyAdopted(yaml: Array((try VocabularyFile.standard().text + kind).utf8)))
}

/// Makes a folder with five invented years, and spread over all of them participants with histories of 10, 100,
/// 1,000 and 10,000 events; all views built. Writes the handles of those into `histories.json`.
func makeHistories(_ asked: Asked) throws {
  let bench = try Workbench(asked.text("folder"))
  let scale = asked.seconds("scale", 1)
  var long: [(events: [Event], told: Int)] = []
  var handles: [String: [String]] = [:]
  for (rank, length) in [10, 100, 1000, 10_000].enumerated() {
    for number in 0..<(length < 10_000 ? 8 : 2) {
      let events = Simulation.longStory(seed: UInt64(1000 * (rank + 1) + number), events: length)
      handles[String(length), default: []].append(events[0].handle.description)
      long.append((events, 0))
    }
  }
  var simulation = Simulation(seed: 1, scale: scale)
  var (week, weeks) = (0, 5 * 1461 / 28)
  while let steps = simulation.next() {
    week += 1
    var events = steps.map(\.event)
    for index in long.indices {
      let due = long[index].events.count * week / weeks
      events += long[index].events[long[index].told..<max(due, long[index].told)]
      long[index].told = max(due, long[index].told)
    }
    try bench.notebook.take(events)
  }
  for story in long { try bench.notebook.take(Array(story.events[story.told...])) }
  try bench.engine.rebuild(jobs: 2, progress: Progress(total: 0))
  let file = try JSONSerialization.data(withJSONObject: handles, options: [.sortedKeys])
  try file.write(to: URL(fileURLWithPath: bench.path + "/histories.json"))
  try answer(["events": Int(try bench.engine.journal.end), "participants": simulation.told.participants])
}

/// Prints participants whose story has at least ten events.
func handles(_ asked: Asked) throws {
  let journal = try Journal(at: asked.text("folder") + "/log", access: .readOnly)
  var counts: [Handle: Int] = [:]
  _ = try journal.read(after: 0, atMost: 200_000) { _, header, _ in counts[header.handle, default: 0] += 1 }
  let found = counts.filter { $0.value >= 10 && !$0.key.isOrganisation }.map(\.key).sorted()
  try answer(["handles": found.prefix(asked.count("count", 10)).map(\.description)])
}
