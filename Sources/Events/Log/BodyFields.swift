/// The fields of a body of version 1, as they stand, before the structural type says which of them count.
struct BodyFields {
  var happened: Int64 = 0
  var vague = ""
  var recorded: Int64 = 0
  var by = ""
  var at = ""
  var occasion: EventID?
  var text = ""
  var hasText = false
  var mentions: [Handle] = []
  var given: [GivenReading] = []
  var target: EventID?
  var reason = ""
  var time: When?
  var counts = Counts()
  var name = ""
  var isAlias = false
  var handles: [Handle] = []
  var purposes: [Purpose] = []
  var agreement = Agreement([])
  var role = ""
  var vocabulary: [UInt8] = []
  var views: [ViewVersion] = []
  var readPurpose = ""
  var readView = ""
  var study = ""
  var unknown: [UInt8] = []

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
    default: unknown += body.array(field.whole)
    }
  }

  /// What the structural types add, the most frequent first.
  private mutating func takeContent(_ field: WireField, _ body: RawSpan) throws(WireError) {
    switch field.number {
    case 16: text = body.text(field.bytes)
    case 17: mentions.append(try body.handle(field))
    case 18: given.append(try GivenReading(field, body))
    case 19: target = try body.eventID(field)
    case 20: reason = body.text(field.bytes)
    case 21: hasText = field.value != 0
    case 22: time = try When(field, body)
    case 23: counts = try Counts(field, body)
    case 24: name = body.text(field.bytes)
    case 25: isAlias = field.value != 0
    case 26: handles.append(try body.handle(field))
    case 27:
      if let purpose = UInt8(exactly: field.value).flatMap(Purpose.init(rawValue:)) {
        purposes.append(purpose)
      }
    default: try takeRest(field, body)
    }
  }

  private mutating func takeRest(_ field: WireField, _ body: RawSpan) throws(WireError) {
    switch field.number {
    case 28: agreement.with = body.text(field.bytes)
    case 29: agreement.how = body.text(field.bytes)
    case 30: agreement.witness = body.text(field.bytes)
    case 31: agreement.wording = body.text(field.bytes)
    case 32: role = body.text(field.bytes)
    case 33: vocabulary = body.array(field.bytes)
    case 34: views.append(try ViewVersion(field, body))
    case 35: readPurpose = body.text(field.bytes)
    case 36: readView = body.text(field.bytes)
    case 37: study = body.text(field.bytes)
    default: unknown += body.array(field.whole)
    }
  }

  /// Beyond them nothing can be meant, and calendars and sums would overflow: nine thousand years, and a
  /// million at a stop.
  private static let minutes: ClosedRange<Int64> = -4_733_000_000...4_733_000_000
  private static let counts = 0...1_000_000

  private func check(_ id: EventID) throws(BodyError) {
    let milliseconds = Self.minutes.lowerBound * 60_000...Self.minutes.upperBound * 60_000
    guard Self.minutes.contains(happened), Self.minutes.contains(time?.minute ?? 0),
      milliseconds.contains(recorded)
    else { throw .beyond(id, "time") }
    for count in [counts.heads, counts.meals, counts.newFaces] where !Self.counts.contains(count ?? 0) {
      throw .beyond(id, "count")
    }
  }

  func event(_ type: EventType, _ header: Header) throws(BodyError) -> Event {
    try check(header.id)
    return try made(type, header)
  }

  private func made(_ type: EventType, _ header: Header) throws(BodyError) -> Event {
    Event(
      id: header.id, handle: header.handle, happened: When(minute: happened, vague: vague),
      recorded: Moment(milliseconds: recorded), by: by, at: at, occasion: occasion,
      content: try content(type, header.id), unknown: unknown)
  }

  private func content(_ type: EventType, _ id: EventID) throws(BodyError) -> Content {
    switch type {
    case .note: .note(line, given: given)
    case .presence: .presence(given)
    case .correction: .correction(of: try demand(target, "target", id), amendment)
    case .retraction: .retraction(of: try demand(target, "target", id), reason: reason)
    case .nameGiven: .nameGiven(name, isAlias: isAlias)
    case .samePerson: .samePerson(try demand(handles.first, "other person", id))
    case .notSamePerson: .notSamePerson(try demand(handles.first, "other person", id))
    case .consentGiven: .consentGiven(consent)
    case .consentWithdrawn: .consentWithdrawn(purposes)
    case .erased: .erased(handles)
    case .stopOpened: .stopOpened
    case .stopCounted: .stopCounted(counts)
    case .stopCancelled: .stopCancelled(reason: reason)
    case .promiseMade: .promiseMade(line, due: time)
    case .promiseKept: .promise(.kept, of: try demand(target, "promise", id), line)
    case .promiseBroken: .promise(.broken, of: try demand(target, "promise", id), line)
    case .promiseRepaired: .promise(.repaired, of: try demand(target, "promise", id), line)
    case .promiseReleased: .promise(.released, of: try demand(target, "promise", id), line)
    case .helperInvited: .helperInvited(name: name, role: role)
    case .helperLeft: .helperLeft(name: name)
    case .vocabularyAdopted: .vocabularyAdopted(yaml: vocabulary)
    case .viewSwitched: .viewSwitched(views)
    case .historyRead: .historyRead(purpose: readPurpose, view: readView)
    case .releaseMade: .releaseMade(study: study)
    }
  }

  private var line: Line { Line(text, mentions: mentions) }

  private var amendment: Amendment {
    Amendment(line: hasText ? line : nil, happened: time, counts: counts, given: given)
  }

  private var consent: Agreement {
    var whole = agreement
    whole.purposes = purposes
    return whole
  }

  private func demand<T>(_ part: T?, _ name: String, _ id: EventID) throws(BodyError) -> T {
    guard let part else { throw .incomplete(id, name) }
    return part
  }
}
