internal import Events
internal import Formats
internal import Journal
internal import Notebook
internal import Rebuild

/// Which event belongs to which case, for formats that tell case by case. It holds places in the log and what the cases
/// themselves have, and no event.
struct CaseBook {
  enum Key: Hashable {
    /// A case as its source numbered it.
    case source(UInt64, UInt64)
    case person(Handle)
    case organisation
  }

  private(set) var keys: [Key] = []
  private(set) var places: [Key: [Position]] = [:]
  private(set) var attributes: [Key: [CaseLog.Attribute]] = [:]
  /// Declarations of all that came from elsewhere.
  private(set) var head: CaseLog?
  /// What changes other events, by the event that is changed; nil takes it out.
  private let amendments: Amendments
  private let seeing: Seeing
  private let engine: Engine

  /// What stands in a story, as against who agreed, who read and how the log is kept.
  static let told: EventTypes = [
    .note, .presence, .stopOpened, .stopCounted, .stopCancelled, .promiseMade, .promiseKept, .promiseBroken,
    .promiseRepaired, .promiseReleased,
  ]

  init(_ notebook: Notebook, until end: Position, progress: (Position) -> Void) throws {
    engine = notebook.engine
    amendments = try Amendments(engine, until: end)
    seeing = Seeing(engine)
    try readPortions()
    var reader = try EventReader(engine.journal, engine.keyring)
    var after: Position = 0
    while after < end {
      let (events, last) = try reader.placed(after: after, atMost: Int(min(4096, end - after)))
      guard last > after else { break }
      for (place, event) in events { try take(event, at: place) }
      after = last
      progress(after)
    }
  }

  private mutating func readPortions() throws {
    try Portion.each(engine) { portion, _, id, isOut in
      guard !isOut else { return }
      if let head = portion.head { self.head = self.head.map { $0.joined(with: head) } ?? head }
      for known in portion.cases where known.handle.isOrganisation {
        let key = Key.source(id.origin, known.number)
        open(key)
        attributes[key] = known.attributes
      }
    }
  }

  private mutating func open(_ key: Key) {
    guard places[key] == nil else { return }
    keys.append(key)
    places[key] = []
  }

  private mutating func take(_ event: Event, at place: Position) throws {
    let type = event.content.type
    guard Self.told.contains(type) || type == .consentGiven, !amendments.retracted.contains(event.id),
      try seeing.shows(event)
    else { return }
    let carried = Carried(event.carried)
    let key: Key =
      if let carried, carried.isWhole || carried.number > 0 {
        .source(event.id.origin, carried.number)
      } else if event.handle.isOrganisation { .organisation } else {
        .person(try engine.keeper(of: event.handle) ?? event.handle)
      }
    if type == .consentGiven {
      guard let carried, carried.isCase, carried.number > 0, attributes[key] == nil else { return }
      open(key)
      attributes[key] = carried.attributes
      return
    }
    open(key)
    places[key]?.append(place)
  }

  /// The events of a case as they stand now, in the order in which they came.
  func events(of key: Key) throws -> [Event] {
    try (places[key] ?? []).compactMap { try engine.event(at: $0) }.map(amendments.applied)
  }
}

/// Corrections and retractions that stand.
struct Amendments {
  private(set) var retracted: Set<EventID> = []
  private var corrections: [EventID: [Amendment]] = [:]

  init(_ engine: Engine, until end: Position) throws {
    var places: [Position] = []
    var after: Position = 0
    while after < end {
      let last = try engine.journal.read(
        after: after, atMost: Int(min(100_000, end - after)), types: [.correction, .retraction]
      ) { place, _, _ in places.append(place) }
      guard last > after else { break }
      after = last
    }
    let events = try places.compactMap { try engine.event(at: $0) }
    retracted = Storyline.retracted(by: events)
    for event in events.sorted(by: { ($0.recorded, $0.id) < ($1.recorded, $1.id) }) {
      guard case .correction(let target, let amendment) = event.content, !retracted.contains(event.id) else {
        continue
      }
      corrections[target, default: []].append(amendment)
    }
  }

  func applied(to event: Event) -> Event {
    guard let amendments = corrections[event.id] else { return event }
    return Storyline.entry(event, amendments) { _ in LineReading() }.event
  }
}

/// What may be seen: nothing of whoever no longer agrees to be remembered, but that they said so.
final class Seeing {
  private let engine: Engine
  private var standings: [Handle: Standing] = [:]

  init(_ engine: Engine) { self.engine = engine }

  func shows(_ event: Event) throws -> Bool {
    switch event.content {
    case .consentGiven, .consentWithdrawn: return true
    default: break
    }
    guard !event.handle.isOrganisation else { return true }
    let standing = try standings[event.handle] ?? engine.standing(of: event.handle)
    standings[event.handle] = standing
    return standing.shows(event)
  }
}

extension EventReader {
  /// The events after a position, each with its own.
  fileprivate mutating func placed(
    after: Position, atMost count: Int
  ) throws -> (events: [(Position, Event)], last: Position) {
    var events: [(Position, Event)] = []
    let last = try eachPlaced(after: after, atMost: count) { events.append(($0, $1)) }
    return (events, last)
  }
}

extension CaseLog {
  /// The declarations of both, each once.
  fileprivate func joined(with other: CaseLog) -> CaseLog {
    var both = self
    let prefixes = Set(extensions.map(\.prefix))
    both.extensions += other.extensions.filter { !prefixes.contains($0.prefix) }
    both.globals += other.globals.filter { !globals.contains($0) }
    both.classifiers += other.classifiers.filter { !classifiers.contains($0) }
    let keys = Set(attributes.map(\.key))
    both.attributes += other.attributes.filter { !keys.contains($0.key) }
    return both
  }
}
