public import Events

/// The figures of the stops by week: heads, meals, new faces, help by kind, stops held and cancelled.
///
/// A sum cannot know that two helpers told the same. So that a stop is held is summed by stop and day, and a
/// day is counted once however often it was told; everything else is summed by stop and week, as it was told.
public enum Stops: TallyProjection {
  public static let name = "stops"
  public static let version: UInt32 = 2
  public static let listens: EventTypes = [.note, .presence, .stopOpened, .stopCounted, .stopCancelled]

  /// What is summed. Codes are stored and never reused.
  public enum What: UInt8 {
    case held = 1
    case cancelled = 2
    case heads = 3
    case meals = 4
    case newFaces = 5
    /// By kind.
    case help = 6
  }

  static let help: Kinds = Kind.help.union(Kind.bridges).union(Kind.things)

  /// Heads, meals and new faces come from the organisation's own entries alone, so that no figure of a stop
  /// changes when a person is forgotten; of a participant only the help counts.
  public static func count(_ entry: Entry, into tally: inout Tally) {
    if entry.event.handle.isOrganisation { countStop(entry, into: &tally) }
    guard !entry.event.at.isEmpty, !entry.tells(.homeVisit), !entry.tells(.visitedElsewhere) else {
      return
    }
    for reading in entry.readings where reading.mode == .happened && help.contains(reading.kind) {
      tally.add(1, to: key(entry, week: .help, reading.kind))
    }
  }

  private static func countStop(_ entry: Entry, into tally: inout Tally) {
    let counts = entry.counts
    tally.add(counts.heads ?? 0, to: key(entry, week: .heads))
    tally.add(counts.meals ?? 0, to: key(entry, week: .meals))
    tally.add(counts.newFaces ?? 0, to: key(entry, week: .newFaces))
    switch entry.event.content {
    case .stopOpened: tally.add(1, to: key(entry, day: .held))
    case .stopCancelled: tally.add(1, to: key(entry, day: .cancelled))
    default:
      if counts.heads ?? 0 > 0 { tally.add(1, to: key(entry, day: .held)) }
      if entry.tells(.stopCancelled) { tally.add(1, to: key(entry, day: .cancelled)) }
    }
  }

  private static func key(_ entry: Entry, week what: What, _ kind: Kind? = nil) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: Period(entry.day.week), what: what.rawValue, kind: kind)
  }

  private static func key(_ entry: Entry, day what: What) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: Period(entry.day), what: what.rawValue)
  }
}
