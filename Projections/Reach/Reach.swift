public import Events

/// The organisation's own figures by month: what we did and how many we met. No figure stands on a person.
///
/// Heads, meals and new faces come from the organisation's own entries alone, so that forgetting a person
/// never changes them. A stop is held once for each place and day, however often it was told.
public enum Reach: TallyProjection {
  public static let name = "reach"
  public static let version: UInt32 = 2
  public static let listens: EventTypes = [
    .note, .presence, .stopOpened, .stopCounted, .stopCancelled, .promiseKept, .promiseBroken,
  ]

  /// What is summed. Codes are stored and never reused.
  public enum What: UInt8 {
    case held = 1
    case cancelled = 2
    case heads = 3
    case meals = 4
    case newFaces = 5
    /// By kind, like all that follow.
    case help = 6
    case referred = 7
    case came = 8
    /// Kinds that are summed as they stand.
    case told = 9
  }

  private static let told: Kinds = [
    "home-visit", "door-opened", "granted", "refused-by-system", "promise-kept", "promise-broken",
  ]

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
    if step == .kept { tally.add(1, to: month(entry, .told, .promiseKept)) }
    if step == .broken { tally.add(1, to: month(entry, .told, .promiseBroken)) }
    for reading in entry.readings where reading.kind != .promiseKept && reading.kind != .promiseBroken {
      count(reading, entry, into: &tally)
    }
  }

  private static func countStop(_ entry: Entry, into tally: inout Tally) {
    let counts = entry.counts
    tally.add(counts.heads ?? 0, to: month(entry, .heads))
    tally.add(counts.meals ?? 0, to: month(entry, .meals))
    tally.add(counts.newFaces ?? 0, to: month(entry, .newFaces))
    switch entry.event.content {
    case .stopOpened: tally.add(1, to: day(entry, .held))
    case .stopCancelled: tally.add(1, to: day(entry, .cancelled))
    default:
      if counts.heads ?? 0 > 0 { tally.add(1, to: day(entry, .held)) }
      if entry.tells(.stopCancelled) { tally.add(1, to: day(entry, .cancelled)) }
    }
  }

  private static func count(_ reading: Reading, _ entry: Entry, into tally: inout Tally) {
    let kind = reading.kind
    switch reading.mode {
    case .happened:
      if told.contains(kind) { tally.add(1, to: month(entry, .told, kind)) }
      if Kind.help.contains(kind) { tally.add(1, to: month(entry, .help, kind)) }
      if Kind.bridges.contains(kind) { tally.add(1, to: month(entry, .came, kind)) }
    case .arranged:
      if Kind.bridges.contains(kind) { tally.add(1, to: month(entry, .referred, kind)) }
    case .declined, .failed: break
    }
  }

  private static func month(_ entry: Entry, _ what: What, _ kind: Kind? = nil) -> Tally.Key {
    Tally.Key(period: Period(entry.day.month), what: what.rawValue, kind: kind)
  }

  private static func day(_ entry: Entry, _ what: What) -> Tally.Key {
    Tally.Key(place: entry.event.at, period: Period(entry.day), what: what.rawValue)
  }
}
