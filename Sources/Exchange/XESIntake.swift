public import Events
public import Formats
internal import Notebook

extension Intake {
  /// Brings in a file of XES that has been read once already, by `XESSurvey`, and broke no rule.
  /// - Parameter progress: told the bytes that have been read.
  public func takeXES(_ path: String, progress: @escaping (Int) -> Void = { _ in }) throws {
    guard choice.cases != nil else { throw ExchangeError.personsOrThings(path: path) }
    let source = try Opened.source(path)
    do {
      try XESReader.read(source, XESCases(self) { progress(source.consumed) })
    } catch let fault as XESFault { throw ExchangeError(fault, path: path) }
    try flush()
  }
}

enum Opened {
  static func source(_ path: String) throws -> ByteSource {
    do { return try ByteSource(path: path) } catch {
      throw ExchangeError(XESFault(error, line: 0), path: path)
    }
  }
}

/// Hands the cases of a file over to an intake.
private struct XESCases: XESTaking {
  private let intake: Intake
  private let progress: () -> Void
  private var person = Intake.Person.stranger
  private var number: UInt64 = 0
  private var key = ""
  private var traces = 0
  private var names: [String: Int] = [:]
  /// When the event before happened, for one that does not say.
  private var when: When?

  init(_ intake: Intake, _ progress: @escaping () -> Void) {
    (self.intake, self.progress) = (intake, progress)
  }

  mutating func take(head: CaseLog) throws {
    // The declarations are kept with the first portion; the same ones again would make a portion of nothing.
    if let mark = try intake.new("head " + head.spelt) { intake.begin(head, mark) }
    intake.report.known = 0
  }

  mutating func take(trace: [CaseLog.Attribute], line: Int) throws {
    traces += 1
    let name = trace.first { $0.key == "concept:name" }?.value ?? ""
    let times = names[name, default: 0]
    if !name.isEmpty { names[name] = times + 1 }
    key = name.isEmpty ? "#\(traces)" : times == 0 ? name : "\(name)\u{1E}\(times)"
    when = nil
    let shown = name.isEmpty ? "\(traces)" : name
    (person, number) = try intake.person(
      key: key, name: intake.choice.called(shown), isAlias: true, byName: false, trace.map(intake.masked))
    if case .participant(let handle) = person { intake.report.people.insert(handle) }
    progress()
  }

  mutating func take(event: CaseLog.Event, inTrace: Bool, line: Int) throws {
    if !inTrace { (key, number, when) = ("", 0, nil) }
    intake.report.rows += 1
    if inTrace, intake.passesOver(person) { return }
    if case .stranger = person, inTrace {
      intake.report.presences += 1
      return
    }
    let happened = event.happened ?? when
    when = happened
    if let happened { intake.report.takes(happened) }
    guard let mark = try intake.new("event \(key)\u{1D}\(event.attributes.spelt)") else { return }
    var handle = Handle.organisation
    if inTrace, case .participant(let own) = person { handle = own }
    try intake.keep([intake.made(event, handle, number, happened)], mark)
    if intake.report.rows & 1023 == 0 { progress() }
  }
}

extension Intake {
  fileprivate func begin(_ head: CaseLog, _ mark: Mark) {
    portion.head = head
    portion.rows.append(mark)
  }

  fileprivate func made(
    _ event: CaseLog.Event, _ handle: Handle, _ number: UInt64, _ happened: When?
  ) -> Event {
    let attributes = event.attributes.map(masked)
    let line = Line(attributes.told.filter { $0 != Line.mark })
    var made = notebook.event(
      .note(line, given: []), of: handle, under: EventID(origin: 0, sequence: 0), happened: happened,
      by: attributes.first { $0.key == "org:resource" }?.value ?? "")
    made.carried = Carried(case: number, attributes, isWhole: true).bytes
    return made
  }

