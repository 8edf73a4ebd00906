import ArgumentParser
import Events
import Machines
import Notebook

struct MachinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "machines",
    abstract: "All machines of ours: who has met whom, what waits, and which erasures are not confirmed.",
    discussion: "It reads beside whoever writes, and is no reading of anybody's history.")
  @OptionGroup var common: Common

  func run() throws {
    try common.folder.checkExists()
    guard let membership = try common.folder.membership() else { throw MachinesError.noFleet }
    let report = membership.report(at: Now.read().moment)
    guard !common.json else { return try Terminal.json(report) }
    if report.rows.isEmpty {
      print(
        Terminal.wrap(
          common.say(
            "\(report.machine) har ikke mødt de andre endnu.", "\(report.machine) has not met the others yet."
          ),
          indent: 0))
    }
    for row in report.rows { common.show(row, of: report) }
    for remark in report.remarks(common.lang) { print(Terminal.wrap(remark, indent: 0)) }
  }
}

extension Common {
  /// `van-nord   van · nord      met 9 days ago; …`
  func show(_ row: FleetReport.Row, of report: FleetReport) {
    let kind = row.region.isEmpty ? row.role : "\(row.role) · \(row.region)"
    let start = "\(row.name.padding(to: 10)) \(kind.padding(to: 15)) "
    print(start + Terminal.wrap(report.state(of: row, lang), indent: 27, begun: start.count - 27))
  }
}

struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "A participant belongs to another region from now on.",
    discussion:
      "Machines of that region get the key and the history; those of the one before let go of both.")
  @Argument(help: "The participant.") var name: String
  @Option(name: .customLong("to"), help: "The region.") var region: String
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    let telling = try circumstances.telling()
    let order = FleetOrder.move(
      participant: name, region: region, at: telling.at, when: telling.when?.description)
    let ordered = try common.carryOut(order, by: telling.by)
    try common.answers(
      [
        common.say(
          "\(name) hører til regionen \(region) fra nu af. Dens maskiner får nøgle og historie ved næste møde.",
          "\(name) belongs to the region \(region) from now on. Its machines get key and history when they next meet."
        )
      ], ordered, json: ["name": name, "region": region])
  }
}
