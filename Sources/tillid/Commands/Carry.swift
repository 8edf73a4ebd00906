import ArgumentParser
import Carrier
import Foundation
import Logging
import Machines
import Notebook
import Rebuild
import ServiceLifecycle
import UnixSignals

struct Carry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Carry events between the organisation's machines, until it is asked to stop.",
    discussion: """
      ‘tillid serve’ does the same beside its pages. This is for a machine without pages. Both need the broker of \
      this machine: nats-server -c DATA/broker/nats.conf.
      """)

  @OptionGroup var common: Common

  func run() async throws {
    try common.folder.checkExists()
    guard MachineFolder(common.folder.path).isOneOfSeveral else { throw MachinesError.noFleet }
    let notebook = try common.open()
    let (carrying, door) = common.fleet(
      notebook, FleetDesk(notebook, in: common.folder.path), endsAlone: true)
    Terminal.complain(
      common.say(
        "Tillid bærer mellem maskinerne. Ctrl-C stopper.",
        "Tillid carries between the machines. Ctrl-C stops it."))
    var logger = Logger(label: "tillid")
    logger.logLevel = .error
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: carrying, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: door),
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}

extension Common {
  /// What carries events between this machine and the others, and the door for those who look after it.
  func fleet(_ notebook: Notebook, _ desk: FleetDesk, endsAlone: Bool = false) -> (Carrying, Door) {
    let carrying = Carrying(notebook, in: folder.path, lang, endsAlone: endsAlone) {
      Terminal.complain("tillid: \($0)")
    }
    desk.carries(carrying)
    return (carrying, Door(desk, in: folder.path, lang) { Terminal.complain("tillid: \($0)") })
  }
}
