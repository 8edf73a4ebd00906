public import Events

/// How trust grows: dated firsts, the person's own rhythm, who took the first step, doors, what was accepted
/// and what we leave alone, and how we kept our own word. Nothing in it weighs or ranks anyone.
public struct Trust: StoryProjection {
  public static let name = "trust"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .presence, .nameGiven, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired,
    .promiseReleased,
  ]

  /// The first time of each step, in the order in which they came (F1).
  public private(set) var firsts: [First] = []
  /// Every time we met or spoke, in order (F2, F5).
  public private(set) var contacts: [Contact] = []
  /// Every time we stood at the door.
  public private(set) var doors: [Door] = []
  /// What was accepted and what was declined, by kind.
  public private(set) var answers: [KindAnswer] = []
  /// Our own promises, never the person's.
  public private(set) var promises: [OurWord] = []

  public init() {}

  public var isEmpty: Bool {
    firsts.isEmpty && contacts.isEmpty && doors.isEmpty && answers.isEmpty && promises.isEmpty
  }

  public mutating func fold(_ entry: Entry) {
    foldFirsts(entry)
    foldDoor(entry)
    foldAnswers(entry)
    foldPromises(entry)
    if let contact = Contact(entry) { contacts.append(contact) }
  }

  public mutating func name(_ shown: (Line) -> String) {
    for index in firsts.indices { firsts[index].told.line = Line(shown(firsts[index].told.line)) }
    for index in answers.indices { answers[index].name(shown) }
  }

  /// What the page says beside the first times.
  var withoutFirsts: Trust {
    var rest = self
    rest.firsts = []
    return rest
  }
}

extension Trust {
  /// Comes before the contact itself is counted, so that a second visit to a stop can be told from the first.
  private mutating func foldFirsts(_ entry: Entry) {
    for reading in entry.readings where reading.mode == .happened && Steps.all.contains(reading.kind) {
      first(reading.kind, entry, reading)
    }
    if case .nameGiven(_, isAlias: false) = entry.event.content { first(Steps.gaveName, entry) }
    if let met = entry.readings.first(where: { $0.kind == .metAtStop && $0.mode == .happened }) {
      // A story stands in its order, so that no contact is earlier than the first.
      if let first = contacts.first, first.day < entry.day { self.first(Steps.cameAgain, entry, met) }
    }
  }

  private mutating func first(_ kind: Kind, _ entry: Entry, _ reading: Reading? = nil) {
    guard !firsts.contains(where: { $0.kind == kind }) else { return }
    firsts.append(First(kind: kind, told: reading.map { Told(entry, $0) } ?? Told(entry)))
  }

  private mutating func foldDoor(_ entry: Entry) {
    let (opened, closed) = (entry.tells(.doorOpened), entry.tells(.doorClosed))
    guard opened || closed else { return }
    doors.append(Door(wasOpened: opened, day: entry.day, event: entry.event.id))
  }

  private mutating func foldAnswers(_ entry: Entry) {
    for reading in entry.readings where Answers.counts(reading, in: entry) { answer(reading, entry) }
    if Answers.liftsSilence(entry) {
      for index in answers.indices where Answers.silence.contains(answers[index].kind) {
        answers[index].isLeftAlone = false
      }
    }
  }

  private mutating func answer(_ reading: Reading, _ entry: Entry) {
    let index = answers.firstIndex { $0.kind == reading.kind } ?? answers.endIndex
    if index == answers.endIndex { answers.append(KindAnswer(kind: reading.kind)) }
    answers[index].take(reading, entry)
    if answers[index].isSilent { answers.remove(at: index) }
  }

  private mutating func foldPromises(_ entry: Entry) {
    let event = entry.event
    switch event.content {
    case .promiseMade: promises.append(OurWord(.made, event))
    case .promise(.kept, _, _): promises.append(OurWord(.kept, event))
    case .promise(.broken, _, _): promises.append(OurWord(.broken, event))
    case .promise(.repaired, _, _): promises.append(OurWord(.repaired, event))
    case .promise(.released, _, _): break
    default:
      for (kind, fate) in OurWord.told where entry.tells(kind) { promises.append(OurWord(fate, event)) }
    }
  }
}

extension Trust {
  public func write(to writer: inout WireWriter) {
    writer.parts(1, firsts)
    writer.parts(2, contacts)
    writer.parts(3, doors)
    writer.parts(4, answers)
    writer.parts(5, promises)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: firsts.append(try First(span, field.bytes))
    case 2: contacts.append(try Contact(span, field.bytes))
    case 3: doors.append(try Door(span, field.bytes))
    case 4: answers.append(try KindAnswer(span, field.bytes))
    case 5: promises.append(try OurWord(span, field.bytes))
    default: break
    }
  }
}
