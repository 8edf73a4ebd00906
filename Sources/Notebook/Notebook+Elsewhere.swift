public import Events
internal import Journal
internal import Keyring
internal import Rebuild

/// What lines that were written elsewhere come to, and how they are taken out again.
extension Notebook {
  /// The records that a line would make here, under no id yet; nothing is appended.
  /// - Parameter asPresence: somebody was there who has not agreed to be remembered: what was done is kept, and no word.
  public func weigh(
    _ telling: Telling, asPresence: Bool
  ) throws -> (records: [Event], masked: Set<Masking.Secret>) {
    let understood = try understood(telling)
    guard asPresence else {
      return (understood.records.map { $0.event(Self.none, occasion: nil) }, understood.kept.masked)
    }
    let kinds = understood.kept.reading.readings.map { GivenReading($0.kind, $0.mode) }
    var plain = telling
    plain.when = telling.when ?? understood.kept.happened?.when
    let presence = told(.presence(kinds + telling.given), .organisation, plain)
    return ([presence.event(Self.none, occasion: nil)], understood.kept.masked)
  }

  private static let none = EventID(origin: 0, sequence: 0)

  /// The one known person of this name who agrees to be remembered; nil where there is none.
  public func remembered(_ name: String) throws -> Handle? {
    guard let handle = try find(name, try directory()), let keeper = try engine.keeper(of: handle),
      try standing(of: keeper).allows(.care)
    else { return nil }
    return keeper
  }

  /// Whether anybody bears the name.
  public func isKnown(_ name: String) throws -> Bool { try find(name, try directory()) != nil }

  /// Whether somebody of this name has moved away from here.
  public func hasMoved(_ name: String) throws -> Bool { try moved(name) != nil }

  /// An event of now.
  public func event(
    _ content: Content, of handle: Handle, under id: EventID, happened: When? = nil, by: String = ""
  ) -> Event {
    var telling = Telling("")
    (telling.when, telling.by) = (happened, by)
    return told(content, handle, telling).event(id, occasion: nil)
  }

  /// Takes events out of every view that another act brought in, and leaves the views for a later catch-up.
  /// - Returns: how many were there to be taken out.
  public func takeOut(_ ids: some Sequence<EventID>, reason: String) throws -> Int {
    var records: [Told] = []
    for id in ids {
      guard let position = try engine.journal.position(of: id) else { continue }
      try engine.journal.records(at: [position]) { _, header, _ in
        records.append(told(.retraction(of: id, reason: reason), header.handle, Telling("")))
      }
    }
    let alive = try Set(records.map(\.handle)).filter { try engine.keyring.status(of: $0) == .live }
    let standing = records.filter { alive.contains($0.handle) }
    if !standing.isEmpty { try save(standing, isOccasion: false) }
    return standing.count
  }
}

extension Notebook {
  /// That all these histories were read at once.
  public func recordReadings(
    of handles: [Handle], view: String, purpose: ReadPurpose, _ telling: Telling = Telling("")
  ) throws {
    let reads = handles.map { told(.historyRead(purpose: "\(purpose)", view: view), $0, telling) }
    if !reads.isEmpty { try save(reads, isOccasion: false) }
    try catchUp()
  }

  /// All who agree to be remembered, each by the handle under which their story is kept.
  public func allRemembered() throws -> [Handle] {
    let live = try engine.keyring.handles(.live).filter { !$0.isOrganisation }
    return try Set(live.compactMap { try engine.keeper(of: $0) }).sorted()
      .filter { try standing(of: $0).allows(.care) }
  }
}
