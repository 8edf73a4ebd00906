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
    abstract: "Carries events between the organisation's machines, until it is asked to stop.",
    discussion: """
      ‘tillid serve’ does the same beside its pages. This is for a machine without pages. Both need the broker of \
      this machine: nats-server -c DATA/broker/nats.conf.
      """)

  @OptionGroup var common: Common

  func run() async throws {
    let notebook = try common.open()
    guard let carrier = try common.carrier(notebook) else { throw MachinesError.noFleet }
    Terminal.complain(
      common.say(
        "Tillid bærer mellem maskinerne. Ctrl-C stopper.",
        "Tillid carries between the machines. Ctrl-C stops it."))
    var logger = Logger(label: "tillid")
    logger.logLevel = .error
    let group = ServiceGroup(
      services: [carrier], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await group.run()
  }
}

extension Common {
  /// What carries events between this machine and the others; nil on one that stands alone.
  func carrier(_ notebook: Notebook) throws -> Carrier? {
    let engine = notebook.engine
    guard let membership = try Membership(of: folder.path, engine.journal, engine.keyring) else { return nil }
    return try Carrier(notebook, membership) { Terminal.complain("tillid: \($0)") }
  }
}
