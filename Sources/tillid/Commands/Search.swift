import ArgumentParser
import Events
import Foundation
import Markup
import Notebook
import Readers
import Rebuild

struct ReadersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readers", abstract: "Who has read about a participant, when and why: to be shown to them.")

  @Argument(help: "The participant.") var name: String
  @Flag(name: .long, help: "Show the ids of the events behind each line.") var ids = false
  @OptionGroup var common: Common

  /// Somebody of whom nothing was read, or who has said no, sees that.
  func run() throws {
    let notebook = try common.open()
    let handle = try notebook.participant(named: name)
    let view = try notebook.engine.view(Readers.self, of: handle) ?? Readers()
    guard !common.json else { return try Terminal.json(view) }
    let page = view.page(common.lang, today: try common.day(nil), of: try notebook.name(of: handle))
    Terminal.show(page, ids: ids)
    for line in try common.receipts(of: handle, notebook) { print(Terminal.wrap(line, indent: 0)) }
  }
}

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Lines that hold some words: in any form, inside longer words, or with a slip of the keys.",
    discussion: """
      Lines with rarer and closer words come first, the newest first among equals. A known name among the words \
      asks for lines about that participant, or that name them. Whoever's line is shown can see that it was.
      """)

  @Argument(help: ArgumentHelp("What to search for.", valueName: "words")) var words: [String]
  @Option(name: .long, help: ArgumentHelp("Only lines about this participant.", valueName: "name"))
  var about: String?
  @Option(name: .long, help: "Show so many lines at most.") var limit = 10
  @Option(name: .long, help: ArgumentHelp("Who searches.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @Flag(name: .long, help: "Show the ids of the events.") var ids = false
  @OptionGroup var common: Common

  func validate() throws {
    guard !words.isEmpty else { throw ValidationError("Write what to search for.") }
    guard (1...1000).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to 1000.")
    }
  }

  func run() throws {
    let notebook = try common.open()
    var telling = Telling("")
    telling.by = by
    let found = try notebook.search(words.joined(separator: " "), about: about, most: limit, telling)
    let names = try notebook.namesMentioned()
    let lines = found.best.map { ShownLine($0, names, common.lang) }
    guard !common.json else { return try Terminal.json(FoundJSON(count: found.count, lines: lines)) }
    Terminal.show(page(lines, of: found.count), ids: ids)
  }

  private func page(_ lines: [ShownLine], of count: Int) -> Page {
    let asked = "‘\(words.joined(separator: " "))’"
    guard !lines.isEmpty else {
      return Page(
        title: common.say("Ingen linjer fundet: \(asked)", "No lines found: \(asked)"),
        parts: [
          .remark(
            common.say(
              "Der er søgt i alle bøjninger, i dele af længere ord og med én slåfejl. Prøv et andet ord for det samme.",
              "All forms, parts of longer words and words with one slip were searched. Try another word for the same."
            ))
        ])
    }
    var page = Page(title: common.say("Linjer med \(asked)", "Lines with \(asked)"))
    page.parts = lines.map { .row($0.row(common.lang)) }
    page.parts.append(.remark(amount(lines.count, of: count) + " " + seen))
    return page
  }

  private func amount(_ shown: Int, of all: Int) -> String {
    let (shown, all) = (common.lang.number(shown), common.lang.number(all))
    if all == "1" { return common.say("1 linje.", "1 line.") }
    return shown == all
      ? common.say("\(all) linjer.", "\(all) lines.")
      : common.say(
        "\(shown) af \(all) linjer; flere med --limit.", "\(shown) of \(all) lines; more with --limit.")
  }

  private var seen: String {
    common.say(
      "De, hvis linjer du ser, kan se, at du har søgt.",
      "Those whose lines you see can see that you searched.")
  }
}

private struct FoundJSON: Encodable {
  let count: Int
  let lines: [ShownLine]
}

/// A line with the names in it, for those who may see them.
private struct ShownLine: Encodable {
  let event: EventID
  let handle: Handle
  let about: String
  let when: When
  let at: String
  let by: String
  let line: String

  init(_ found: FoundLine, _ names: (Handle) -> String?, _ language: Language) {
    let unnamed = language.say("en person", "a person")
    (event, handle, when) = (found.told.event, found.handle, found.told.when)
    (at, by) = (found.told.at, found.told.by)
    about = names(found.handle) ?? unnamed
    line = found.told.line.shown(unnamed: unnamed, name: names)
  }

  /// `7. mar 2026  Kaj: han lukkede selv op! — Gammel Vej · Jytte`.
  func row(_ language: Language) -> Row {
    let told = [at, by].filter { !$0.isEmpty }.joined(separator: " · ")
    return Row(
      language.date(when), "\(about): \(line)" + (told.isEmpty ? "" : " — \(told)"), events: [event])
  }
}
