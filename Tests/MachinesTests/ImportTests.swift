import Events
import Exchange
import Foundation
import Meeting
import Notebook
import Testing

@testable import Machines

@Suite struct `A file that is brought in` {
  private static let journal = """
    date;name;text
    2026-01-05;Kaj;fik mad ved stoppet
    2026-01-06;Inge;var hos tandlægen
    2026-01-07;Kaj;fik mad igen
    """
  private static let longer = journal + "\n2026-01-08;Kaj;fik mad en gang til\n2026-01-09;Bo;fik mad"

  @discardableResult
  private func bring(
    _ text: String = journal, to station: Station, region: String? = nil
  ) throws -> IntakeReport {
    let path = station.path + "/journal.csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var choice = IntakeChoice(source: "journal.csv")
    (choice.consent, choice.how, choice.cases) = ([.care], "spoken", .participants)
    choice.region = region ?? station.notebook.region
    let (map, notebook) = (try CSVGuess.map(of: path).map, station.notebook)
    func meaning() throws -> CSVMeaning {
      try CSVMeaning(path: path, map, today: Day(year: 2026, month: 3, day: 1)) {
        try? notebook.kinds([$0]).first
      }
    }
    let intake = try Intake(notebook, choice)
    try intake.takePeople(try meaning())
    try intake.takeRows(try meaning(), aside: { _ in })
    try notebook.catchUp()
    return intake.report
  }

  private func timeline(_ name: String, _ station: Station) throws -> [UInt8]? {
    try station.views(of: station.notebook.participant(named: name))["timeline"]
  }

  @Test func `on a machine of a region belongs to that region`() async throws {
    let country = try await Country()
    #expect(try bring(to: country.nord).newPeople == 2)
    try await country.meetAll()
    let kaj = try country.nord.notebook.participant(named: "Kaj")
    #expect(country.hub.membership.region(of: kaj) == "nord")
    #expect(try timeline("Kaj", country.hub) == timeline("Kaj", country.nord))
    #expect(try country.hub.findings == [] && country.nord.findings == [])
    #expect(
      refusal { try country.syd.notebook.participant(named: "Kaj") }
        == NotebookError.unknown("Kaj", similar: []).sentence(.english))
  }

  @Test func `on a hub belongs to the region that is said`() async throws {
    let country = try await Country()
    try bring(to: country.hub, region: "syd")
    try await country.meetAll()
    #expect(try timeline("Inge", country.syd) == timeline("Inge", country.hub))
    #expect(
      refusal { try country.nord.notebook.participant(named: "Inge") }
        == NotebookError.unknown("Inge", similar: []).sentence(.english))
  }

  @Test func `on a second machine brings nothing, and a longer one what is new`() async throws {
    let country = try await Country()
    try bring(to: country.hub, region: "nord")
    try await country.meetAll()
    let again = try bring(to: country.nord)
    #expect(again.events == 0 && again.known == 3 && again.newPeople == 0)
    let more = try bring(Self.longer, to: country.nord)
    #expect(more.known == 3 && more.newPeople == 1)
    try await country.meetAll()
    #expect(country.hub.desk.partings.isEmpty && country.nord.desk.partings.isEmpty)
    for name in ["Kaj", "Inge", "Bo"] {
      #expect(try timeline(name, country.nord) == timeline(name, country.hub))
    }
    #expect(try country.hub.notebook.directory().bearers(of: "Kaj").count == 1)
  }

  @Test func `on two machines that have not met parts nothing, and one is taken out again`() async throws {
    let country = try await Country()
    let there = try bring(to: country.hub, region: "nord")
    try bring(to: country.nord)
    try await country.meetAll()
    #expect(country.hub.desk.partings.isEmpty && country.nord.desk.partings.isEmpty)
    #expect(try country.hub.notebook.directory().bearers(of: "Kaj").count == 2)
    _ = try Undoing(try #require(there.id), country.hub.notebook).run(country.hub.notebook, reason: "import")
    try country.hub.notebook.catchUp()
    try await country.meetAll()
    #expect(try country.hub.notebook.directory().bearers(of: "Kaj").count == 1)
    #expect(try timeline("Kaj", country.nord) == timeline("Kaj", country.hub))
  }

  @Test func `takes in nothing of who has moved away`() async throws {
    let country = try await Country()
    try bring(to: country.nord)
    try await country.meetAll()
    try country.hub.notebook.move("Kaj", to: "syd")
    try await country.meetAll()
    let more = try bring(Self.longer, to: country.nord)
    #expect(more.elsewhere == 3 && more.known == 1 && more.newPeople == 1)
    #expect(more.sentences(.english).contains { $0.contains("belongs to another region") })
    try await country.meetAll()
    #expect(try bring(Self.longer, to: country.syd).newPeople == 0)
    try await country.meetAll()
    #expect(try timeline("Kaj", country.syd) == timeline("Kaj", country.hub))
    #expect(try country.hub.notebook.directory().bearers(of: "Kaj").count == 1)
  }
}
