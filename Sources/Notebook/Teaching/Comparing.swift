internal import Events
internal import Reading
internal import Rebuild

/// Reads each line by two vocabularies side by side.
final class Comparing: Surveyor {
  private var old: LineReader
  private var new: LineReader
  private let most: Int
  private(set) var finding = ReadingDiff()
  /// What has changed in the story that is looked at.
  private var touched: Set<ReadingChange> = []

  init(_ old: CompiledVocabulary, _ new: CompiledVocabulary, examples: Int) {
    self.old = LineReader(old)
    self.new = LineReader(new)
    most = examples
  }

  func look(at story: [Entry], of keeper: Handle) {
    touched.removeAll(keepingCapacity: true)
    for entry in story where entry.line != nil { compare(entry, keeper) }
    guard !touched.isEmpty, !keeper.isOrganisation else { return }
    finding.people += 1
    for change in touched { finding.changes[change]?.people += 1 }
  }

  /// A helper's own word on the line stands by either vocabulary.
  private func compare(_ entry: Entry, _ keeper: Handle) {
    finding.lines += 1
    let before = Storyline.entry(entry.event, []) { old.read($0.text) }
    let after = Storyline.entry(entry.event, []) { new.read($0.text) }
    guard before.readings != after.readings || before.counts != after.counts else { return }
    let lost = before.readings.filter { !after.tells($0.kind, $0.mode) }
    let gained = after.readings.filter { !before.tells($0.kind, $0.mode) }
    guard !lost.isEmpty || !gained.isEmpty else { return finding.rewordedLines += 1 }
    finding.changedLines += 1
    for (readings, isGain) in [(lost, false), (gained, true)] {
      for reading in readings {
        note(
          ReadingChange(kind: reading.kind, mode: reading.mode, isGain: isGain),
          ChangedLine(
            shown: Example(entry, keeper), words: (isGain ? after : before).said(reading),
            before: lost.map { GivenReading($0.kind, $0.mode) },
            after: gained.map { GivenReading($0.kind, $0.mode) }))
      }
    }
  }

  private func note(_ change: ReadingChange, _ example: ChangedLine) {
    touched.insert(change)
    var extent = finding.changes[change] ?? ReadingDiff.Extent(examples: Examples(most: most))
    extent.lines += 1
    extent.examples.add(example)
    finding.changes[change] = extent
  }
}
