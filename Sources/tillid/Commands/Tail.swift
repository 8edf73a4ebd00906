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
    abstract: "Events as CloudEvents, one JSON object a line, for those who may see them.",
    discussion: """
      It reads beside whoever writes. Those whose events are shown can see that: it is written down first, and \
      stands in the log as soon as another command or the pages write.
      """)

  @Option(name: .long, help: "Begin after this position of the log.") var after: UInt64 = 0
  @Flag(name: .long, help: "Go on as events come, until interrupted.") var follow = false
  @Option(name: .long, help: ArgumentHelp("Who reads.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func run() throws {
    let engine = try opened()
    var reader = try EventReader(engine.journal, engine.keyring)
    var audience = Audience(Notebook(engine), by: by, in: common.folder.looks)
    var position = after
    while true {
      let (events, last) = try reader.events(after: position, atMost: 1000)
      for event in try audience.shown(of: events) { try Terminal.jsonLine(CloudEvent(event)) }
      fflush(nil)
      for aside in reader.takeUnreadable() { Terminal.complain("tillid: \(aside)") }
      if last == position {
        guard follow else { return }
        audience.forgetStandings()
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
}

/// Whose events may be shown to the one who reads, and that they were.
private struct Audience {
  private let notebook: Notebook
  private let telling: Telling
  private let looks: String
  private var standings: [Handle: Standing] = [:]
  /// The day on which somebody's events were last shown: one look a day for each.
  private var seen: [Handle: Day] = [:]

  /// - Parameter looks: the folder in which looks are left.
  init(_ notebook: Notebook, by: String, in looks: String) {
    (self.notebook, self.looks) = (notebook, looks)
    var telling = Telling("")
    telling.by = by
    self.telling = telling
  }

  mutating func forgetStandings() { standings = [:] }

  /// When this returns, it is written down whose history is among them.
  mutating func shown(of events: [Event]) throws -> [Event] {
    let shown = try events.filter { try mayShow($0) }
    let today = Now.read().today
    let read = Set(shown.filter(isHistory).map(\.handle)).filter { seen[$0] != today }.sorted()
    guard !read.isEmpty else { return shown }
    do {
      try notebook.leaveLooks(at: read, view: "events", .following, telling, in: looks)
    } catch let error as CocoaError {
      throw CommandError.looksNotWritten(looks, CommandError.reason(error))
    }
    for handle in read { seen[handle] = today }
    return shown
  }

  /// Who has read is no history that somebody would be told of having been read.
  private func isHistory(_ event: Event) -> Bool {
    switch event.content {
    case .consentGiven, .consentWithdrawn, .historyRead: false
    default: !event.handle.isOrganisation
    }
  }

  /// What somebody said who no longer agrees to be remembered is shown to nobody; that they said no is.
  private mutating func mayShow(_ event: Event) throws -> Bool {
    switch event.content {
    case .consentGiven, .consentWithdrawn: return true
    default: break
    }
    guard !event.handle.isOrganisation else { return true }
    let standing = try standings[event.handle] ?? notebook.engine.standing(of: event.handle)
    standings[event.handle] = standing
    return standing.shows(event)
  }
}
