import ArgumentParser
import Catalogues
import Events
import Foundation
import Notebook
import Reading
import Rebuild

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract:
      "Build every view again from the log, beside the served ones, and switch; or rehearse that first.",
    discussion: """
      With none of the choices: build and switch. To see first what a change would do: --rehearse builds beside \
      and serves nothing of it, --switch serves it, --back serves what was served before.
      Ctrl-C while it builds is a pause, and so is --pause from another terminal: the same command goes on where it stopped, also after a kill.
      """)

  enum Act: String, EnumerableFlag {
    case rehearse, pause, `switch`, back, check

    static func help(for act: Act) -> ArgumentHelp? {
      switch act {
      case .rehearse: "Build beside, and serve nothing of it. Others read and write meanwhile."
      case .pause: "Ask a rehearsal in another terminal to pause; the same --rehearse goes on with it."
      case .switch: "Serve what was rehearsed; words of a file are adopted on the way."
      case .back: "Serve what was served before, and its words."
      case .check: "Build beside, say whether it is the same as what is served, and remove it."
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      "Views by name. All are built in one look at the log and switched to at once, also where one is named.",
      valueName: "view"))
  var views: [String] = []

  @Flag(exclusivity: .exclusive) var act: Act?

  @Option(
    name: .long, help: ArgumentHelp("Rehearse by these words, which are not adopted yet.", valueName: "file"),
    completion: .file())
  var vocabulary: String?

  @Option(
    name: .long,
    help: "How many earlier editions are kept from now on to go back to; alone, nothing is built.")
  var keep: Int?

  /// Of a check: what was built is left to the process that writes.
  @Flag(name: .long, help: .hidden) var leave = false

  @Option(name: .long, help: "Threads that fold.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only the views of this participant, those that were set aside among them.", valueName: "name"))
  var only: String?

  @OptionGroup var common: Common

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
    guard (0...100).contains(keep ?? 0) else { throw ValidationError("--keep takes a number from 0 to 100.") }
    guard vocabulary == nil || act == .rehearse else {
      throw ValidationError("--vocabulary goes with --rehearse; --switch then adopts the words.")
    }
    let known = Catalogue.all.names
    if let stranger = views.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "There is no view ‘\(stranger)’: \(known.joined(separator: ", ")). One participant's: --only NAME.")
    }
    guard views.isEmpty || act != .pause && act != .switch && act != .back else {
      throw ValidationError("A view is named where something is built; all views are switched at once.")
    }
    guard only == nil || act == nil && keep == nil && views.isEmpty else {
      throw ValidationError("--only makes the views of one participant anew and goes with nothing else.")
    }
  }

  func run() throws {
    if let only { return try retell(only) }
    // What is switched away from is kept by what is said now; the way back needs what was kept until now.
    if let keep, act != .back { try forget(keep) }
    switch act {
    case .rehearse: try rehearse()
    case .pause: try pause()
    case .switch: try announce(try common.folder.notebook().switchViews())
    case .back: try announce(try common.folder.notebook().switchViewsBack())
    case .check: try check()
    case nil where keep == nil || !views.isEmpty: try rebuild()
    case nil: break
    }
    if let keep, act == .back { try forget(keep) }
  }

  // MARK: - Building

  private func rebuild() throws {
    let isRetry = Again.restarts ?? 0 > 0
    let built = try common.buildBeside(jobs: jobs, tryingAgain: isRetry)
    let notebook = try common.folder.notebook()
    try notebook.engine.tryTrapsAgain(isRetry: true)
    let switched = try notebook.switchViews()
    let (count, memory) = (switched.record.views.count, peakMemory())
    try common.answer(
      common.say(
        "\(count) visninger bygget af \(built.said), højst \(memory) MB.",
        "\(count) views built from \(built.said), at most \(memory) MB."),
      json: BuiltJSON(
        events: built.events, views: switched.record.views.map(\.version.view), peakMegabytes: memory))
  }

  private func rehearse() throws {
    Beside.giveWay()
    let words = try vocabulary.map { try VocabularyFile.at($0).bytes }
    let built = try common.buildBeside(jobs: jobs, words: words)
    let next = "tillid compare, tillid rebuild --switch"
    try common.answer(
      built.wasReady
        ? common.say(
          "Det er øvet allerede, og intet er skiftet. Videre: \(next)",
          "That is rehearsed already, and nothing was switched. Next: \(next)")
        : common.say(
          "Øvet ved siden af: \(built.said), højst \(peakMemory()) MB. Intet er skiftet. Videre: \(next)",
          "Rehearsed beside: \(built.said), at most \(peakMemory()) MB. Nothing was switched. Next: \(next)"),
      json: RehearsedJSON(
        edition: built.number, events: built.events, wasReady: built.wasReady, peakMegabytes: peakMemory()))
    if !common.json { try common.showComparison() }
  }

  private func pause() throws {
    let answer = try common.folder.openForReading().pauseRehearsal()
    let (danish, english) =
      switch answer {
      case .nobody: ("Ingen øver sig nu.", "Nobody rehearses now.")
      case .paused:
        (
          "Prøven er sat på pause. Videre: tillid rebuild --rehearse, med samme ord",
          "The rehearsal is paused. To go on: tillid rebuild --rehearse, by the same words"
        )
      case .finished: ("Prøven var lige færdig.", "The rehearsal had just been finished.")
      }
    try common.answer(common.say(danish, english), json: ["rehearsal": "\(answer)"])
  }

  private func check() throws {
    Beside.giveWay()
    if leave { return try common.buildToCompare(jobs: jobs) }
    var found: [Difference]?
    while found == nil { found = try common.compareBeside(jobs: jobs) }
    let differences = found ?? []
    guard !common.json else { return try Terminal.json(differences) }
    for difference in differences {
      print("\(difference.view): \(difference.handles.prefix(20).joined(separator: " "))")
    }
    guard differences.isEmpty else { throw CommandError.differs(differences.map(\.view)) }
    print(
      common.say(
        "Alle visninger er de samme, bygget forfra.", "All views are the same when they are built again."))
  }

  // MARK: - Switching

  private func announce(_ switched: Switched) throws {
    let back = switched.canGoBack ? common.say(" Fortryd: ", " Undo: ") + "tillid rebuild --back" : ""
    let words = switched.adopts ? common.say(" Dens ord er taget i brug.", " Its words were adopted.") : ""
    try common.answer(
      common.say(
        "Udgave \(switched.number) læses nu.\(words)\(back)",
        "Edition \(switched.number) is read now.\(words)\(back)"),
      json: SwitchedJSON(
        edition: switched.number, before: switched.before, adopted: switched.adopts,
        contents: Dictionary(
          uniqueKeysWithValues: switched.record.views.map { ($0.version.view, $0.contents) })))
  }

  private func forget(_ keep: Int) throws {
    let engine = try common.folder.open()
    try engine.keep(keep)
    guard act == nil else { return }
    let left = try engine.generations().filter { $0.role == .kept }.count
    try common.answer(
      common.say("Tidligere udgaver på disken: \(left).", "Earlier editions on the disk: \(left)."),
      json: ["kept": left])
  }

  // MARK: - One participant

  private func retell(_ name: String) throws {
    let notebook = try common.open()
    let handle = try notebook.participant(named: name)
    try notebook.engine.retell(handle, isRetry: Again.restarts ?? 0 > 0)
    let asides = try notebook.engine.status().flatMap(\.asides)
    try common.answer(
      common.say("Visningerne af \(name) er lavet på ny.", "The views of \(name) have been made anew.")
        + (asides.isEmpty
          ? ""
          : common.say(
            " Nogle visninger står stille: tillid status", " Some views stand still: tillid status")),
      json: ["name": name])
  }
}

private struct BuiltJSON: Encodable {
  let events: Int
  let views: [String]
  let peakMegabytes: Int
}

private struct RehearsedJSON: Encodable {
  let edition: Int
  let events: Int
  let wasReady: Bool
  let peakMegabytes: Int
}

private struct SwitchedJSON: Encodable {
  let edition: Int
  let before: Int?
  let adopted: Bool
  let contents: [String: String]
}
