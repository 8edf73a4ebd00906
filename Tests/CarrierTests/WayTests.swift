import Broker
import Events
import Foundation
import Journal
import Machines
import Testing

@testable import Carrier

/// With real brokers, on loopback.
@Suite("The carrier gives, takes in and remembers")
struct WayTests {
  @Test("what was told is remembered as given only when the stream has it, and then the stream has all of it")
  func given() async throws {
    let hub = try Station(hub: "hub-1")
    try hub.tell(100)
    try await hub.carrying { carrier in
      for _ in 0..<20 {
        #expect(carrier.logbook.mark.position == 0)
        try await Task.sleep(for: .milliseconds(20))
      }
      try hub.startBroker()
      try await until("all is given") { try carrier.logbook.mark.position == hub.journal.end }
      try hub.tell(1)
      try await until("the line that follows is given") {
        try carrier.logbook.mark.position == hub.journal.end
      }
      let reader = try await carrier.connection.consumer(stream: BrokerUser.events, durable: "hub-1_all")
      var found: Set<EventID> = []
      while try found != hub.ids {
        let some = try await reader.next(atMost: 100, wait: .seconds(5))
        try #require(!some.isEmpty)
        found.formUnion(try some.flatMap { Parcel.records(in: $0.bytes) }.map { try Arrival($0).header.id })
      }
    }
    // How far it came stands in the folder for the next carrier.
    #expect(try Mark(path: hub.path + "/machine/given").position == hub.journal.end)
  }

  @Test("a carrier that is killed gives some once more, and each log has every event once")
  func again() async throws {
    let hub = try Station(hub: "hub-1")
    try hub.startBroker()
    try hub.tell(50)
    for _ in 0..<2 {
      try await hub.carrying { carrier in
        try await until("all is given") { try carrier.logbook.mark.position == hub.journal.end }
      }
      try FileManager.default.removeItem(atPath: hub.path + "/machine/given")
    }
    let end = try hub.journal.end
    try await hub.carrying { carrier in
      try await until("all is given again") { carrier.logbook.mark.position == end }
      try await until("all of it has come back") {
        let info = try await carrier.connection.reader("hub-1", of: BrokerUser.events)
        return info == 0
      }
    }
    #expect(try hub.journal.end == end)
  }

  @Test(
    "a van's lines come to the hub and stay in its own stream; nothing is said while all begins; a stream that was lost is made anew under another name, and goes on"
  )
  func van() async throws {
    let hub = try Station(hub: "hub-1")
    let van = try Station(.van, "van-1", of: hub)
    try await hub.carrying { hubCarrier in
      try await van.carrying { vanCarrier in
        try hub.startBroker()
        try van.startBroker()
        let first = try van.tell(200)
        try await until("the hub has the van's lines") { try hub.ids.isSuperset(of: first) }
        try await until("the van has a stream") {
          MachineFolder(van.path).outbox(of: van.journal.origin) != nil
        }
        let outbox = try #require(MachineFolder(van.path).outbox(of: van.journal.origin))
        try await until("the hub takes from \(outbox)") { try await hubCarrier.sources() == [outbox] }
        try await until("the van has given all") { try vanCarrier.logbook.mark.position == van.journal.end }
        let kept = try #require(try await vanCarrier.connection.stream(outbox)).messages
        #expect(kept > 0)
        #expect(hub.said.all + van.said.all == [])

        van.killBroker()
        try van.wipeBroker()
        try van.startBroker()
        try await until("the van has another stream, and the hub takes from it") {
          let new = MachineFolder(van.path).outbox(of: van.journal.origin)
          let sources = try await hubCarrier.sources()
          return new != outbox && sources == [new]
        }
        let before = try #require(try await hubCarrier.connection.stream(BrokerUser.events)).messages
        let second = try van.tell(3)
        try await until("the hub has what was told since") { try hub.ids.isSuperset(of: second) }
        // The three may be one parcel.
        try await until("it came by the stream") {
          try await hubCarrier.connection.stream(BrokerUser.events)?.messages ?? 0 > before
        }
      }
    }
  }

  @Test("a line that two machines both give stands in nobody's way: what a van tells after it comes")
  func twice() async throws {
    let hub = try Station(hub: "hub-1")
    let van = try Station(.van, "van-1", of: hub)
    try hub.startBroker()
    try van.startBroker()
    try await hub.carrying { hubCarrier in
      try await van.carrying { vanCarrier in
        try await until("the hub takes from the van's stream") {
          let outbox = MachineFolder(van.path).outbox(of: van.journal.origin)
          let sources = try await hubCarrier.sources()
          return outbox != nil && sources == [outbox]
        }
        // As a phone's, which came to both.
        let line = try hub.record(
          .note(Line("kaffe"), given: []), of: .organisation, id: EventID(origin: 77, sequence: 1))
        _ = try await hub.journal.take([try Arrival(line)])
        try await until("the hub has given it") { try hubCarrier.logbook.mark.position == hub.journal.end }
        try await until("both have the same") { try hub.ids == van.ids }
        try await until("the van has given all") { try vanCarrier.logbook.mark.position == van.journal.end }
        vanCarrier.logbook.mark.reset()
        let told = try van.tell(3)
        let reader = try await hubCarrier.connection.consumer(stream: BrokerUser.events, durable: "hub-1_all")
        var found: Set<EventID> = []
        try await until("all of it came from the van by the stream") {
          let some = try await reader.next(atMost: 100, wait: .seconds(1))
          let given = some.filter { $0.subject.hasPrefix("tillid.van.van-1.") }
          let records = given.flatMap { Parcel.records(in: $0.bytes) }
          found.formUnion(try records.map { try Arrival($0).header.id })
          return found.isSuperset(of: told)
        }
      }
    }
  }

  @Test("a machine that stands alone starts nothing, and writes nothing")
  func alone() async throws {
    let single = try Station()
    let before = try FileManager.default.contentsOfDirectory(atPath: single.path).sorted()
    let said = single.said
    try await Carrying(single.notebook, in: single.path, .danish, endsAlone: true) { said.add($0) }.run()
    #expect(try FileManager.default.contentsOfDirectory(atPath: single.path).sorted() == before)
    #expect(single.said.all == [])
  }
}

extension Carrier {
  /// From which streams that of the hubs takes.
  func sources() async throws -> [String?] {
    try await connection.stream(BrokerUser.events)?.sources.map(\.stream) ?? []
  }
}

extension BrokerConnection {
  /// How much a reader of ours has before it.
  func reader(_ name: String, of stream: String) async throws -> Int {
    struct Info: Decodable {
      let num_pending: Int
      let num_ack_pending: Int
    }
    let answer = try await ask("$JS.API.CONSUMER.INFO.\(stream).\(name)", [])
    let info = try JSONDecoder().decode(Info.self, from: Data(answer))
    return info.num_pending + info.num_ack_pending
  }
}
