public import ArgumentParser
public import Events
import Foundation
import Markup
import Reading
import Journal
import Notebook
import Rebuild

extension Language: ExpressibleByArgument {
  /// Danish, unless TILLID_LANG says `en`.
  static var ofEnvironment: Language {
    ProcessInfo.processInfo.environment["TILLID_LANG"] == "en" ? .english : .danish
  }

  /// As the command line says, before anything has been made of it.
  static var asked: Language {
    let said = CommandLine.arguments.lastIndex(of: "--lang").flatMap { place in
      CommandLine.arguments.dropFirst(place + 1).first.flatMap(Language.init(rawValue:))
    }
    return said ?? .ofEnvironment
  }
}

/// What every command takes.
struct Common: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The data folder.", valueName: "folder"), completion: .directory)
  var data: String = ProcessInfo.processInfo.environment["TILLID_DATA"] ?? "./tillid-data"

  @Flag(name: .long, help: "Answer in JSON, for machines.")
  var json = false

  @Option(name: .long, help: "The language of the answer: da or en.")
  var lang: Language = .ofEnvironment

  /// A slash at the end, as shells write it, is not part of the name: the master key lies beside the folder.
  var folder: DataFolder {
    let name = data.reversed().drop { $0 == "/" }.reversed()
    return DataFolder(path: name.isEmpty ? data : String(name))
  }

  /// Opens the folder for writing, with the views at the log's end; built anew where there are none.
  func open(patience: Duration = DataFolder.patience) throws -> Notebook {
    let notebook = try folder.notebook(patience: patience)
    if try notebook.engine.needsBuilding() {
      _ = try build(notebook.engine, jobs: ProcessInfo.processInfo.activeProcessorCount)
    }
    try notebook.catchUp()
    try notebook.tellLooksLeft(in: folder.looks)
    return notebook
  }

  /// As the one who writes; beside another one where there is one, who keeps the views.
  func openBeside() throws -> Engine {
    do { return try open(patience: .zero).engine } catch JournalError.writerBusy {
      return try folder.openForReading()
    }
  }

  /// Builds every view, with progress.
  /// - Returns: how many events, how fast.
  func build(_ engine: Engine, jobs: Int) throws -> String {
    let events = Int(try engine.journal.end)
    let line = ProgressLine(say("bygger visningerne", "building the views"), lang)
    try engine.rebuild(jobs: jobs, progress: Progress(total: events) { line.tell($0, of: $1) })
    return line.finish(events)
  }

  /// The day that a view is shown for.
  func day(_ text: String?) throws -> Day { try text.map { try When(edtf: $0).day } ?? Now.read().today }

  /// What a kind is called in the vocabulary that holds now.
  /// - Parameter words: others, whose names go first.
  func naming(_ notebook: Notebook, _ words: CompiledVocabulary? = nil) throws -> (Kind) -> String {
    let kinds = try (words?.kinds ?? []) + notebook.engine.words().kinds
    let names = kinds.map { ($0.kind, lang.say($0.danish, $0.english)) }
    let byKind = Dictionary(names) { first, _ in first }
    return { byKind[$0] ?? $0.rawValue }
  }

  func say(_ danish: String, _ english: String) -> String { lang.say(danish, english) }

  /// A sentence for people, or an object for machines.
  func answer(_ sentence: @autoclosure () -> String, json value: @autoclosure () -> some Encodable) throws {
    if json { try Terminal.json(value()) } else { print(Terminal.wrap(sentence(), indent: 0)) }
  }
}

/// Who told it, where and when: all optional.
struct Circumstances: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The stop or place.", valueName: "stop"))
  var at: String?

  @Option(
    name: .long, help: "When: 2026-03-07T14:30, 2026-03, ‘i går’, ‘sidste uge’, ‘tirsdag’ … Now, if not said."
  )
  var when: String?

  @Option(name: .long, help: ArgumentHelp("The helper who tells it.", valueName: "helper"))
  var by: String = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""

  func telling(_ line: String = "") throws -> Telling {
    var telling = Telling(line)
    telling.at = at ?? ""
    telling.by = by
    telling.when = try time()
    return telling
  }

  func time() throws -> When? {
    try when.map { try When(past: $0, now: Now.read()) }
  }
}
