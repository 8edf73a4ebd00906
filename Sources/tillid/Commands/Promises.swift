import ArgumentParser
import Events
import Notebook
import Promises
import Rebuild

struct PromisesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promises",
    abstract: "What we have promised, overdue first, and how we keep our word.")
  @OptionGroup var looking: Overlooking

  func run() throws {
    if let name = looking.name { return try looking.show(Promises.self, of: name) }
    let notebook = try looking.common.open()
    let today = try looking.common.day(looking.today)
    var owed: [Owed] = []
    try notebook.engine.each(Promises.self) { handle, view in
      owed += view.owed(today).map { Owed(handle, $0) }
    }
    let records = Reliability.records(try notebook.engine.tally(Reliability.self), today: today)
    var promises = AllPromises(owed, records, today: today, most: looking.most)
    let name = try looking.names(
      of: (promises.late + promises.soon).map(\.handle), seen: Promises.self, notebook)
    let shown = try looking.common.shown(notebook)
    for index in promises.late.indices { promises.late[index].show(name, shown) }
    for index in promises.soon.indices { promises.soon[index].show(name, shown) }
    try looking.answer(promises.page(looking.common.lang, today: today), json: promises)
  }
}

struct PromiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promise",
    abstract: "Keep a promise of ours, and what became of it.",
    discussion: """
      tillid promise made Kaj "at finde en cykel" --due fredag
      tillid promise kept Kaj
      """,
    subcommands: [
      Made.self, Settle<WasKept>.self, Settle<WasBroken>.self, Settle<WasRepaired>.self,
      Settle<WasReleased>.self,
    ])

  struct Made: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "We promised something.")
    @Argument(help: "The participant.") var name: String
    @Argument(help: "What we promised.") var line: String
    @Option(name: .long, help: "By when: fredag, om 14 dage, den 22., 2026-12-01; else what the line says.")
    var due: String?
    @OptionGroup var circumstances: Circumstances
    @OptionGroup var common: Common

    func run() throws {
      let due = try due.map { try When(ahead: $0, now: Now.read()) }
      let promised = try common.open().promise(line, to: name, due: due, try circumstances.telling())
      let by = promised.due.map { common.say(" inden ", " by ") + common.lang.date($0) } ?? ""
      let hint = "tillid promise kept \"\(promised.name)\""
      let covered =
        promised.masked.isEmpty
        ? "" : common.say(" Et nummer eller en kode blev dækket til.", " A number or a code was masked.")
      try common.answer(
        common.say(
          "Lovet \(promised.name)\(by).\(covered) Når det er holdt: \(hint)",
          "Promised \(promised.name)\(by).\(covered) When it is kept: \(hint)"),
        json: MadeJSON(promise: promised.event, due: promised.due))
    }
  }

  struct MadeJSON: Encodable {
    let promise: EventID
    let due: When?
  }
}

/// What became of a promise, and how a helper is told that it is noted.
protocol Fate {
  static var step: PromiseStep { get }
  static var word: String { get }
  static var abstract: String { get }
  static func said(_ language: Language) -> String
}

enum WasKept: Fate {
  static let step = PromiseStep.kept
  static let word = "kept"
  static let abstract = "We kept it."
  static func said(_ language: Language) -> String { language.say("Holdt", "Kept") }
}

enum WasBroken: Fate {
  static let step = PromiseStep.broken
  static let word = "broken"
  static let abstract = "We did not keep it. It stands until it is made up for."
  static func said(_ language: Language) -> String { language.say("Ikke holdt", "Not kept") }
}

enum WasRepaired: Fate {
  static let step = PromiseStep.repaired
  static let word = "repaired"
  static let abstract = "We made up for it."
  static func said(_ language: Language) -> String { language.say("Rettet op", "Made up for") }
}

enum WasReleased: Fate {
  static let step = PromiseStep.released
  static let word = "released"
  static let abstract = "They need it no more."
  static func said(_ language: Language) -> String { language.say("Sluppet", "Released") }
}

struct Settle<Became: Fate>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Became.word, abstract: Became.abstract)
  }

  @Argument(help: "The participant.") var name: String
  @Argument(help: "How, in a line; may be left out.") var line: String = ""
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which promise: its id, or some words of it. The only one needs none.", valueName: "which"))
  var which: String?
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let pledge = try chosen(try owed(notebook), notebook)
    let event = try notebook.settle(pledge.told.event, Became.step, line, try circumstances.telling())
    let text = pledge.told.line.text
    try common.answer(
      "\(Became.said(common.lang)): \(text). "
        + common.say("Fortryd: tillid retract \(event)", "Undo: tillid retract \(event)"),
      json: ["promise": pledge.told.event, "event": event])
  }

  /// What we owe, in the order in which it presses.
  private func owed(_ notebook: Notebook) throws -> [Pledge] {
    let handle = try notebook.participant(named: name)
    guard var view = try notebook.engine.view(Promises.self, of: handle) else { return [] }
    view.name(try common.shown(notebook))
    return view.owed(Now.read().today)
  }

  /// Whoever is asked which it was is shown all of them: a look like any other.
  private func chosen(_ owed: [Pledge], _ notebook: Notebook) throws -> Pledge {
    let meant = owed.filter { pledge in
      guard let which else { return true }
      return pledge.told.event.description == which
        || pledge.told.line.text.lowercased().contains(which.lowercased())
    }
    guard !owed.isEmpty else { throw CommandError.nothingOwed(name) }
    guard meant.count == 1 else {
      var telling = Telling("")
      telling.by = circumstances.by
      let handle = try notebook.participant(named: name)
      try notebook.recordReading(of: [handle], view: Promises.name, purpose: "settling", telling)
      throw CommandError.whichPromise(
        name, (meant.isEmpty ? owed : meant).map { "\($0.told.event) “\($0.told.line.text)”" })
    }
    return meant[0]
  }
}
