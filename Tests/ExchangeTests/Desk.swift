import Catalogues
import Events
import Exchange
import Formats
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import Words

/// An organisation's data folder, and beside it the files that come and go; removed when the test lets go of it.
final class Desk {
  let path = NSTemporaryDirectory() + "tillid-exchange-\(UUID().uuidString)"
  let notebook: Notebook

  static let words = """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
      - id: meal
        group: thing
        name: {da: måltid, en: meal}
        da: [mad]
    """

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: path + "/key")
    let journal = try Journal(at: path + "/log", mapBytes: 1 << 30)
    let keyring = try Keyring(
      at: path + "/keys", master: try MasterKey(file: path + "/key"), mapBytes: 1 << 30)
    notebook = Notebook(
      try Engine(
        journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: 1 << 30))
    try notebook.prepare(Array(Self.words.utf8))
  }

  deinit {
    notebook.engine.journal.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, bytes: Array(text.utf8)) }

  func file(_ name: String, bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  /// Everything in the log that can be opened.
  var events: [Event] {
    get throws {
      var reader = try EventReader(notebook.engine.journal, notebook.engine.keyring)
      return try reader.events(after: 0, atMost: 1_000_000).events
    }
  }

  /// The lines that stand with somebody.
  func lines(of name: String) throws -> [String] {
    let words = try notebook.engine.view(Words.self, of: try notebook.participant(named: name))
    return words?.lines.map(\.line.text) ?? []
  }

  static func yes(_ source: String, research: Bool = false) -> IntakeChoice {
    var choice = IntakeChoice(source: source)
    choice.consent = research ? [.care, .research] : [.care]
    (choice.how, choice.witness) = ("mundtligt, skrevet i mappen", "Jytte")
    return choice
  }

  static func things(_ source: String) -> IntakeChoice {
    var choice = IntakeChoice(source: source)
    choice.cases = .organisation
    return choice
  }

  static func people(_ source: String) -> IntakeChoice {
    var choice = yes(source)
    choice.cases = .participants
    return choice
  }

  @discardableResult
  func takeCSV(
    _ text: String, _ choice: IntakeChoice, map: CSVMap? = nil
  ) throws -> (report: IntakeReport, aside: String) {
    let path = try file("in.csv", text)
    let map = try map ?? CSVGuess.map(of: path).map
    func meaning() throws -> CSVMeaning {
      try CSVMeaning(path: path, map, today: Day(year: 2026, month: 3, day: 1)) {
        try? self.notebook.kinds([$0]).first
      }
    }
    let intake = try Intake(notebook, choice)
    try intake.takePeople(try meaning())
    let rows = try meaning()
    var aside = rows.heading
    try intake.takeRows(rows, aside: { aside += $0.raw })
    try notebook.catchUp()
    return (intake.report, String(decoding: aside, as: UTF8.self))
  }

  @discardableResult
  func takeXES(_ path: String, _ choice: IntakeChoice) throws -> IntakeReport {
    _ = try XESSurvey.read(path)
    let intake = try Intake(notebook, choice)
    try intake.takeXES(path)
    try notebook.catchUp()
    return intake.report
  }

  @discardableResult
  func takeEvents(_ path: String, _ choice: IntakeChoice) throws -> (report: IntakeReport, aside: [[UInt8]]) {
    let intake = try Intake(notebook, choice)
    var events = EventsIntake(intake)
    var aside: [[UInt8]] = []
    try events.take(try CloudEventsReader(path: path), aside: { aside.append($0) })
    try notebook.catchUp()
    return (intake.report, aside)
  }

  func export(_ format: EventFormat, names: Bool = false) throws -> String {
    let path = "\(self.path)/out.\(format.rawValue)"
    _ = try Export(notebook, usesNames: names).write(format, to: path)
    return path
  }
}

extension CaseLog {
  /// A whole file, for tests alone.
  static func read(at path: String) throws -> CaseLog { try read(try ByteSource(path: path)) }
  static func read(_ text: String) throws -> CaseLog { try read(ByteSource(Array(text.utf8))) }
  static func read(_ source: ByteSource) throws -> CaseLog { try XESReader.read(source, Gathering()).log }

  private struct Gathering: XESTaking {
    var log = CaseLog()
    mutating func take(head: CaseLog) throws { log = head }
    mutating func take(trace: [Attribute], line: Int) throws { log.traces.append(Trace(trace)) }
    mutating func take(event: CaseLog.Event, inTrace: Bool, line: Int) throws {
      if inTrace { log.traces[log.traces.count - 1].events.append(event) } else { log.events.append(event) }
    }
  }
}
