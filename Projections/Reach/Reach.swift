public import Events

/// The organisation's own figures by month: what we did and how many we met. No figure stands on a person.
///
/// Heads, meals and new faces come from the organisation's own entries alone, so that forgetting a person
/// never changes them. A stop is held once for each place and day, however often it was told.
public enum Reach: TallyProjection {
  public static let name = "reach"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .presence, .stopOpened, .stopCounted, .stopCancelled, .promiseKept, .promiseBroken,
  ]

  /// What is summed. The texts are stored and never reused.
  enum What {
    static let held = "held"
    static let cancelled = "cancelled"
    static let heads = "heads"
    static let meals = "meals"
    static let newFaces = "new"
    static let help = "help:"
    static let referred = "referred:"
    static let came = "came:"
    static let kept = "promise-kept"
    static let broken = "promise-broken"
    /// Kinds that are summed as they stand.
    static let plain: Kinds = [
      "home-visit", "door-opened", "granted", "refused-by-system", "promise-kept", "promise-broken",
    ]
  }

  public static func count(_ entry: Entry, into tally: inout Tally) {
    if entry.event.handle.isOrganisation { countStop(entry, into: &tally) }
    if case .promise(let step, _, _) = entry.event.content {
      countPromise(step, entry, into: &tally)
    } else {
      for reading in entry.readings { count(reading, entry, into: &tally) }
    }
  }

  /// The event tells what became of the promise; its line, what else there was.
  private static func countPromise(_ step: PromiseStep, _ entry: Entry, into tally: inout Tally) {
    if step == .kept { tally.add(1, to: month(entry, What.kept)) }
    if step == .broken { tally.add(1, to: month(entry, What.broken)) }
    for reading in entry.readings where reading.kind != .promiseKept && reading.kind != .promiseBroken {
      count(reading, entry, into: &tally)
    }
  }

  private static func countStop(_ entry: Entry, into tally: inout Tally) {
    let counts = entry.counts
    tally.add(counts.heads ?? 0, to: month(entry, What.heads))
    tally.add(counts.meals ?? 0, to: month(entry, What.meals))
    tally.add(counts.newFaces ?? 0, to: month(entry, What.newFaces))
    switch entry.event.content {
    case .stopOpened: tally.add(1, to: day(entry, What.held))
    case .stopCancelled: tally.add(1, to: day(entry, What.cancelled))
    default:
      if counts.heads ?? 0 > 0 { tally.add(1, to: day(entry, What.held)) }
      if entry.tells(.stopCancelled) { tally.add(1, to: day(entry, What.cancelled)) }
    }
  }

  private static func count(_ reading: Reading, _ entry: Entry, into tally: inout Tally) {
    let (kind, id) = (reading.kind, reading.kind.rawValue)
    switch reading.mode {
    case .happened:
      if What.plain.contains(kind) { tally.add(1, to: month(entry, id)) }
      if Kind.help.contains(kind) { tally.add(1, to: month(entry, What.help + id)) }
      if Kind.bridges.contains(kind) { tally.add(1, to: month(entry, What.came + id)) }
    case .arranged:
      if Kind.bridges.contains(kind) { tally.add(1, to: month(entry, What.referred + id)) }
    case .declined, .failed: break
    }
  }

  private static func month(_ entry: Entry, _ what: String) -> Tally.Key {
    Tally.Key(period: entry.day.month.description, what: what)
  }

  private static func day(_ entry: Entry, _ what: String) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: entry.day.description, what: what)
  }
}
