internal import Events
internal import Formats
internal import Keyring
internal import Notebook
internal import Rebuild

/// Brings CloudEvents in: our own as the very events they are, those of others as lines.
public struct EventsIntake {
  private let intake: Intake
  /// Who has said yes in this file or in the log.
  private var agreed: Set<Handle> = []
  private var own: [Event] = []
  private static let together = 4096

  public init(_ intake: Intake) { self.intake = intake }

  /// - Parameter aside: told each line that was not taken.
  public mutating func take(
    _ rows: consuming CloudEventsReader, aside: ([UInt8]) throws -> Void, progress: (Int) -> Void = { _ in }
  ) throws {
    while let row = try rows.next() {
      switch row {
      case .bad(let fault, let raw): try refuse(fault, raw, aside)
      case .event(let event):
        if let fault = try take(event) { try refuse(fault, event.raw, aside) }
      }
      intake.report.rows += 1
      if intake.report.rows & 255 == 0 { progress(rows.consumed) }
    }
    try flushOwn()
    try intake.flush()
  }

  private func refuse(_ fault: RowFault, _ raw: [UInt8], _ aside: ([UInt8]) throws -> Void) throws {
    intake.report.faults.append(fault)
    try aside(raw)
  }

  private mutating func take(_ received: ReceivedEvent) throws -> RowFault? {
    if let event = received.own { return try take(own: event, received.line) }
    if let when = received.when { intake.report.takes(when) }
    let text = received.told
    guard text.utf8.count <= Notebook.longestLine else {
      return RowFault(line: received.line, danish: "teksten er for lang", english: "the text is too long")
    }
    do { try take(foreign: received, text) } catch let refusal as NotebookError {
      return RowFault(
        line: received.line, danish: refusal.sentence(.danish), english: refusal.sentence(.english))
    }
    return nil
  }

  private mutating func take(foreign received: ReceivedEvent, _ text: String) throws {
    guard let mark = try intake.new("cloudevent \(received.source)\u{1F}\(received.id)") else { return }
    var telling = Telling(text)
    telling.when = received.when
    (telling.by, telling.at) = (received.value("by", "author"), received.value("at", "place", "where"))
    var carried = received.context + received.attributes
    var (number, isStranger) = (UInt64(0), false)
    if !received.subject.isEmpty {
      let (person, found) = try intake.person(
        key: "subject \(received.source)\u{1F}\(received.subject)",
        name: intake.choice.called(received.subject),
        isAlias: true, byName: false)
      number = found
      switch person {
      case .participant(let handle):
        telling.about = [handle.description]
        intake.report.people.insert(handle)
        try intake.flush()
        try intake.notebook.catchUp()
      case .thing: break
      case .stranger: (isStranger, carried) = (true, [])
      case .erased, .elsewhere:
        _ = intake.passesOver(person)
        return
      }
    }
    var (records, masked) = try intake.notebook.weigh(telling, asPresence: isStranger)
    for secret in masked { intake.report.masked[secret, default: 0] += 1 }
    if isStranger { intake.report.presences += 1 }
    if !carried.isEmpty, !records.isEmpty { records[0].carried = Carried(case: number, carried).bytes }
    try intake.keep(records, mark)
  }

  /// An event about somebody comes with a yes, or theirs is here.
  private mutating func take(own event: Event, _ line: Int) throws -> RowFault? {
    let handle = event.handle
    if !handle.isOrganisation, !intake.notebook.region.isEmpty, try !isKnown(handle) {
      return RowFault(
        line: line,
        danish: "\(handle) er ikke i denne region: hent filen ind på en hub, som har alles nøgler",
        english: "\(handle) is not of this region: bring the file in on a hub, which has everybody's keys")
    }
    if case .consentGiven = event.content { agreed.insert(handle) }
    if !handle.isOrganisation, !agreed.contains(handle) {
      guard try isKnown(handle) else {
        return RowFault(
          line: line, danish: "\(handle) har hverken her eller før i filen sagt ja til at blive husket",
          english: "\(handle) has not agreed to be remembered, here or before in the file")
      }
      agreed.insert(handle)
    }
    intake.report.takes(event.happened)
    if !handle.isOrganisation { intake.report.people.insert(handle) }
    own.append(event)
    if own.count >= Self.together { try flushOwn() }
    return nil
  }

  private func isKnown(_ handle: Handle) throws -> Bool {
    try intake.notebook.engine.keyring.status(of: handle) != .unknown
  }

  private mutating func flushOwn() throws {
    let new = try intake.notebook.strangers(among: own)
    let taken = try intake.notebook.take(own)
    intake.report.events += taken.new
    intake.report.known += own.count - taken.new - taken.refused.count - taken.elsewhere.count
    intake.report.erased += taken.refused.count
    intake.report.elsewhere += taken.elsewhere.count
    for handle in new where !intake.choice.region.isEmpty { try intake.keep(intake.home(of: handle)) }
    own.removeAll(keepingCapacity: true)
  }
}

extension ReceivedEvent {
  fileprivate var when: When? { time.flatMap { When(xes: $0) } }

  /// The words, wherever they stand; else what the event is called.
  fileprivate var told: String {
    let text = value("text", "line", "note", "message", "description", "concept:name")
    if !text.isEmpty { return text }
    if let plain = attributes.first(where: { $0.key == "data" })?.value, !plain.isEmpty { return plain }
    return type
  }

  fileprivate var context: [CaseLog.Attribute] {
    let all = [("id", id), ("source", source), ("type", type), ("subject", subject), ("time", time ?? "")]
    return all.filter { !$0.1.isEmpty }.map { CaseLog.Attribute(.string, $0.0, $0.1) }
  }
}
