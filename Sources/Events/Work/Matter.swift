/// Something that needs to come to an end. It never ends because somebody went silent.
public struct Matter: Hashable, Encodable, Stored {
  /// One thing that moved it.
  public struct Step: Hashable, Encodable, Stored {
    public var kind: Kind = ""
    public var mode = Mode.happened
    public var when = When(minute: 0)
    public var event = EventID(origin: 0, sequence: 0)
    /// Somebody of us went along, drove, or was welcome to.
    public var isTogether = false
    /// We promised to do it.
    public var isOurs = false

    public init() {}
  }

  /// How it came to its end, if it has. Codes are stored and never reused.
  public enum Outcome: UInt8, Encodable, Sendable, CaseIterable {
    case open = 0
    case granted = 1
    /// The next has hold: nobody of us lets go before.
    case held = 2
    /// The person did it.
    case themselves = 3
    /// The person said no.
    case declined = 4
    case movedIn = 5

    public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
  }

  public var topic = Topic.answer
  public var steps: [Step] = []
  /// The last step in its own words.
  public var last = Told()
  /// When an appointment is or a threat runs out, if the last step said so.
  public var due: When?
  public var outcome = Outcome.open

  public init() {}

  public var isOpen: Bool { outcome == .open }

  /// Below this many days without a step nobody is said to wait.
  public static let patience = Days(14)

  /// Who has the next thing to do. A day that has gone by is ours to ask about.
  public func mover(_ today: Day) -> Mover {
    if let day = due?.lastDay, day < today { return .us }
    guard let step = steps.last else { return .us }
    switch step.mode {
    case .happened: return Move.of(step.kind)?.next ?? .us
    case .arranged: return step.isOurs ? .us : .them
    case .declined: return .person
    case .failed: return .us
    }
  }

  /// Days since the last step, or since the day that it named; none before that day.
  public func still(_ today: Day) -> Days {
    let since = max(due?.lastDay ?? last.day, last.day)
    return Days(max(0, (today - since).count))
  }

  /// Waits too long, and not for the person.
  public func isInLimbo(_ today: Day) -> Bool {
    isOpen && mover(today) != .person && still(today) > Matter.patience
  }
}

extension Matter {
  public func write(to writer: inout WireWriter) {
    writer.number(1, topic.rawValue)
    writer.parts(2, steps)
    writer.part(3, last)
    if let due { writer.when(4, due) }
    writer.number(5, outcome.rawValue)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: topic = UInt8(exactly: field.value).flatMap(Topic.init(rawValue:)) ?? .answer
    case 2: steps.append(try Step(span, field.bytes))
    case 3: last = try Told(span, field.bytes)
    case 4: due = try span.when(field)
    case 5: outcome = UInt8(exactly: field.value).flatMap(Outcome.init(rawValue:)) ?? .open
    default: break
    }
  }
}

extension Matter.Step {
  init(_ reading: Reading, _ entry: Entry, isTogether: Bool) {
    (kind, mode, self.isTogether) = (reading.kind, reading.mode, isTogether)
    (when, event) = (entry.event.happened, entry.event.id)
    isOurs = entry.type == .promiseMade || entry.tells(.promised)
  }

  public func write(to writer: inout WireWriter) {
    writer.text(1, kind.rawValue)
    writer.number(2, mode.rawValue)
    writer.when(3, when)
    writer.event(4, event)
    writer.number(5, isTogether ? 1 : 0)
    writer.number(6, isOurs ? 1 : 0)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: kind = Kind(span.text(field.bytes))
    case 2: mode = UInt8(exactly: field.value).flatMap(Mode.init(rawValue:)) ?? .happened
    case 3: when = try span.when(field)
    case 4: event = try span.event(field)
    case 5: isTogether = field.value != 0
    case 6: isOurs = field.value != 0
    default: break
    }
  }
}
