internal import Events
internal import Journal

/// One person's events, or one event of the organisation with its amendments, told up to some time.
///
/// What may be shown of them is not asked of that time: the consent of today governs, so that a no holds for
/// every look back, and who is whom and who is erased is as it is known today.
struct Gathered {
  let asOf: AsOf
  /// All events, also those that were told later.
  private(set) var events: [Event] = []
  /// Those that had been told by then.
  private(set) var held: [Event] = []
  private var poisons: [Poison] = []

  init(_ asOf: AsOf) { self.asOf = asOf }

  /// - Parameter position: where the record stands, or the end of a stretch of the log that lies wholly on one
  ///   side of the position up to which is told.
  mutating func take(_ header: Header, _ record: RawSpan, at position: Position, _ opener: inout Opener)
    throws
  {
    do {
      if let event = try opener.event(record) { take(event, at: position) }
    } catch let aside as Aside {
      poisons.append(Poison(type: header.type, aside: aside))
    }
  }

  mutating func take(_ event: Event, at position: Position) {
    events.append(event)
    if asOf.holds(event, at: position) { held.append(event) }
  }

  mutating func clear() {
    events.removeAll(keepingCapacity: true)
    held.removeAll(keepingCapacity: true)
    poisons = []
  }

  /// What keeps a view from being told: an event that cannot be read and has not been retracted.
  func aside(stopping listens: EventTypes) -> Aside? {
    guard !poisons.isEmpty else { return nil }
    let retracted = Storyline.retracted(by: events)
    return poisons.filter { $0.stops(listens) && !retracted.contains($0.aside.event) }.map(\.aside).min()
  }

  /// The story up to then.
  func story(_ read: (Line) -> LineReading) -> [Entry] { asOf.limit(Storyline.tell(held, read: read)) }

  /// What a person has agreed to by now.
  var standing: Standing { Standing(Storyline.tell(events) { _ in LineReading() }) }

  /// The events of the story that have been corrected or taken out since.
  var amendedSince: Set<EventID> {
    let later = Set(events.map(\.id)).subtracting(held.map(\.id))
    return Set(events.lazy.filter { later.contains($0.id) }.compactMap(\.content.amended))
  }
}
