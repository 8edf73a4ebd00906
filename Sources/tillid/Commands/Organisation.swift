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
  @OptionGroup var lens: Lens
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let seen = try lens.seen(common, notebook, today: today)
    let tally = try common.tally(Stops.self, notebook, seen)
    guard !common.json else { return try Terminal.json(Stops.table(tally)) }
    if let remark = seen.remark() { Terminal.remark(remark) }
    Terminal.show(Stops.page(tally, common.lang, today: seen.today, naming: seen.naming))
  }
}

struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach", abstract: "The organisation's own figures, by year.")

  @OptionGroup var lens: Lens
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let seen = try lens.seen(common, notebook)
    let tally = try common.tally(Reach.self, notebook, seen)
    guard !common.json else { return try Terminal.json(Reach.table(tally)) }
    if let remark = seen.remark() { Terminal.remark(remark) }
    Terminal.show(Reach.page(tally, common.lang, naming: seen.naming))
  }
}
