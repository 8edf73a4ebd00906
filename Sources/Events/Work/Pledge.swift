/// A promise of ours and what became of it. Never the participant's.
public struct Pledge: Hashable, Encodable, Stored {
  /// Codes are stored and never reused.
  public enum Fate: UInt8, Encodable, Sendable, CaseIterable {
    case open = 0
    case kept = 1
    /// Not kept, and not made up for.
    case broken = 2
    /// Made up for, or kept after all.
    case repaired = 3
    /// The person needs it no more.
    case released = 4

    public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
  }

  public var told = Told()
  public var due: When?
  public var fate = Fate.open
  /// What told the fate, and when; nil while it is open.
  public var end: Ending?
  /// Told by a line, not by an event of its own.
  public var isLine = false
  /// What it is about, as far as the line tells.
  public var kinds: [Kind] = []
  /// False while only its end is told: who writes “kept today” names no hour, and the day begins before the
  /// hour at which it was promised.
  public var isMade = true

  public init() {}

  /// The end of a promise that the story has not come to.
  init(awaited event: EventID) {
    told.event = event
    isMade = false
  }

  init(_ entry: Entry, due: When?, isLine: Bool) {
    told = Told(entry)
    self.due = due
    self.isLine = isLine
    kinds = entry.readings.map(\.kind).filter { !Pledges.told.contains($0) }
  }

  /// Nothing is owed any more.
  public var isSettled: Bool { isMade && fate != .open && fate != .broken }

  public var isOwed: Bool { isMade && !isSettled }

  /// Owed, and the last day that was meant lies behind us.
  public func isOverdue(_ today: Day) -> Bool {
    isOwed && due?.lastDay.map { $0 < today } ?? false
  }

  /// What is settled stays so: a view may have dropped it. Who told it wrongly takes that out.
  mutating func become(_ next: Fate, _ entry: Entry) {
    guard fate == .open || fate == .broken else { return }
    fate = fate == .broken && next == .kept ? .repaired : next
    end = Ending(entry)
  }

  public func write(to writer: inout WireWriter) {
    writer.part(1, told)
    if let due { writer.when(2, due) }
    writer.number(3, fate.rawValue)
    writer.number(4, isLine ? 1 : 0)
    for kind in kinds { writer.text(5, kind.rawValue) }
    if let end { writer.part(6, end) }
    writer.number(7, isMade ? 0 : 1)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: told = try Told(span, field.bytes)
    case 2: due = try span.when(field)
    case 3: fate = UInt8(exactly: field.value).flatMap(Fate.init(rawValue:)) ?? .open
    case 4: isLine = field.value != 0
    case 5 where !field.bytes.isEmpty: kinds.append(Kind(span.text(field.bytes)))
    case 6: end = try Ending(span, field.bytes)
    case 7: isMade = field.value == 0
    default: break
    }
  }
}

/// The event that ended something, and when.
public struct Ending: Hashable, Encodable, Stored {
  public var when = When(minute: 0)
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  init(_ entry: Entry) { (when, event) = (entry.event.happened, entry.event.id) }

  public func write(to writer: inout WireWriter) {
    writer.when(1, when)
    writer.event(2, event)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: when = try span.when(field)
    case 2: event = try span.event(field)
    default: break
    }
  }
}
