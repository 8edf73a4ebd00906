import ArgumentParser
import Brief
import Consent
import Events
import Foundation
import Markup
import Notebook
import Reach
import Rebuild
import Stops
import Timeline
import Trust

extension Common {
  /// Shows one view of one participant, with names in its lines. Looking is an event in their story.
  func show<P: StoryProjection & Paged>(
    _ projection: P.Type, of name: String, _ notebook: Notebook, purpose: String?, by: String = "",
    today: String? = nil, ids: Bool = false
  ) throws {
    let (handle, day) = (try notebook.participant(named: name), try day(today))
    guard var view = try notebook.engine.view(P.self, of: handle) else {
      throw CommandError.noView(P.name, of: name)
    }
    view.name(try shown(notebook))
    if let purpose {
      var telling = Telling("")
      telling.by = by
      try notebook.recordReading(of: handle, view: P.name, purpose: purpose, telling)
    }
    guard !json else { return try Terminal.json(view) }
    let called = try notebook.name(of: handle)
    let page =
      if let named = view as? any NamesKinds {
        named.page(lang, today: day, of: called, naming: try naming(notebook))
      } else {
        view.page(lang, today: day, of: called)
      }
    Terminal.show(page, ids: ids)
  }
}

/// What a command that looks into a history takes.
struct Looking: ParsableArguments {
  @Argument(help: "The participant.") var name: String
  @Option(name: .long, help: "Why it is read; kept as an event of the participant.") var purpose =
    "before-visit"
  @Option(name: .long, help: ArgumentHelp("Who reads.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @Option(name: .long, help: "As on this day; today, if not said.") var today: String?
  @Flag(name: .long, help: "Show the ids of the events behind each line.") var ids = false
  @OptionGroup var common: Common

  func show<P: StoryProjection & Paged>(_ projection: P.Type) throws {
    try common.show(P.self, of: name, try common.open(), purpose: purpose, by: by, today: today, ids: ids)
  }
}

struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief", abstract: "What to know before a visit, in at most 80 words.")
  @OptionGroup var looking: Looking
  func run() throws { try looking.show(Brief.self) }
}

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "What happened, in order, in their words.")
  @OptionGroup var looking: Looking
  func run() throws { try looking.show(Timeline.self) }
}

struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "The path of trust: firsts, contacts, doors, pauses, by month.")
  @OptionGroup var looking: Looking
  func run() throws { try looking.show(Trust.self) }
}
