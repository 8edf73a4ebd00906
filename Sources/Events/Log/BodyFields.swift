/// The fields of a body of version 1, as they stand, before the structural type says which of them count: what
/// every event has and what a note has; all else is in `rest`, since most events are notes.
struct BodyFields {
  var happened: Int64 = 0
  var vague = ""
  var recorded: Int64 = 0
  var by = ""
  var at = ""
  var occasion: EventID?
  var carried: [UInt8] = []
  var text = ""
  var mentions: [Handle] = []
  var given: [GivenReading] = []
  var unknown: [UInt8] = []
  var rest: BodyRest?

  init() {}

  init(_ body: RawSpan) throws(WireError) {
    var reader = WireReader(0..<body.byteCount)
    while let field = try reader.next(in: body) {
      if field.number < 16 { try takeFrame(field, body) } else { try takeContent(field, body) }
    }
  }

  /// What every event has.
  private mutating func takeFrame(_ field: WireField, _ body: RawSpan) throws(WireError) {
    switch field.number {
    case 1: break
    case 2: happened = field.signed
    case 3: vague = body.text(field.bytes)
    case 4: recorded = field.signed
    case 5: by = body.text(field.bytes)
    case 6: at = body.text(field.bytes)
    case 7: occasion = try body.eventID(field)
    case 8: carried = body.array(field.bytes)
    default: unknown += body.array(field.whole)
    }
  }

  /// What the structural types add, the most frequent first.
  private mutating func takeContent(_ field: WireField, _ body: RawSpan) throws(WireError) {
    switch field.number {
    case 16: text = body.text(field.bytes)
    case 17: mentions.append(try body.handle(field))
    case 18: given.append(try GivenReading(field, body))
    default:
      let rest = rest ?? BodyRest()
      self.rest = rest
      if try !rest.take(field, body) { unknown += body.array(field.whole) }
    }
  }

  private static let milliseconds = When.all.lowerBound * 60_000...When.all.upperBound * 60_000
  /// Beyond it nothing can be meant: a million at a stop.
  private static let counts = 0...1_000_000

  private func check(_ id: EventID) throws(BodyError) {
    guard When.all.contains(happened), When.all.contains(rest?.time?.minute ?? 0),
      Self.milliseconds.contains(recorded)
    else { throw .beyond(id, "time") }
    guard let counts = rest?.counts else { return }
    for count in [counts.heads, counts.meals, counts.newFaces] where !Self.counts.contains(count ?? 0) {
      throw .beyond(id, "count")
    }
  }

  consuming func event(_ type: EventType, _ header: Header) throws(BodyError) -> Event {
    try check(header.id)
    let content = try content(type, header.id)
    var event = Event(
      id: header.id, handle: header.handle, happened: When(minute: happened, vague: vague),
      recorded: Moment(milliseconds: recorded), by: by, at: at, occasion: occasion, content: content,
      unknown: unknown)
    event.carried = carried
    return event
  }

  private func content(_ type: EventType, _ id: EventID) throws(BodyError) -> Content {
    switch type {
    case .note: .note(line, given: given)
    case .presence: .presence(given)
    default: try (rest ?? BodyRest()).content(type, id, line, given)
    }
  }

  private var line: Line { Line(text, mentions: mentions) }
}
