import Events
import Foundation
import Keyring
import Notebook
import Rebuild
import Testing

@testable import Machines

@Suite struct `Somebody who moves to another region` {
  private func country() async throws -> (Country, Handle) {
    let country = try await Country()
    let kaj = try country.nord.hears("Kaj")
    try country.nord.tell("fik mad", about: "Kaj")
    try country.nord.tell("var hos tandlægen", about: "Kaj")
    try await country.meetAll()
    return (country, kaj)
  }

  /// What each region has of somebody whom the hub knows.
  private func expect(_ kaj: Handle, at home: Station, not away: Station, of hub: Station) throws {
    let views = try hub.views(of: kaj)
    #expect(views.keys.contains("timeline") && views.keys.contains("consent"))
    #expect(try home.views(of: kaj) == views)
    #expect(try home.records(of: kaj) == hub.records(of: kaj))
    #expect(try home.key(of: kaj) == hub.key(of: kaj))
    #expect(try away.views(of: kaj).isEmpty)
    #expect(try away.keyring.status(of: kaj) == .unknown)
    for station in [hub, home, away] { #expect(try station.findings == []) }
  }

  @Test func `is let go of where they were, and whole where they are`() async throws {
    let (country, kaj) = try await country()
    try expect(kaj, at: country.nord, not: country.syd, of: country.hub)
    try country.hub.notebook.move("Kaj", to: "syd")
    try country.hub.membership.follow()
    #expect(country.hub.membership.stillHeld == [StillHeld(machine: "nord", participants: 1)])
    try await country.meetAll()
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    #expect(country.hub.membership.stillHeld == [])
    let before = try country.nord.engine.contentHashes()
    try country.nord.engine.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try country.nord.engine.contentHashes() == before)
    try country.nord.reopen()
    #expect(country.nord.membership.region(of: kaj) == "syd")
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
  }

  @Test func `has new lines where they are, and none where they were`() async throws {
    let (country, kaj) = try await country()
    try country.hub.notebook.move("Kaj", to: "syd")
    try await country.meetAll()
    try country.syd.tell("fik mad i syd", about: "Kaj")
    let there = try country.nord.records(of: kaj)
    try await country.meetAll()
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    #expect(try country.nord.records(of: kaj) == there)
  }

  @Test func `is told of by name where they were, without the name lying there`() async throws {
    let (country, kaj) = try await country()
    try country.hub.notebook.move("Kaj", to: "syd")
    try await country.meetAll()
    for name in ["Kaj", "kaj", kaj.description] {
      #expect(
        refusal { try country.nord.notebook.participant(named: name) }
          == NotebookError.moved(name, to: "syd").sentence(.english))
      #expect(
        refusal { try country.nord.tell("fik mad", about: name) }
          == NotebookError.moved(name, to: "syd").sentence(.english))
    }
    #expect(
      refusal { try country.nord.notebook.participant(named: "Bo") }
        == NotebookError.unknown("Bo", similar: []).sentence(.english))
    _ = try country.hub.notebook.erase("Kaj")
    try await country.meetAll()
    #expect(
      refusal { try country.nord.notebook.participant(named: "Kaj") }
        == NotebookError.unknown("Kaj", similar: []).sentence(.english))
    #expect(try country.nord.keyring.status(of: kaj) == .destroyed)
    #expect(country.hub.membership.unconfirmed == [])
    #expect(!FileManager.default.fileExists(atPath: country.nord.path + "/machine/moved"))
  }

  @Test func `may move back and forth, under one key for ever`() async throws {
    let (country, kaj) = try await country()
    let key = try country.hub.key(of: kaj)
    for round in 0..<3 {
      let (to, from) = round.isMultiple(of: 2) ? (country.syd, country.nord) : (country.nord, country.syd)
      try country.hub.notebook.move("Kaj", to: to.name)
      try await country.meetAll()
      try to.tell("fik mad, gang \(round)", about: "Kaj")
      try await country.meetAll()
      try expect(kaj, at: to, not: from, of: country.hub)
      #expect(try to.key(of: kaj) == key)
      if round == 1 { try to.reopen() }
    }
    #expect(country.hub.membership.stillHeld == [])
  }

  @Test func `and was moved by the region itself while nobody was in reach is not lost`() async throws {
    let country = try await Country()
    let kaj = try country.nord.hears("Kaj")
    try country.nord.tell("fik mad", about: "Kaj")
    try country.nord.notebook.move("Kaj", to: "syd")
    try country.nord.tell("var hos tandlægen", about: "Kaj")
    #expect(try country.nord.keyring.status(of: kaj) == .live)
    try await country.meetAll()
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    #expect(try country.hub.records(of: kaj) == 6)
  }

  @Test func `while the region before was away brings its lines along`() async throws {
    let (country, kaj) = try await country()
    try country.hub.notebook.move("Kaj", to: "syd")
    try country.nord.tell("fik mad, og huben ved det ikke", about: "Kaj")
    try await country.syd.meet(country.hub)
    try country.syd.tell("fik mad i syd", about: "Kaj")
    try await country.meetAll()
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    #expect(try country.hub.records(of: kaj) == 7)
  }

  @Test func `over a line that is cut anywhere is always whole somewhere`() async throws {
    for messages in stride(from: 1, to: 22, by: 3) {
      let country = try await Country()
      let kaj = try country.nord.hears("Kaj")
      try country.nord.tell("fik mad", about: "Kaj")
      try country.nord.notebook.move("Kaj", to: "syd")
      try? await country.nord.meet(country.hub, messages: messages)
      let hasLeft = try country.nord.keyring.status(of: kaj) == .unknown
      if hasLeft { #expect(try country.hub.key(of: kaj) != nil && country.hub.records(of: kaj) == 5) }
      try country.nord.reopen()
      try await country.meetAll()
      try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    }
  }

  @Test func `takes nobody along who stays`() async throws {
    let (country, kaj) = try await country()
    let inge = try country.nord.hears("Inge")
    try country.nord.tell("fik mad", about: "Inge")
    try await country.meetAll()
    let before = try country.nord.views(of: inge)
    try country.hub.notebook.move("Kaj", to: "syd")
    try await country.meetAll()
    #expect(try country.nord.views(of: inge) == before)
    try expect(kaj, at: country.syd, not: country.nord, of: country.hub)
    try expect(inge, at: country.nord, not: country.syd, of: country.hub)
  }

  @Test func `is drawn no second key by events that come from a file`() async throws {
    let (country, kaj) = try await country()
    try country.hub.notebook.move("Kaj", to: "syd")
    try await country.meetAll()
    let late = Event(
      id: EventID(origin: 77, sequence: 1), handle: kaj, happened: When(minute: 1),
      recorded: Moment(milliseconds: 1), content: .note(Line("fik mad"), given: []))
    let taken = try country.nord.notebook.take([late])
    #expect(taken == Notebook::Taken(elsewhere: [late.id]))
    #expect(try country.nord.keyring.status(of: kaj) == .unknown)
  }
}
