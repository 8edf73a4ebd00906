import ArgumentParser
import Events
import Notebook
import Reach
import Rebuild
import Stops

struct StopsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stops", abstract: "Heads, meals and help by stop and week.")

  @Option(name: .long, help: "As on this day; today, if not said.") var today: String?
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let tally = try notebook.engine.tally(Stops.self)
    guard !common.json else { return try Terminal.json(Stops.table(tally)) }
    let page = Stops.page(
      tally, common.lang, today: try common.day(today), naming: try common.naming(notebook))
    Terminal.show(page)
  }
}

struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach", abstract: "The organisation's own figures, by year.")

  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let tally = try notebook.engine.tally(Reach.self)
    guard !common.json else { return try Terminal.json(Reach.table(tally)) }
    Terminal.show(Reach.page(tally, common.lang, naming: try common.naming(notebook)))
  }
}
