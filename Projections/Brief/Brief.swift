public import Events

/// What a helper needs before a visit. The fold keeps what may be said; the page says the most important of
/// it in at most 80 words.
public struct Brief: StoryProjection {
  public static let name = "brief"
  public static let version: UInt32 = 3
  public static let listens: EventTypes = [
    .note, .presence, .nameGiven, .consentGiven, .consentWithdrawn, .promiseMade, .promiseKept,
    .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// The event that gave the name; before there is one, the first of all.
  public private(set) var called: EventID?
  public private(set) var hasName = false
  /// The last time the door was opened: how to get in.
  public private(set) var door: Told?
  /// The last time we met or tried to.
  public private(set) var last: Told?
  /// Promises of ours that are not settled.
  public private(set) var pledges: [Pledge] = []
  /// What needs to come to an end.
  public private(set) var matters: [Matter] = []
  /// What presses, and what else is arranged.
  public private(set) var open: [Noted] = []
  /// What matters to this person.
  public private(set) var dear: [Noted] = []
  /// What was declined, and what helpers must know for their own safety.
  public private(set) var limits: [Noted] = []
  /// What the person does not want to be asked about, in the words of the line.
  public private(set) var unasked: [Told] = []
  /// The helpers who were met.
  public private(set) var faces: [Face] = []
  /// What the person has said yes to.
  public private(set) var agreed: [Agreed] = []

  public init() {}

  public var isEmpty: Bool { called == nil }

  public mutating func fold(_ entry: Entry) {
    if called == nil { called = entry.event.id }
    switch entry.type {
    case .note:
      foldOwed(entry)
      foldNote(entry)
    case .presence: foldNote(entry)
    case .nameGiven: (called, hasName) = (entry.event.id, true)
    case .consentGiven, .consentWithdrawn: foldConsent(entry.event)
    default: foldOwed(entry)
    }
    if entry.showsFace { meet(entry) }
  }

  public mutating func name(_ shown: (Line) -> String) {
    if let line = door?.line { door?.line = Line(shown(line)) }
    if let line = last?.line { last?.line = Line(shown(line)) }
    for index in pledges.indices { pledges[index].told.line = Line(shown(pledges[index].told.line)) }
    for index in matters.indices { matters[index].last.line = Line(shown(matters[index].last.line)) }
    for index in open.indices { open[index].told.line = Line(shown(open[index].told.line)) }
    for index in dear.indices { dear[index].told.line = Line(shown(dear[index].told.line)) }
    for index in limits.indices { limits[index].told.line = Line(shown(limits[index].told.line)) }
    for index in unasked.indices { unasked[index].line = Line(shown(unasked[index].line)) }
  }
}

extension Brief {
  private mutating func foldConsent(_ event: Event) {
    switch event.content {
    case .consentGiven(let agreement): agree(agreement, event.id)
    case .consentWithdrawn(let purposes): agreed.removeAll { purposes.contains($0.purpose) }
    default: break
    }
  }

  private mutating func agree(_ agreement: Agreement, _ event: EventID) {
    for purpose in agreement.purposes {
      agreed.removeAll { $0.purpose == purpose }
      agreed.append(Agreed(purpose: purpose, with: agreement.with, event: event))
    }
    agreed.sort { $0.purpose.rawValue < $1.purpose.rawValue }
  }

  /// Settled promises and ended matters stand in views of their own.
  private mutating func foldOwed(_ entry: Entry) {
    pledges.take(entry)
    pledges.removeAll { $0.isSettled }
    matters.take(entry)
    matters.removeAll { !$0.isOpen }
  }

  private mutating func foldNote(_ entry: Entry) {
    if entry.hasWords, !entry.tells(.heardFromOthers) { last = Told(entry) }
    if entry.hasWords, entry.tells(.doorOpened) { door = Told(entry) }
    for reading in entry.readings { foldReading(reading, entry) }
    for words in entry.unasked { leaveAlone(Told(entry, words: words)) }
    if entry.tells(anyOf: Sorts.comesToUs) {
      limits.removeAll { Sorts.silence.contains($0.kind) }
    }
  }

  /// The last word on a kind counts: what was arranged is under way until it happens, fails or is declined.
  private mutating func foldReading(_ reading: Reading, _ entry: Entry) {
    if reading.mode == .happened, Sorts.endsEviction.contains(reading.kind) {
      open.removeAll { $0.kind == Sorts.eviction }
    }
    open.removeAll { $0.kind == reading.kind }
    if Sorts.opens(reading) { open.append(Noted(reading, entry)) }
    foldLimit(reading, entry)
    if Sorts.dear.contains(reading.kind), reading.mode == .happened {
      dear.removeAll { $0.kind == reading.kind }
      dear.append(Noted(reading, entry))
    }
  }

  /// A no stands until the person takes it, or lets it be arranged; a warning needs a name under it.
  private mutating func foldLimit(_ reading: Reading, _ entry: Entry) {
    let isDanger = Sorts.danger.contains(reading.kind)
    guard !(isDanger && entry.event.by.isEmpty) else { return }
    if Sorts.limits(reading) {
      limits.removeAll { $0.kind == reading.kind }
      limits.append(Noted(reading, entry))
    } else if reading.mode != .failed, !isDanger {
      limits.removeAll { $0.kind == reading.kind }
    }
  }

  /// The same words again count from the last time.
  private mutating func leaveAlone(_ told: Told) {
    unasked.removeAll { $0.line.text.lowercased() == told.line.text.lowercased() }
    unasked.append(told)
  }

  private mutating func meet(_ entry: Entry) {
    let (name, before) = (entry.event.by, faces.first?.times.n ?? 0)
    if !faces.contains(where: { $0.name == name }) {
      faces.append(Face(name: name, times: OutOf(0, of: before)))
    }
    for index in faces.indices {
      let isHere = faces[index].name == name
      faces[index].times.count(isHere)
      if isHere { (faces[index].last, faces[index].event) = (entry.day, entry.event.id) }
    }
  }
}

extension Brief {
  public func write(to writer: inout WireWriter) {
    if let called { writer.event(1, called) }
    writer.number(2, hasName ? 1 : 0)
    if let door { writer.part(3, door) }
    if let last { writer.part(4, last) }
    writer.parts(5, pledges)
    writer.parts(6, open)
    writer.parts(7, dear)
    writer.parts(8, limits)
    writer.parts(9, faces)
    writer.parts(10, agreed)
    writer.parts(11, unasked)
    writer.parts(12, matters)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: called = try span.event(field)
    case 2: hasName = field.value != 0
    case 3: door = try Told(span, field.bytes)
    case 4: last = try Told(span, field.bytes)
    case 5: pledges.append(try Pledge(span, field.bytes))
    case 6: open.append(try Noted(span, field.bytes))
    case 7: dear.append(try Noted(span, field.bytes))
    case 8: limits.append(try Noted(span, field.bytes))
    case 9: faces.append(try Face(span, field.bytes))
    case 10: agreed.append(try Agreed(span, field.bytes))
    case 11: unasked.append(try Told(span, field.bytes))
    case 12: matters.append(try Matter(span, field.bytes))
    default: break
    }
  }
}
