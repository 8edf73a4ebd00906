public import Events

/// One event of a story, as it stands in the timeline.
public struct Happening: Hashable, Sendable, Encodable {
  public private(set) var told: Told
  public private(set) var what = What.note
  public private(set) var readings: [Telling]
  public private(set) var isCorrected = false
  /// The name that was given, or with whom may be shared.
  public private(set) var who = ""
  /// What was agreed to or withdrawn.
  public private(set) var purposes: [Purpose] = []
  /// When a promise of ours is due.
  public private(set) var due: When?

  /// What kind of event it is. Codes are stored and never reused.
  public enum What: UInt8, Encodable, Sendable, CaseIterable {
    case note = 0
    case presence = 1
    case name = 2
    case alias = 3
    case agreed = 4
    case withdrew = 5
    case promised = 6
    case kept = 7
    case broken = 8
    case repaired = 9
    case released = 10

    public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
  }

  public init() { (told, readings) = (Told(), []) }

  init(_ entry: Entry) {
    told = Told(entry)
    readings = entry.readings.map { Telling(entry, $0) }
    take(entry)
  }

  /// All but its words and what they tell.
  private mutating func take(_ entry: Entry) {
    isCorrected = entry.isCorrected
    switch entry.event.content {
    case .nameGiven(let name, let isAlias): (what, who) = (isAlias ? .alias : .name, name)
    case .consentGiven(let agreement):
      (what, who, purposes) = (.agreed, agreement.with, agreement.purposes)
    case .consentWithdrawn(let withdrawn): (what, purposes) = (.withdrew, withdrawn)
    case .promiseMade(_, let due): (what, self.due) = (.promised, due)
    case .promise(let step, _, _): what = What(step)
    case .presence: what = .presence
    default: what = .note
    }
  }

  mutating func name(_ shown: (Line) -> String) {
    told.line = Line(shown(told.line))
    for index in readings.indices { readings[index].words = Line(shown(readings[index].words)) }
  }
}

extension Happening.What {
  init(_ step: PromiseStep) {
    self =
      switch step {
      case .kept: .kept
      case .broken: .broken
      case .repaired: .repaired
      case .released: .released
      }
  }
}

extension Happening: Stored {
  public func write(to writer: inout WireWriter) {
    writer.part(1, told)
    writer.number(2, what.rawValue)
    writer.parts(3, readings)
    writeRest(to: &writer)
  }

  /// Writes `Happening(entry)`, its words where they stand.
  static func write(_ entry: Entry, to writer: inout WireWriter) {
    var happening = Happening()
    happening.take(entry)
    writer.message(1) { Told.write(entry, to: &$0) }
    writer.number(2, happening.what.rawValue)
    for reading in entry.readings { writer.message(3) { Telling.write(entry, reading, to: &$0) } }
    happening.writeRest(to: &writer)
  }

  private func writeRest(to writer: inout WireWriter) {
    writer.number(4, isCorrected ? 1 : 0)
    writer.text(5, who)
    for purpose in purposes { writer.number(6, purpose.rawValue) }
    if let due { writer.when(7, due) }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: told = try Told(span, field.bytes)
    case 2: what = UInt8(exactly: field.value).flatMap(What.init(rawValue:)) ?? .note
    case 3: readings.append(try Telling(span, field.bytes))
    case 4: isCorrected = field.value != 0
    case 5: who = span.text(field.bytes)
    case 6:
      if let code = UInt8(exactly: field.value), let one = Purpose(rawValue: code) { purposes.append(one) }
    case 7: due = try span.when(field)
    default: break
    }
  }
}

/// A reading with the words that showed it.
public struct Telling: Hashable, Sendable, Encodable {
  public var kind: Kind
  public var mode: Mode
  public var words: Line

  init(_ entry: Entry, _ reading: Reading) {
    kind = reading.kind
    mode = reading.mode
    words = reading.words.isEmpty ? Line("") : entry.said(reading)
  }
}

extension Telling: Stored {
  public init() { (kind, mode, words) = ("", .happened, Line("")) }

  public func write(to writer: inout WireWriter) {
    writer.text(1, kind.rawValue)
    writer.number(2, mode.rawValue)
    writer.line(3, words)
  }

  /// Writes `Telling(entry, reading)` without making it.
  static func write(_ entry: Entry, _ reading: Reading, to writer: inout WireWriter) {
    writer.text(1, reading.kind.rawValue)
    writer.number(2, reading.mode.rawValue)
    if !reading.words.isEmpty { entry.write(3, said: reading, to: &writer) }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: kind = Kind(span.text(field.bytes))
    case 2: mode = UInt8(exactly: field.value).flatMap(Mode.init(rawValue:)) ?? .happened
    case 3: words = try span.line(field)
    default: break
    }
  }
}
