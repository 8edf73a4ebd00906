public import Events

/// What was told: something to append, or participants whose keys are to be destroyed.
public enum Step: Hashable, Sendable {
  case event(Event)
  /// The event is the organisation's `erased`, to append; the caller destroys the keys of these handles.
  case erase([Handle], Event)

  public var event: Event {
    switch self {
    case .event(let event), .erase(_, let event): event
    }
  }
}

/// What has been written so far, to be compared with the views to the last meal. A corrected count counts as
/// corrected; what a line did not say counts as nothing.
public struct Totals: Hashable, Sendable {
  public struct Year: Hashable, Sendable {
    public var stopsHeld = 0
    public var heads = 0
    public var meals = 0
    public var newFaces = 0
  }

  public var stopsHeld = 0
  public var stopsCancelled = 0
  public var heads = 0
  public var meals = 0
  public var newFaces = 0
  /// Who have ever given consent to be remembered; one person under two handles counts twice.
  public var participants = 0
  public var withdrawn = 0
  public var erased = 0
  /// Events that hold words: notes, and what was promised and became of it.
  public var lines = 0
  public var events = 0
  /// Drives to someone's home, whether the door was opened or not.
  public var homeVisits = 0
  /// By the year in which the stop was held.
  public var byYear: [Int: Year] = [:]

  mutating func count(_ counts: Counts, less old: Counts = Counts(), in year: Int) {
    let change = Year(
      heads: (counts.heads ?? 0) - (old.heads ?? 0), meals: (counts.meals ?? 0) - (old.meals ?? 0),
      newFaces: (counts.newFaces ?? 0) - (old.newFaces ?? 0))
    heads += change.heads
    meals += change.meals
    newFaces += change.newFaces
    byYear[year, default: Year()].add(change)
  }

  mutating func held(in year: Int) {
    stopsHeld += 1
    byYear[year, default: Year()].stopsHeld += 1
  }
}

extension Totals.Year {
  fileprivate mutating func add(_ change: Totals.Year) {
    stopsHeld += change.stopsHeld
    heads += change.heads
    meals += change.meals
    newFaces += change.newFaces
  }
}
