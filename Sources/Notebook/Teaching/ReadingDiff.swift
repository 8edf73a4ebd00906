public import Events

/// What another vocabulary would change in the readings of the lines that stand and may be seen.
public struct ReadingDiff: Sendable {
  /// Lines that were read.
  public internal(set) var lines = 0
  /// Lines that would gain or lose a reading.
  public internal(set) var changedLines = 0
  /// Lines that would tell the same by other words, or count other heads.
  public internal(set) var rewordedLines = 0
  /// Participants of whom at least one line would change.
  public internal(set) var people = 0
  public internal(set) var changes: [ReadingChange: Extent] = [:]

  /// How many lines a change touches, and some of them.
  public struct Extent: Sendable {
    public internal(set) var lines = 0
    public internal(set) var people = 0
    public internal(set) var examples: Examples<ChangedLine>
  }

  mutating func add(_ other: ReadingDiff) {
    lines += other.lines
    changedLines += other.changedLines
    rewordedLines += other.rewordedLines
    people += other.people
    changes.merge(other.changes) { mine, theirs in
      var both = mine
      both.lines += theirs.lines
      both.people += theirs.people
      both.examples.add(theirs.examples)
      return both
    }
  }

  /// What changes most lines first.
  public var ordered: [(change: ReadingChange, extent: Extent)] {
    changes.map { ($0.key, $0.value) }.sorted { a, b in
      a.extent.lines != b.extent.lines ? a.extent.lines > b.extent.lines : a.change < b.change
    }
  }
}

/// A reading that would be gained or lost.
public struct ReadingChange: Hashable, Sendable, Comparable {
  public let kind: Kind
  public let mode: Mode
  public let isGain: Bool

  public static func < (a: ReadingChange, b: ReadingChange) -> Bool {
    if a.kind != b.kind { return a.kind < b.kind }
    return (a.mode.rawValue, a.isGain ? 0 : 1) < (b.mode.rawValue, b.isGain ? 0 : 1)
  }
}

/// A line of which a reading would change.
public struct ChangedLine: ExampleLine {
  public let shown: Example
  /// The words that show the reading.
  public let words: Line
  /// What the line tells by the one vocabulary alone, and by the other.
  public let before: [GivenReading]
  public let after: [GivenReading]
}
