internal import Events

/// A stretch of the log as it is caught up with: what it adds to the index, whom it touches, and the
/// organisation's events in it.
struct Stretch {
  let start: UInt64
  private(set) var end: UInt64
  var addition = ThreadIndex.Addition()
  /// Whom it touches, and by which types.
  private(set) var touched: [Handle: EventTypes] = [:]
  /// Everybody whom it has events of.
  private(set) var participants: Set<Handle> = []
  private(set) var landmarks: [Event] = []
  /// The organisation's events that the tallies count, and their positions.
  private(set) var organisation: [(position: UInt64, event: Event)] = []
  private(set) var asides: [Aside] = []
  private let indexed: UInt64
  private let listens: EventTypes

  /// - Parameter indexed: the position up to which the index has been written already.
  init(after start: UInt64, indexed: UInt64, _ catalogue: Catalogue) {
    self.start = start
    self.indexed = indexed
    end = start
    listens = catalogue.listens
  }

  mutating func take(_ position: UInt64, _ header: Header, _ record: RawSpan, _ opener: inout Opener) throws {
    end = position
    if !header.handle.isOrganisation { participants.insert(header.handle) }
    if !header.handle.isOrganisation, position > indexed {
      addition.threads[header.handle, default: []].append(position)
    }
    guard let type = header.type else { return unknown(header) }
    if Landmarks.types.contains(type) { try landmark(position, type, record, &opener) }
    guard listens.contains(type) else { return }
    if header.handle.isOrganisation {
      try organisation(position, record, &opener)
    } else {
      touched[header.handle, default: []].insert(type)
    }
  }

  /// A type of a newer version: the person's views stand still and say so.
  private mutating func unknown(_ header: Header) {
    if header.handle.isOrganisation {
      asides.append(Aside(unknown: header))
    } else {
      touched[header.handle, default: []].formUnion(Catalogue.govern)
    }
  }

  private mutating func landmark(
    _ position: UInt64, _ type: EventType, _ record: RawSpan, _ opener: inout Opener
  ) throws {
    if position > indexed { addition.landmarks.append((type, position)) }
    guard let event = try read(record, &opener) else { return }
    landmarks.append(event)
    switch event.content {
    case .samePerson(let other), .notSamePerson(let other): touch([event.handle, other], type)
    case .erased(let handles): touch(handles, type)
    default: break
    }
  }

  private mutating func touch(_ handles: [Handle], _ type: EventType) {
    for handle in handles { touched[handle, default: []].insert(type) }
  }

  private mutating func organisation(_ position: UInt64, _ record: RawSpan, _ opener: inout Opener) throws {
    guard let event = try read(record, &opener) else { return }
    organisation.append((position, event))
    if let target = event.content.amended, position > indexed {
      addition.amendments.append((target, position))
    }
  }

  private mutating func read(_ record: RawSpan, _ opener: inout Opener) throws -> Event? {
    do {
      return try opener.event(record)
    } catch let aside as Aside {
      asides.append(aside)
      return nil
    }
  }
}

extension Content {
  /// The event that this one corrects or retracts.
  var amended: EventID? {
    switch self {
    case .correction(let target, _), .retraction(let target, _): target
    default: nil
    }
  }
}

/// What a stretch of the log changes in the tallies through the organisation's events.
struct OrganisationChange: Sendable {
  /// One for each tally, in the catalogue's order.
  var tallies: [Tally]
  var asides: [Aside] = []

  init(_ catalogue: Catalogue) { tallies = catalogue.tallies.map { _ in Tally() } }
}
