/// Makes a story out of events in any order: retractions take out, corrections change, lines are read, and all
/// stands in the order in which it happened. The same events give the same story, however they arrived.
public enum Storyline {
  /// - Parameters:
  ///   - events: one person's events, or the organisation's; all amendments of them among these.
  ///   - read: what a line tells. Called once for each line that stands.
  public static func tell(_ events: [Event], read: (Line) -> LineReading) -> [Entry] {
    let ordered = events.inOrder
    guard ordered.contains(where: { $0.content.isAmendment }) else {
      return ordered.map { entry($0, [], read) }
    }
    let retracted = retracted(by: ordered)
    let amendments = standingAmendments(ordered, except: retracted)
    var entries: [Entry] = []
    for event in ordered where !event.content.isAmendment && !retracted.contains(event.id) {
      entries.append(entry(event, amendments[event.id] ?? [], read))
    }
    return entries.sorted { Event.inOrder($0.event, $1.event) }
  }

  /// One event with its corrections, in their order, applied.
  public static func entry(
    _ event: Event, _ amendments: [Amendment], _ read: (Line) -> LineReading
  ) -> Entry {
    // Most are never amended, and copying an event counts each of its texts.
    guard !amendments.isEmpty else { return entry(event, event.counted, isCorrected: false, read) }
    var amended = event
    var counts = event.counted
    for amendment in amendments {
      amended.apply(amendment)
      counts = amendment.counts.filled(from: counts)
    }
    return entry(amended, counts, isCorrected: true, read)
  }

  private static func entry(
    _ event: Event, _ counts: Counts, isCorrected: Bool, _ read: (Line) -> LineReading
  ) -> Entry {
    guard let line = event.content.line else {
      let told = LineReading(readings: event.given.applied(to: []), counts: counts)
      return Entry(event, told, isCorrected: isCorrected)
    }
    var told = read(line)
    told.readings = event.given.applied(to: told.readings)
    told.counts = counts.filled(from: told.counts)
    return Entry(event, told, isCorrected: isCorrected)
  }

  /// A retraction counts unless a later one retracts it: so they are weighed from the last to the first.
  public static func retracted(by events: [Event]) -> Set<EventID> {
    var retracted: Set<EventID> = []
    let retractions = events.filter { $0.content.type == .retraction }
    for event in retractions.sorted(by: { ($0.recorded, $0.id) > ($1.recorded, $1.id) }) {
      guard case .retraction(let target, _) = event.content, !retracted.contains(event.id) else { continue }
      retracted.insert(target)
    }
    return retracted
  }

  private static func standingAmendments(
    _ ordered: [Event], except retracted: Set<EventID>
  ) -> [EventID: [Amendment]] {
    var amendments: [EventID: [Amendment]] = [:]
    let corrections = ordered.filter { $0.content.type == .correction }
    for event in corrections.sorted(by: { ($0.recorded, $0.id) < ($1.recorded, $1.id) }) {
      guard case .correction(let target, let amendment) = event.content, !retracted.contains(event.id)
      else { continue }
      amendments[target, default: []].append(amendment)
    }
    return amendments
  }
}

extension [Event] {
  /// Most stories were told in the order in which they happened, and need no sorting.
  fileprivate var inOrder: [Event] {
    // A span lends each event where it stands; an array would copy it out.
    let events = span
    for index in events.indices.dropFirst() where Event.inOrder(events[index], events[index - 1]) {
      return sorted(by: Event.inOrder)
    }
    return self
  }
}

extension Content {
  /// True for what changes another event and is no part of a story itself.
  public var isAmendment: Bool {
    switch self {
    case .correction, .retraction: true
    default: false
    }
  }
}

extension Event {
  /// What a hand counter said.
  fileprivate var counted: Counts {
    if case .stopCounted(let counts) = content { counts } else { Counts() }
  }

  /// Readings set or taken off by hand.
  public var given: [GivenReading] {
    switch content {
    case .note(_, let given), .presence(let given): given
    default: []
    }
  }

  fileprivate mutating func apply(_ amendment: Amendment) {
    if let time = amendment.happened { happened = time }
    switch content {
    case .note(let line, let given):
      content = .note(amendment.line ?? line, given: given + amendment.given)
    case .presence(let given):
      content = .presence(given + amendment.given)
    case .promiseMade(let line, let due):
      content = .promiseMade(amendment.line ?? line, due: due)
    case .promise(let step, let target, let line):
      content = .promise(step, of: target, amendment.line ?? line)
    default:
      break
    }
  }
}

extension Counts {
  /// These counts, and what they leave open from `other`.
  func filled(from other: Counts) -> Counts {
    Counts(
      heads: heads ?? other.heads, meals: meals ?? other.meals, newFaces: newFaces ?? other.newFaces)
  }
}

extension [GivenReading] {
  /// What the vocabulary read, less what was taken off, and what was set. The last word on a kind wins.
  public func applied(to readings: [Reading]) -> [Reading] {
    guard !isEmpty else { return readings }
    var result = readings
    for given in self {
      result.removeAll { $0.kind == given.kind && (given.holds || $0.mode == given.mode) }
      if given.holds { result.append(Reading(kind: given.kind, mode: given.mode)) }
    }
    return result
  }
}
