import ArgumentParser
import Events
import Exchange
import Foundation
import Machines
import Notebook
import Rebuild

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Bring in what was written elsewhere: CSV, XES (IEEE 1849), CloudEvents 1.0; also packed (.gz).",
    discussion: """
      Look first: --dry-run says what the file holds and how it would be read, and for CSV prints a map that can be \
      edited and given with --map. People of the file who have not agreed to be remembered leave no trace but that \
      somebody was there; say with --consent and --how what they have agreed to. The same file again, or a longer \
      one, adds only what is new. Rows that cannot be taken are named and set aside in FILE.set-aside.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, xes, cloudevents }

  @Argument(help: "The file.", completion: .file()) var file: String?
  @Option(name: .long, help: "csv, xes or cloudevents; by the file's ending, if not said.") var format:
    Format?
  @Option(name: .long, help: ArgumentHelp("Which column is what, in YAML.", valueName: "file")) var map:
    String?
  @Flag(name: .long, help: "Say what would be brought in, and bring nothing in.") var dryRun = false
  @Option(
    name: .long, help: "What the people of the file have agreed to: care, research; several with commas.")
  var consent: String?
  @Option(name: .long, help: "How they agreed: ‘spoken, written down in the paper journal’.") var how = ""
  @Option(name: .long, help: ArgumentHelp("Who heard it.", valueName: "name")) var witness = ""
  @Flag(name: .long, help: "The cases of the file are people.") var asParticipants = false
  @Flag(name: .long, help: "The cases of the file are things, such as permits or fines.") var asOrganisation =
    false
  @Option(
    name: .long, help: ArgumentHelp("What it comes from; the file's name, if not said.", valueName: "name"))
  var source: String?
  @Option(name: .long, help: ArgumentHelp("Take out the import that named this id.", valueName: "id"))
  var undo: String?
  @Option(name: .long, help: ArgumentHelp("Who brings it in.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @Option(
    name: .long,
    help: "Of several regions: to which the people of the file belong; this machine's own, if not said.")
  var region: String?
  @OptionGroup var common: Common

  func validate() throws {
    guard (file == nil) != (undo == nil) else { throw ValidationError("Name a file, or --undo an import.") }
    guard !asParticipants || !asOrganisation else {
      throw ValidationError("The cases are people or things: choose --as-participants or --as-organisation.")
    }
    if let undo, EventID(undo) == nil { throw ValidationError("--undo takes the id that the import named.") }
    _ = try purposes()
  }

  func run() throws {
    if let undo, let id = EventID(undo) { return try undoImport(id) }
    guard let file else { return }
    let format = try self.format ?? guessed(file)
    var choice = try choice(file)
    choice.region = try home()
    switch format {
    case .csv: try importCSV(file, choice)
    case .xes: try importXES(file, choice)
    case .cloudevents: try importEvents(file, choice)
    }
  }

  /// The region of those who are new. A machine that keeps one region brings in for that one alone, since it could
  /// not keep the others; a hub for any.
  private func home() throws -> String {
    let fleet = try common.folder.membership()
    let own = fleet.flatMap { $0.role == .hub ? nil : $0.settings.region } ?? ""
    guard let region, region != own else { return own }
    let known = own.isEmpty ? fleet?.fleet.regions ?? [] : [own]
    guard known.contains(region) else { throw MachinesError.noRegion(region, known: known) }
    return region
  }

  private func purposes() throws -> [Purpose] {
    try (consent ?? "").split(separator: ",").map { word in
      guard let purpose = Purpose(word), purpose != .share else {
        throw ValidationError("‘\(word)’ cannot be told of a whole file: write care, or care,research.")
      }
      return purpose
    }
  }

  private func choice(_ file: String) throws -> IntakeChoice {
    var name = source ?? String(file.split(separator: "/").last ?? "")
    for ending in [".set-aside", ".gz"] where source == nil && name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    var choice = IntakeChoice(source: name)
    choice.consent = try purposes()
    (choice.how, choice.witness, choice.by) = (how, witness, by)
    choice.cases = asOrganisation ? .organisation : asParticipants ? .participants : nil
    guard choice.consent.isEmpty || choice.consent.contains(.care) else {
      throw ValidationError("Whoever agrees to research must be remembered as well: --consent care,research.")
    }
    guard choice.consent.isEmpty || !asOrganisation else { throw ExchangeError.consentForNobody }
    guard choice.consent.isEmpty || !how.isEmpty else { throw ExchangeError.consentWithoutHow }
    return choice
  }

  private func guessed(_ file: String) throws -> Format {
    var name = file.lowercased()
    for ending in [".set-aside", ".gz"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    if name.hasSuffix(".xes") { return .xes }
    if [".csv", ".tsv", ".txt"].contains(where: name.hasSuffix) { return .csv }
    if [".jsonl", ".ndjson", ".json"].contains(where: name.hasSuffix) { return .cloudevents }
    throw ExchangeError.unknownFormat(file)
  }

  private func undoImport(_ id: EventID) throws {
    let notebook = try common.open()
    let undoing = try Undoing(id, notebook)
    let line = ProgressLine(common.say("tager ud", "taking out"), common.lang)
    let out = try undoing.run(notebook, reason: "import") { line.tell($0, of: undoing.count) }
    try follow(notebook)
    line.clear()
    try common.answer(
      common.say(
        "\(common.lang.events(out)) er taget ud. Den samme fil kan hentes ind igen.",
        "\(common.lang.events(out)) were taken out. The same file can be brought in again."),
      json: ["out": out])
  }
}

extension ImportCommand {
  private func importCSV(_ file: String, _ choice: IntakeChoice) throws {
    let guess = try CSVGuess.map(of: file)
    let map = try self.map.map { try CSVMap(yaml: String(contentsOfFile: $0, encoding: .utf8)) } ?? guess.map
    let notebook = try common.open()
    func meaning() throws -> CSVMeaning {
      try CSVMeaning(path: file, map, today: Now.read().today) { word in try? notebook.kinds([word]).first }
    }
    if dryRun {
      let survey = try CSVSurvey(try meaning(), map, notebook, choice)
      return try show(survey.sentences(common.lang), map: self.map == nil ? map.yaml : nil)
    }
    let intake = try Intake(notebook, choice)
    let rows = try meaning()
    try intake.takePeople(try meaning())
    let aside = SetAside(file, heading: rows.heading)
    let line = ProgressLine(common.say("henter ind", "bringing in"), common.lang, unit: "byte")
    let size = fileSize(file)
    try intake.takeRows(rows, aside: { try aside.take($0.raw) }, progress: { line.tell($0, of: size) })
    line.clear()
    try finish(intake, aside)
  }

  private func importXES(_ file: String, _ choice: IntakeChoice) throws {
    let survey = try XESSurvey.read(file)
    if dryRun { return try show(survey.sentences(common.lang, choice), map: nil) }
    guard choice.cases != nil else { throw ExchangeError.personsOrThings(path: file) }
    guard choice.cases == .organisation || choice.remembers else {
      throw ExchangeError.personsOrThings(path: file)
    }
    let intake = try Intake(try common.open(), choice)
    let line = ProgressLine(common.say("henter ind", "bringing in"), common.lang)
    try intake.takeXES(file) { _ in line.tell(intake.report.rows, of: survey.events) }
    line.clear()
    try finish(intake, nil)
  }

  private func importEvents(_ file: String, _ choice: IntakeChoice) throws {
    if dryRun { return try show(try EventsSurvey(file).sentences(common.lang), map: nil) }
    let intake = try Intake(try common.open(), choice)
    var events = EventsIntake(intake)
    let aside = SetAside(file, heading: [])
    let line = ProgressLine(common.say("henter ind", "bringing in"), common.lang, unit: "byte")
    let size = fileSize(file)
    try events.take(try CloudEventsReader(path: file), aside: { try aside.take($0 + [10]) }) {
      line.tell($0, of: size)
    }
    line.clear()
    try finish(intake, aside)
  }

  private func fileSize(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  private func show(_ sentences: [String], map: String?) throws {
    guard !common.json else {
      return try Terminal.json(["report": sentences.joined(separator: "\n"), "map": map ?? ""])
    }
    for sentence in sentences {
      print(
        Terminal.wrap(map == nil ? sentence : "# " + sentence, indent: 0).replacing(
          "\n", with: map == nil ? "\n" : "\n# "))
    }
    if let map { print("\n" + map, terminator: "") }
  }

  private func follow(_ notebook: Notebook) throws {
    if try notebook.engine.needsBuilding() {
      _ = try common.build(notebook.engine, jobs: ProcessInfo.processInfo.activeProcessorCount)
    }
    try notebook.catchUp()
  }

  private func finish(_ intake: Intake, _ aside: SetAside?) throws {
    try aside?.finish()
    try follow(intake.notebook)
    let report = intake.report
    guard !common.json else { return try Terminal.json(ReportJSON(report, aside)) }
    for sentence in report.sentences(common.lang) { print(Terminal.wrap(sentence, indent: 0)) }
    if let aside, !report.faults.isEmpty {
      print(
        Terminal.wrap(
          common.say(
            "De står i \(aside.path): ret dem dér, og hent den fil ind med det samme kort.",
            "They stand in \(aside.path): mend them there, and import that file with the same map."),
          indent: 0))
    }
    if let id = report.id {
      print(common.say("Fortryd: tillid import --undo \(id)", "Undo: tillid import --undo \(id)"))
    }
  }
}

/// Rows that were not taken, as they stood, beside the file; none where all were.
private final class SetAside {
  let path: String
  private let heading: [UInt8]
  private var handle: FileHandle?
  private let temporary: String

  init(_ file: String, heading: [UInt8]) {
    path = file.hasSuffix(".set-aside") ? file : file + ".set-aside"
    temporary = path + ".new"
    self.heading = heading
  }

  func take(_ raw: [UInt8]) throws {
    if handle == nil {
      guard FileManager.default.createFile(atPath: temporary, contents: Data(heading)),
        let made = FileHandle(forWritingAtPath: temporary)
      else { throw ExchangeError.folder(path: temporary, reason: String(cString: strerror(errno))) }
      try made.seekToEnd()
      if let last = heading.last, last != 10, last != 13 { try made.write(contentsOf: Data([10])) }
      handle = made
    }
    try handle?.write(contentsOf: Data(raw.last == 10 || raw.last == 13 ? raw : raw + [10]))
  }

  /// Takes the place of the one before, all at once.
  func finish() throws {
    guard let handle else { return }
    try handle.synchronize()
    try handle.close()
    guard rename(temporary, path) == 0 else {
      throw ExchangeError.folder(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

private struct ReportJSON: Encodable {
  struct Fault: Encodable { let line: Int, reason: String }
  let rows: Int, events: Int, known: Int, people: Int, newPeople: Int, presences: Int, erased: Int,
    elsewhere: Int
  let faults: [Fault]
  let setAside: String?
  let id: EventID?

  init(_ report: IntakeReport, _ aside: SetAside?) {
    (rows, events, known, people) = (report.rows, report.events, report.known, report.people.count)
    (newPeople, presences) = (report.newPeople, report.presences)
    (erased, elsewhere) = (report.erased, report.elsewhere)
    faults = report.faults.map { Fault(line: $0.line, reason: $0.english) }
    setAside = report.faults.isEmpty ? nil : aside?.path
    id = report.id
  }
}
