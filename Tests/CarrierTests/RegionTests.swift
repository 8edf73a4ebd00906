import Events
import Foundation
import Journal
import Keyring
import Machines
import Notebook
import Rebuild
import Testing

@testable import Broker
@testable import Carrier

@Suite("What travels as if it were for all")
struct RegionTests {
  /// A machine of nord, where one participant is said to belong to nord, and one to syd.
  private struct Nord {
    let hub: Station
    let nord: Station
    let ours = Handle.random()
    let theirs = Handle.random()

    init() throws {
      hub = try Station(hub: "hub-1")
      nord = try Station(.region, "nord-1", region: "nord", of: hub)
      try nord.tell(.participantMoved(region: "nord"), of: ours)
      try nord.tell(.participantMoved(region: "syd"), of: theirs)
    }

    /// Which of these lines a machine of nord keeps, where a hub gave all as no region's.
    func keeps(_ about: [Handle]) throws -> [Bool] {
      let lines = try about.enumerated().map { number, handle in
        try hub.record(.line, of: handle, id: EventID(origin: 77, sequence: UInt64(number) + 1))
      }
      let message = Incoming(
        subject: "tillid.hub.hub-1.all.3", id: "", bytes: [UInt8](parcel: lines), reply: "", status: 0)
      let kept = Set(try Ways(nord.membership()).kept(of: [message]))
      return lines.map(kept.contains)
    }
  }

  @Test("a region keeps what is of its own participants, of nobody else's, and what is the organisation's")
  func judged() throws {
    let country = try Nord()
    #expect(
      try country.keeps([country.ours, country.theirs, Handle.random(), .organisation])
        == [true, false, false, true])
  }

  @Test("a region judges by what came a moment ago, and not by what it knew when it last looked")
  func followed() throws {
    let country = try Nord()
    let membership = try country.nord.membership()
    try country.nord.tell(.participantMoved(region: "nord"), of: country.theirs)
    let line = try country.hub.record(.line, of: country.theirs, id: EventID(origin: 77, sequence: 1))
    let message = Incoming(subject: "tillid.van.van-1.all.0", id: "", bytes: line, reply: "", status: 0)
    #expect(try Ways(membership).kept(of: [message]) == [line])
  }

  @Test("whose key has come, and not yet whose region they are of, is kept; who was erased meanwhile is not")
  func keyFirst() throws {
    let country = try Nord()
    let keyring = country.nord.notebook.engine.keyring
    let (coming, erased) = (Handle.random(), Handle.random())
    for handle in [coming, erased] { try keyring.makeKey(for: handle) }
    _ = try keyring.destroy([erased])
    #expect(try country.keeps([coming, erased]) == [true, false])
  }

  @Test("what is told of somebody right after they moved is given under the region that they moved to")
  func given() throws {
    let country = try Nord()
    let hub = country.hub
    let carrier = try Carrier(hub.notebook, hub.membership()) { _ in }
    let kaj = Handle.random()
    try hub.tell(.participantMoved(region: "nord"), of: kaj)
    let told = try hub.tell(.line, of: kaj)
    let given = try carrier.unsent(after: 0).0.first { $0.id == told.description }
    #expect(given?.subject.split(separator: ".")[3] == "nord")
  }
}

extension Content {
  fileprivate static var line: Content { .note(Line("kaffe"), given: []) }
}

extension [UInt8] {
  /// A parcel of these records, as it travels.
  fileprivate init(parcel records: [[UInt8]]) {
    self = [0]
    for record in records {
      self += Swift.withUnsafeBytes(of: UInt32(record.count).bigEndian) { Array($0) } + record
    }
  }
}
