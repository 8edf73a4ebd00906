public import Events
public import Journal
internal import Synchronization

extension Engine {
  /// What a person has agreed to, after all that the log holds of them. A yes or a no that cannot be read
  /// counts as a no.
  public func standing(of handle: Handle) throws -> Standing {
    let (generation, landmarks) = try served()
    var opener = try Opener(keyring)
    var events: [Event] = []
    var isReadable = true
    for member in landmarks.ties.members(of: handle) where !landmarks.ties.isErased(member) {
      try journal.records(at: generation.index.positions(of: member)) { _, header, record in
        guard let type = header.type, Self.deciding.contains(type) else { return }
        do {
          if let event = try opener.event(record) { events.append(event) }
        } catch is Aside {
          isReadable = false
        }
      }
    }
    return isReadable ? Standing(Storyline.tell(events) { _ in LineReading() }) : Standing()
  }

  /// The types that say what somebody has agreed to, and what can take those out.
  private static let deciding: EventTypes = [.consentGiven, .consentWithdrawn, .correction, .retraction]

  /// Whether an event has been taken out, and not been brought back.
  public func isRetracted(_ id: EventID, of handle: Handle) throws -> Bool {
    let index = try served().0.index
    var positions = try handle.isOrganisation ? index.amendments(of: id) : index.positions(of: handle)
    var (events, seen): ([Event], Set<Position>) = ([], [])
    while let position = positions.popLast() {
      guard seen.insert(position).inserted, let event = try retraction(at: position) else { continue }
      events.append(event)
      if handle.isOrganisation { positions += try index.amendments(of: event.id) }
    }
    return Storyline.retracted(by: events).contains(id)
  }

  private func retraction(at position: Position) throws -> Event? {
    var isOne = false
    try journal.records(at: [position]) { _, header, _ in isOne = header.type == .retraction }
    return isOne ? try event(at: position) : nil
  }

  /// The handle under which a person's views are kept; nil when all their handles are erased.
  public func keeper(of handle: Handle) throws -> Handle? { try served().1.ties.keeper(of: handle) }

  /// One event, opened; nil when there is none or its key has been destroyed.
  public func event(at position: Position) throws -> Event? {
    var opener = try Opener(keyring)
    var found: Event?
    try journal.records(at: [position]) { _, _, record in found = try opener.event(record) }
    return found
  }

  /// The vocabulary that was adopted last, as text; nil before the first.
  public func adoptedVocabulary() -> (event: EventID, yaml: [UInt8])? {
    state.withLock { $0.landmarks.vocabulary.map { ($0.id.event, $0.yaml) } }
  }
}
