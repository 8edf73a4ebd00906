import Events
import Notebook
import Reach
import Rebuild
import Testing

@testable import Machines

@Suite struct `The figures of all regions` {
  private func figures(_ station: Station) throws -> RegionFigures {
    let (engine, membership) = (station.engine, station.membership)
    let view = try #require(try engine.snapshot().versions.first { $0.view == Reach.name })
    let tally = try engine.tally(
      Reach.self, of: membership.ownSelection, jobs: 2, progress: Progress(total: 0))
    let made = RegionFigures(
      membership.figuresRegion, station.name, made: Moment(milliseconds: 1), view, tally)
    return try RegionFigures(try made.text(station.keyring), from: "\(station.name).reach", station.keyring)
  }

  /// Stops and people of both regions, of the hub, and of phones, whose origin nobody's is.
  private func told() async throws -> Country {
    let country = try await Country()
    for (number, station) in [country.nord, country.syd, country.hub].enumerated() {
      _ = try station.hears("Person \(station.name)")
      try station.tell("fik mad og en tid hos tandlægen", about: "Person \(station.name)")
      var stop = Telling("hjalp tre med en tid hos tandlægen")
      stop.at = "Torvet \(station.name)"
      _ = try station.notebook.note(stop)
      var phone = Telling("en tid hos tandlægen til en til")
      (phone.at, phone.id) = ("Havnen", EventID(origin: UInt64(901 + number), sequence: 1))
      _ = try station.notebook.note(phone)
    }
    try await country.meetAll()
    try country.hub.notebook.move("Person nord", to: "syd")
    try await country.meetAll()
    return country
  }

  @Test func `added up are those of the hub, by hash of contents`() async throws {
    let country = try await told()
    let parts = try [country.hub, country.nord, country.syd].map(figures)
    #expect(parts.map(\.region) == ["", "nord", "syd"])
    let sum = try RegionFigures.sum(parts, regions: country.hub.membership.fleet.regions)
    let whole = try country.hub.engine.tally(Reach.self)
    #expect(!whole.isEmpty && sum.stored == whole.stored)
    #expect(try Engine.contentHash(of: sum) == country.hub.engine.contentHashes()[Reach.name])
    #expect(parts.allSatisfy { !$0.tally.isEmpty && $0.tally.stored != whole.stored })
    // A phone told some of it: what a region shows is more than its own, and cannot be added.
    #expect(try country.nord.engine.tally(Reach.self).stored != parts[1].tally.stored)
  }

  @Test func `lack none, and have none twice`() async throws {
    let country = try await told()
    let (hub, nord, syd) = (try figures(country.hub), try figures(country.nord), try figures(country.syd))
    #expect(
      refusal { try RegionFigures.sum([hub, nord], regions: ["nord", "syd"]) }
        == MachinesError.figuresMissing(["syd"]).sentence(.english))
    #expect(
      refusal { try RegionFigures.sum([hub, nord, nord, syd], regions: ["nord", "syd"]) }
        == MachinesError.figuresTwice("nord").sentence(.english))
    var other = syd
    other.view = ViewVersion(view: Reach.name, fingerprint: "0000000000000000")
    #expect(
      refusal { try RegionFigures.sum([hub, nord, other], regions: ["nord", "syd"]) }
        == MachinesError.figuresDiffer("nibe", "syd").sentence(.english))
  }

  @Test func `open for nobody else, and not when a word of them was changed`() async throws {
    let (country, others) = (try await told(), try await Country())
    let made = try figures(country.nord)
    let text = try made.text(country.nord.keyring)
    #expect(
      refusal { try RegionFigures(text, from: "f", others.hub.keyring) }
        == MachinesError.notWhole("f").sentence(.english))
    #expect(
      refusal {
        try RegionFigures(text.replacing("region: nord", with: "region: syd"), from: "f", country.hub.keyring)
      } == MachinesError.notWhole("f").sentence(.english))
  }
}