  /// Free text without the numbers that must never be kept. Names of cases and other words without a blank stay: a
  /// case that bears a number of ten digits is no person's.
  fileprivate func masked(_ attribute: CaseLog.Attribute) -> CaseLog.Attribute {
    guard attribute.type == .string, attribute.value.utf8.contains(0x20) || attribute.value.isShapedLikeCPR
    else {
      guard !attribute.attributes.isEmpty else { return attribute }
      var within = attribute
      within.attributes = attribute.attributes.map(masked)
      return within
    }
    var safe = attribute
    let (text, found) = Masking.mask(attribute.value)
    for secret in found { report.masked[secret, default: 0] += 1 }
    safe.value = text
    safe.attributes = attribute.attributes.map(masked)
    return safe
  }
}

extension IntakeChoice {
  /// A name that no number in a line can be taken for.
  func called(_ name: String) -> String { name.contains { $0.isLetter } ? name : "\(source) \(name)" }
}

extension String {
  /// `010203-1234`
  fileprivate var isShapedLikeCPR: Bool {
    let bytes = Array(utf8)
    return bytes.count == 11 && bytes[6] == UInt8(ascii: "-")
      && bytes.enumerated().allSatisfy { $0.offset == 6 || (48...57).contains($0.element) }
  }
}

extension [CaseLog.Attribute] {
  /// `Send Fine`, `Analyse (start)`.
  var told: String {
    let name = first { $0.key == "concept:name" }?.value ?? ""
    guard let step = first(where: { $0.key == "lifecycle:transition" })?.value.lowercased(),
      step != "complete",
      !step.isEmpty
    else { return name }
    return name.isEmpty ? step : "\(name) (\(step))"
  }

  /// All of them in one text that no other attributes have.
  var spelt: String {
    reduce(into: "") { text, attribute in
      text += "\(attribute.type.rawValue)\u{1F}\(attribute.key)\u{1F}\(attribute.value)\u{1F}"
      if !attribute.attributes.isEmpty { text += "(\(attribute.attributes.spelt))" }
    }
  }
}

extension CaseLog {
  fileprivate var spelt: String { String(decoding: headBytes, as: UTF8.self) }
}

extension CaseLog.Event {
  var happened: When? {
    attributes.first { $0.key == "time:timestamp" && $0.type == .date }.flatMap { When(xes: $0.value) }
  }
}

extension When {
  /// The civil time, without its zone.
  public init?(xes text: String) {
    guard let time = XESTime(text) else { return nil }
    self.init(Day(year: time.year, month: time.month, day: time.day), hour: time.hour, minute: time.minute)
  }
}

/// What a file of XES holds, read to its end before anything is brought in.
public struct XESSurvey: XESTaking, Sendable {
  public private(set) var head = CaseLog()
  public private(set) var traces = 0
  public private(set) var events = 0
  /// What happened, each with how often, as far as they are few.
  public private(set) var names: [String: Int] = [:]
  public private(set) var first: When?
  public private(set) var last: When?
  public private(set) var examples: [String] = []

  init() {}

  /// - Throws: `ExchangeError`, with the line, where a rule is broken.
  public static func read(_ path: String) throws -> XESSurvey {
    do { return try XESReader.read(try Opened.source(path), XESSurvey()) } catch let fault as XESFault {
      throw ExchangeError(fault, path: path)
    }
  }

  public mutating func take(head: CaseLog) { self.head = head }
  public mutating func take(trace: [CaseLog.Attribute], line: Int) { traces += 1 }

  public mutating func take(event: CaseLog.Event, inTrace: Bool, line: Int) {
    events += 1
    let name = event["concept:name"]?.value ?? ""
    if names[name] != nil || names.count < 1000 { names[name, default: 0] += 1 }
    guard let when = event.happened else { return }
    if first.map({ when.minute < $0.minute }) ?? true { first = when }
    if last.map({ when.minute > $0.minute }) ?? true { last = when }
  }
}
