import ArgumentParser
import Carrier
import Events
import Foundation
import Machines
import Notebook
import Rebuild

/// Who decides it.
struct Deciding: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Who decides it.", valueName: "name"))
  var by: String = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
}

/// What came of an order, and who has carried it out.
struct Ordered {
  let outcome: FleetOutcome
  /// The one that runs here and writes; nil where this command did it.
  let process: Int32?
}

extension Common {
  /// Lets the process do it that writes here, through its door; where none runs, this command writes.
  func carryOut(_ order: FleetOrder, by: String = "") throws -> Ordered {
    try folder.checkExists()
    if let done = try Door.ask(order, by: by, lang, in: folder.path) {
      return Ordered(outcome: done.outcome, process: done.process)
    }
    let notebook = try open()
    let outcome = try FleetDesk(notebook, in: folder.path).carryOut(order, by: by)
    return Ordered(outcome: outcome, process: nil)
  }

  /// The sentences, and a last one on who did it.
  func answers(_ sentences: [String], _ ordered: Ordered, json value: [String: String]) throws {
    let by = ordered.process.map { ["process": "\($0)"] } ?? [:]
    try answers(sentences + [whoDid(ordered)], json: value.merging(by) { first, _ in first })
  }

  private func whoDid(_ ordered: Ordered) -> String {
    guard let process = ordered.process else {
      return say(
        "Skrevet af denne kommando: her kører intet, der skriver.",
        "Written by this command: nothing runs here that writes.")
    }
    let waits = say(
      " Brokeren her svarer ikke og får det at vide, når den gør.",
      " The broker here does not answer, and is told when it does.")
    return say(
      "Gjort af den proces, der kører her (nr. \(process)); den kører videre.",
      "Done by the process that runs here (number \(process)), which goes on.")
      + (ordered.outcome.isHeeded == false ? waits : "")
  }
}
