public import Events

/// The figures of the stops by week: heads, meals, new faces, help by kind, stops held and cancelled.
///
/// A sum cannot know that two helpers told the same. So that a stop is held is summed by stop and day, and a
/// day is counted once however often it was told; everything else is summed by stop and week, as it was told.
public enum Stops: TallyProjection {
  public static let name = "stops"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [.note, .presence, .stopOpened, .stopCounted, .stopCancelled]

  /// What is summed. The texts are stored and never reused.
  enum What {
    static let held = "held"
    static let cancelled = "cancelled"
    static let heads = "heads"
    static let meals = "meals"
    static let newFaces = "new"
    static let help = "help:"
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
      tally.add(1, to: key(entry, week: What.help + reading.kind.rawValue))
    }
  }

  private static func countStop(_ entry: Entry, into tally: inout Tally) {
    let counts = entry.counts
    tally.add(counts.heads ?? 0, to: key(entry, week: What.heads))
    tally.add(counts.meals ?? 0, to: key(entry, week: What.meals))
    tally.add(counts.newFaces ?? 0, to: key(entry, week: What.newFaces))
    switch entry.event.content {
    case .stopOpened: tally.add(1, to: key(entry, day: What.held))
    case .stopCancelled: tally.add(1, to: key(entry, day: What.cancelled))
    default:
      if counts.heads ?? 0 > 0 { tally.add(1, to: key(entry, day: What.held)) }
      if entry.tells(.stopCancelled) { tally.add(1, to: key(entry, day: What.cancelled)) }
    }
  }

  private static func key(_ entry: Entry, week what: String) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: entry.day.week.description, what: what)
  }

  private static func key(_ entry: Entry, day what: String) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: entry.day.description, what: what)
  }
}
