import ArgumentParser
import Events
import Foundation
import Markup
import Notebook
import Rebuild

/// What a command takes that shows one participant, or all side by side.
struct Overlooking: ParsableArguments {
  @Argument(help: "The participant; without, all of them side by side.") var name: String?
  @Flag(name: .long, help: "Everybody, however many.") var all = false
  @Option(name: .long, help: "Why it is read; kept as an event of each participant who is shown.")
  var purpose: String?
  @Option(name: .long, help: ArgumentHelp("Who reads.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @Option(name: .long, help: "As on this day; today, if not said.") var today: String?
  @Flag(name: .long, help: "Show the ids of the events behind each line.") var ids = false
  @OptionGroup var common: Common

  /// How many are shown side by side, if not all.
  var most: Int { all ? .max : 20 }

  func show<P: StoryProjection & Paged>(_ projection: P.Type, of name: String) throws {
    try common.show(
      P.self, of: name, try common.open(), purpose: purpose ?? "before-visit", by: by, today: today, ids: ids)
  }

  /// Names for those who are about to be shown beside others. That is a look into the history of each.
  func names<P: StoryProjection>(
    of handles: [Handle], seen view: P.Type, _ notebook: Notebook
  ) throws -> (Handle) -> String {
    var telling = Telling("")
    telling.by = by
    try notebook.recordReading(of: handles, view: P.name, purpose: purpose ?? "planning", telling)
    let unnamed = common.say("en person", "a person")
    let names = try Dictionary(handles.map { ($0, try notebook.name(of: $0)) }) { first, _ in first }
    return { names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? unnamed }
  }

  func answer(_ page: @autoclosure () -> Page, json value: @autoclosure () -> some Encodable) throws {
    if common.json { try Terminal.json(value()) } else { Terminal.show(page(), ids: ids) }
  }
}

extension Common {
  /// How a line shows whom it mentions.
  func shown(_ notebook: Notebook) throws -> (Line) -> String {
    let names = try notebook.namesMentioned()
    let unnamed = say("en person", "a person")
    return { line in line.shown(unnamed: unnamed, name: names) }
  }
}
