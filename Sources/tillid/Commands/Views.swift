import ArgumentParser
import Brief
import Consent
import Events
import Foundation
import Journal
import Markup
import Notebook
import Reach
import Rebuild
import Stops
import Timeline
import Trust

extension Common {
  /// Shows one view of one participant, with names in its lines. Looking is an event in their story.
  /// - Parameter lens: through what it is looked at; nil for the view as it is served.
  func show<P: StoryProjection & Paged>(
    _ projection: P.Type, of name: String, _ notebook: Notebook, purpose: String?, by: String = "",
    today: String? = nil, ids: Bool = false, through lens: Lens? = nil
  ) throws {
    let handle = try notebook.participant(named: name)
    let seen = try lens.flatMap { $0.isAsked ? try $0.seen(self, notebook, today: today) : nil }
    let day = try seen?.today ?? day(today)
    guard var told = try view(P.self, of: handle, notebook, seen) else {
      throw seen == nil ? CommandError.noView(P.name, of: name) : .noViewThen(P.name, of: name)
    }
    told.view.name(try shown(notebook))
    if let purpose {
      var telling = Telling("")
      telling.by = by
      try notebook.recordReading(of: handle, view: P.name, purpose: purpose, telling)
    }
    guard !json else { return try Terminal.json(told.view) }
    if let remark = told.remark { Terminal.remark(remark) }
    let called = try notebook.name(of: handle)
    let page =
      if let named = told.view as? any NamesKinds {
        named.page(lang, today: day, of: called, naming: try seen?.naming ?? naming(notebook))
      } else {
        told.view.page(lang, today: day, of: called)
      }
    Terminal.show(page, ids: ids)
  }

  /// The view, and what is to be said above it.
  private func view<P: StoryProjection>(
    _: P.Type, of handle: Handle, _ notebook: Notebook, _ seen: Seen?
  ) throws -> (view: P, remark: String?)? {
    guard let seen else {
      if let view = try notebook.engine.view(P.self, of: handle) { return (view, nil) }
      // Of whom we remember, while nothing of this has been told: the page says so itself.
      return try notebook.standing(of: handle).allows(.care) ? (P(), nil) : nil
    }
    return try notebook.engine.view(P.self, of: handle, seen.retelling).map {
      ($0.view, seen.remark(amendedSince: $0.amendedSince))
    }
  }

  /// The sums of a tally, with progress where they must be counted through the log.
  func tally<P: TallyProjection>(_: P.Type, _ notebook: Notebook, _ seen: Seen) throws -> Tally {
    let line = ProgressLine(say("tæller igennem", "counting through"), lang)
    defer { line.clear() }
    return try notebook.engine.tally(
      P.self, seen.retelling, jobs: ProcessInfo.processInfo.activeProcessorCount,
      progress: Progress(total: Int(try notebook.engine.journal.end)) { line.tell($0, of: $1) })
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
  @OptionGroup var lens: Lens
  @OptionGroup var common: Common

  func show<P: StoryProjection & Paged>(_ projection: P.Type) throws {
    try common.show(
      P.self, of: name, try common.open(), purpose: purpose, by: by, today: today, ids: ids, through: lens)
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
