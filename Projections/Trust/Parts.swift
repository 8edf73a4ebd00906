public import Events

/// The first time of a step, with the words that told it.
public struct First: Hashable, Encodable, Stored {
  public var kind: Kind = ""
  public var told = Told()

  public init() {}

  init(kind: Kind, told: Told) { (self.kind, self.told) = (kind, told) }

  public func write(to writer: inout WireWriter) {
    writer.text(1, kind.rawValue)
    writer.part(2, told)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: kind = Kind(span.text(field.bytes))
    case 2: told = try Told(span, field.bytes)
    default: break
    }
  }
}

/// We met or spoke.
public struct Contact: Hashable, Encodable, Stored {
  /// Who took the first step, as far as the line says. Codes are stored and never reused.
  public enum Initiative: UInt8, Encodable, Sendable, CaseIterable {
    case unknown = 0
    case theirs = 1
    case ours = 2

    public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
  }

  public var day = Day(number: 0)
  /// False when only the month, the season or the year was told.
  public var isDayKnown = true
  public var initiative = Initiative.unknown
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  /// Nil when nobody was met.
  init?(_ entry: Entry) {
    guard entry.isContact else { return nil }
    day = entry.day
    isDayKnown = !entry.event.happened.isVaguerThanDay
    event = entry.event.id
    if entry.tells(anyOf: Initiators.byThem) {
      initiative = .theirs
    } else if entry.tells(anyOf: Initiators.byUs) {
      initiative = .ours
    }
  }

  public func write(to writer: inout WireWriter) {
    writer.day(1, day)
    writer.number(2, isDayKnown ? 0 : 1)
    writer.number(3, initiative.rawValue)
    writer.event(4, event)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: day = span.day(field)
    case 2: isDayKnown = field.value == 0
    case 3: initiative = UInt8(exactly: field.value).flatMap(Initiative.init(rawValue:)) ?? .unknown
    case 4: event = try span.event(field)
    default: break
    }
  }
}

/// We stood at the door.
public struct Door: Hashable, Encodable, Stored {
  public var wasOpened = false
  public var day = Day(number: 0)
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  init(wasOpened: Bool, day: Day, event: EventID) {
    (self.wasOpened, self.day, self.event) = (wasOpened, day, event)
  }

  public func write(to writer: inout WireWriter) {
    writer.number(1, wasOpened ? 1 : 0)
    writer.day(2, day)
    writer.event(3, event)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: wasOpened = field.value != 0
    case 2: day = span.day(field)
    case 3: event = try span.event(field)
    default: break
    }
  }
}

/// What became of our word: a line or an event told it.
public struct OurWord: Hashable, Encodable, Stored {
  /// Codes are stored and never reused.
  public enum Fate: UInt8, Encodable, Sendable, CaseIterable {
    case made = 0
    case kept = 1
    case broken = 2
    case repaired = 3

    public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
  }

  /// The kinds of lines that tell it.
  static let told: [(Kind, Fate)] = [
    (.promised, .made), (.promiseKept, .kept), (.promiseBroken, .broken),
  ]

  public var fate = Fate.made
  public var day = Day(number: 0)
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  init(_ fate: Fate, _ event: Event) {
    (self.fate, day, self.event) = (fate, event.happened.day, event.id)
  }

  public func write(to writer: inout WireWriter) {
    writer.number(1, fate.rawValue)
    writer.day(2, day)
    writer.event(3, event)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: fate = UInt8(exactly: field.value).flatMap(Fate.init(rawValue:)) ?? .made
    case 2: day = span.day(field)
    case 3: event = try span.event(field)
    default: break
    }
  }
}
