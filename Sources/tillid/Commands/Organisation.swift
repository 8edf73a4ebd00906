import ArgumentParser
import Events
import Foundation
import Journal
import Machines
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
    commandName: "reach", abstract: "The organisation's own figures, by year.",
    discussion: """
      A hub shows the whole. Where several regions each count their own: --part writes what this machine's region adds \
      to the whole, sealed, a hub what belongs to no region; --regions adds up the files of all.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write what this machine's region adds to the whole, and show nothing.", valueName: "file"),
    completion: .file())
  var part: String?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Add up what the regions and a hub have written.", valueName: "file"),
    completion: .file())
  var regions: [String] = []
  @OptionGroup var lens: Lens
  @OptionGroup var common: Common

  func validate() throws {
    guard part == nil || regions.isEmpty, !lens.isAsked || part == nil && regions.isEmpty else {
      throw ValidationError("--part, --regions and a look back do not go together.")
    }
  }

  func run() throws {
    if let part { return try writePart(part) }
    if !regions.isEmpty { return try showAll() }
    let notebook = try common.open()
    let seen = try lens.seen(common, notebook)
    let tally = try common.tally(Reach.self, notebook, seen)
    guard !common.json else { return try Terminal.json(Reach.table(tally)) }
    if let remark = seen.remark() { Terminal.remark(remark) }
    Terminal.show(Reach.page(tally, common.lang, naming: seen.naming))
  }
}

extension ReachCommand {
  /// Beside whoever writes, as far as the views have come.
  private func writePart(_ file: String) throws {
    let (engine, membership) = try opened()
    let line = ProgressLine(common.say("tæller igennem", "counting through"), common.lang)
    let tally = try engine.tally(
      Reach.self, of: membership.ownSelection, jobs: ProcessInfo.processInfo.activeProcessorCount,
      progress: Progress(total: Int(try engine.journal.end)) { line.tell($0, of: $1) })
    line.clear()
    let (region, now) = (membership.figuresRegion, Now.read().moment)
    let view = try engine.snapshot().versions.first { $0.view == Reach.name }
    let figures = RegionFigures(
      region, membership.name, made: now, view ?? ViewVersion(view: Reach.name, fingerprint: ""), tally)
    try common.write(try figures.text(engine.keyring), to: file)
    try common.answer(
      region.isEmpty
        ? common.say(
          "Tallene for alt uden region ligger i \(file).", "The figures of all of no region are in \(file).")
        : common.say(
          "Tallene for \(region) ligger i \(file): der står intet om nogen i dem.",
          "The figures of \(region) are in \(file): nothing of anybody stands in them."),
      json: ["region": region, "file": file])
  }

  private func opened() throws -> (Engine, Membership) {
    let engine = try common.folder.openForReading()
    guard let membership = try Membership(of: common.folder.path, engine.journal, engine.keyring) else {
      throw MachinesError.noFleet
    }
    return (engine, membership)
  }

  private func showAll() throws {
    let (engine, membership) = try opened()
    let parts = try regions.map { try RegionFigures(common.text(of: $0), from: $0, engine.keyring) }
    let sum = try RegionFigures.sum(parts, regions: membership.fleet.regions)
    guard !common.json else { return try Terminal.json(Reach.table(sum)) }
    let places = parts.map { $0.region.isEmpty ? $0.machine : $0.region }.sorted().joined(separator: ", ")
    Terminal.remark(
      common.say(
        "Lagt sammen af \(places). ‘tillid status --contents’ på en hub siger det samme om reach: sha256:\(try Engine.contentHash(of: sum))",
        "Added up from \(places). ‘tillid status --contents’ on a hub says the same of reach: sha256:\(try Engine.contentHash(of: sum))"
      ))
    let naming = try common.naming(Notebook(engine), nil)
    Terminal.show(Reach.page(sum, common.lang, naming: naming))
  }
}
