import ArgumentParser
import Events
import Exchange
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild

struct Tail: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Events as CloudEvents, one JSON object a line, for those who may see them.")

  @Option(name: .long, help: "Begin after this position of the log.") var after: UInt64 = 0
  @Flag(name: .long, help: "Go on as events come, until interrupted.") var follow = false
  @OptionGroup var common: Common

  func run() throws {
    let engine = try opened()
    var reader = try EventReader(engine.journal, engine.keyring)
    var position = after
    var standings: [Handle: Standing] = [:]
    while true {
      let (events, last) = try reader.events(after: position, atMost: 1000)
      for event in events where try mayShow(event, engine, &standings) {
        try Terminal.jsonLine(CloudEvent(event))
      }
      fflush(nil)
      for aside in reader.takeUnreadable() { Terminal.complain("tillid: \(aside)") }
      if last == position {
        guard follow else { return }
        standings = [:]
        Thread.sleep(forTimeInterval: 0.2)
      }
      position = last
    }
  }

  /// Beside whoever writes; where there are no views yet, they are built first.
  private func opened() throws -> Engine {
    if let engine = try served() { return engine }
    return try common.open().engine
  }

  private func served() throws -> Engine? {
    let engine = try common.folder.openForReading()
    return try engine.needsBuilding() ? nil : engine
  }

  /// What somebody said who no longer agrees to be remembered is shown to nobody; that they said no is.
  private func mayShow(_ event: Event, _ engine: Engine, _ standings: inout [Handle: Standing]) throws -> Bool
  {
    switch event.content {
    case .consentGiven, .consentWithdrawn: return true
    default: break
    }
    guard !event.handle.isOrganisation else { return true }
    let standing = try standings[event.handle] ?? engine.standing(of: event.handle)
    standings[event.handle] = standing
    return standing.shows(event)
  }
}
