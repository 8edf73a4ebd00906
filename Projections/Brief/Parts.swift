public import Events

/// One thing that a line told, with its words.
public struct Noted: Hashable, Encodable, Stored {
  public var kind: Kind = ""
  public var mode = Mode.happened
  public var told = Told()
  /// When it runs out or is due, if the line says so.
  public var due: When?

  public init() {}

  init(_ reading: Reading, _ entry: Entry) {
    (kind, mode, told, due) = (reading.kind, reading.mode, Told(entry), entry.due(of: reading.kind))
  }

  public func write(to writer: inout WireWriter) {
    writer.text(1, kind.rawValue)
    writer.number(2, mode.rawValue)
    writer.part(3, told)
    if let due { writer.when(4, due) }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: kind = Kind(span.text(field.bytes))
    case 2: mode = UInt8(exactly: field.value).flatMap(Mode.init(rawValue:)) ?? .happened
    case 3: told = try Told(span, field.bytes)
    case 4: due = try span.when(field)
    default: break
    }
  }
}

/// A helper whom the person has met: at how many of the meetings since the first.
public struct Face: Hashable, Encodable, Stored {
  public var name = ""
  public var times = OutOf()
  /// The last meeting with this helper.
  public var last = Day(number: 0)
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  init(name: String, times: OutOf) { (self.name, self.times) = (name, times) }

  public func write(to writer: inout WireWriter) {
    writer.text(1, name)
    writer.number(2, times.k)
    writer.number(3, times.n)
    writer.event(4, event)
    writer.day(5, last)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: name = span.text(field.bytes)
    case 2: times.k = Int(clamping: field.value)
    case 3: times.n = Int(clamping: field.value)
    case 4: event = try span.event(field)
    case 5: last = span.day(field)
    default: break
    }
  }
}

/// A purpose to which the person has said yes.
public struct Agreed: Hashable, Encodable, Stored {
  public var purpose = Purpose.care
  public var with = ""
  public var event = EventID(origin: 0, sequence: 0)

  public init() {}

  init(purpose: Purpose, with: String, event: EventID) {
    self.purpose = purpose
    self.with = purpose == .share ? with : ""
    self.event = event
  }

  public func write(to writer: inout WireWriter) {
    writer.number(1, purpose.rawValue)
    writer.text(2, with)
    writer.event(3, event)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: purpose = UInt8(exactly: field.value).flatMap(Purpose.init(rawValue:)) ?? .care
    case 2: with = span.text(field.bytes)
    case 3: event = try span.event(field)
    default: break
    }
  }
}
