import ArgumentParser
import Events
import Exchange
import Formats
import Foundation
import Journal
import Notebook
import Rebuild
import Releases

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole log out for its owner, or one participant's story for that participant.",
    discussion: """
      jsonl and cloudevents hold every event, and another folder can import them; the others tell case by case what \
      happened, as it stands now. What came from XES goes out as it came. Whoever's history leaves can see that it \
      did: it is recorded as a read. Keep the file as you keep the data folder: it is not sealed.
      """)

  @Option(
    name: .long, help: "jsonl, csv, parquet, xes, ocel-json, ocel-sqlite or cloudevents.",
    transform: { word in
      guard let format = EventFormat(rawValue: word) else {
        throw ValidationError(
          "‘\(word)’ is no format: \(EventFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return format
    })
  var format: EventFormat?
  @Option(
    name: .long, help: ArgumentHelp("Where to; packed where it ends with .gz.", valueName: "path"),
    completion: .file())
  var to: String
  @Option(name: .long, help: ArgumentHelp("One participant's story, into a folder.", valueName: "name"))
  var person: String?
  @Flag(name: .long, help: "Call participants by name, not by handle.") var names = false
  @Option(name: .long, help: "Why, where it is one person's: handed-over, if not said.") var purpose: String?
  @Option(name: .long, help: ArgumentHelp("Who writes it out.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func validate() throws {
    guard person == nil || format == nil else {
      throw ValidationError("--person takes no --format: all is written.")
    }
    guard person != nil || purpose == nil else { throw ValidationError("--purpose goes with --person.") }
    if person == nil && format == nil { _ = try guessed() }
  }

  func run() throws {
    let notebook = try common.open()
    if let person { return try write(person, notebook) }
    let events = Int(try notebook.engine.journal.end)
    let line = ProgressLine(common.say("skriver ud", "writing out"), common.lang)
    let export = Export(notebook, usesNames: names) { line.tell($0, of: events) }
    let written = try export.write(try format ?? guessed(), to: to, by: by)
    line.clear()
    try common.answer(
      common.say(
        "\(common.lang.events(written.rows)) skrevet til \(to). De, hvis historie er med, kan se det. Filen er ikke forseglet: pas på den.",
        "\(common.lang.events(written.rows)) written to \(to). Those whose history is in it can see that. The file is not sealed: take care of it."
      ),
      json: ["events": "\(written.rows)", "bytes": "\(written.bytes)", "sha256": written.sha256, "path": to])
  }

  private func guessed() throws -> EventFormat {
    let name = to.hasSuffix(".gz") ? String(to.dropLast(3)) : to
    let endings: [(String, EventFormat)] = [
      (".cloudevents.jsonl", .cloudEvents), (".jsonl", .jsonLines), (".csv", .csv), (".parquet", .parquet),
      (".xes", .xes), (".sqlite", .ocelSQLite), (".json", .ocelJSON),
    ]
    guard let found = endings.first(where: { name.hasSuffix($0.0) }) else {
      throw ValidationError(
        "Say the format with --format: \(EventFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return found.1
  }

  private func write(_ person: String, _ notebook: Notebook) throws {
    let handle = try notebook.participant(named: person)
    let why = purpose.map { ReadPurpose($0) ?? .asked($0) } ?? .handedOver
    let files = try PersonExport(notebook, handle, common.lang)
      .write(to: to, today: Now.read().today, purpose: why, by: by)
    try common.answer(
      common.say(
        "\(person)s historie ligger i \(to): \(files.joined(separator: ", ")). At den er givet videre, står i den.",
        "The story of \(person) lies in \(to): \(files.joined(separator: ", ")). That it was handed over stands in it."
      ),
      json: ["folder": to, "files": files.joined(separator: ",")])
  }
}
