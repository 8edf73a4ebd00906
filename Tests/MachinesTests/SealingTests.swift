import Events
import Journal
import Testing

@testable import Machines

@Suite struct `Keys for another machine` {
  private func machine(_ identity: MachineIdentity) -> Machine {
    Machine(identity.name, .van, origin: 0, publicKey: identity.publicKey)
  }

  private let keys: [(Handle, [UInt8])] = (0..<3).map { (Handle.random(), [UInt8](repeating: $0, count: 32)) }

  @Test("What is sealed to one machine opens there, and is what was sealed")
  func opens() throws {
    let (nibe, van) = (MachineIdentity("nibe"), MachineIdentity("van-nord"))
    let sealed = try nibe.seal(keys: keys, to: machine(van))
    let opened = try van.openKeys(sealed, from: machine(nibe))
    #expect(opened.map(\.0) == keys.map(\.0))
    #expect(opened.map(\.1) == keys.map(\.1))
  }

  @Test(
    "It opens on no other, as from no other, under no other name, for no other purpose, and with no bit changed"
  )
  func opensNowhereElse() throws {
    let (nibe, van, other) = (
      MachineIdentity("nibe"), MachineIdentity("van-nord"), MachineIdentity("van-syd")
    )
    let sealed = try nibe.seal(keys: keys, to: machine(van))
    #expect(throws: MachinesError.self) { try other.openKeys(sealed, from: machine(nibe)) }
    #expect(throws: MachinesError.self) { try van.openKeys(sealed, from: machine(other)) }
    var renamed = machine(nibe)
    renamed.name = "aarhus"
    #expect(throws: MachinesError.self) { try van.openKeys(sealed, from: renamed) }
    #expect(throws: MachinesError.self) { try van.open(sealed, for: "answer", from: machine(nibe)) }
    for bit in stride(from: 0, to: sealed.count * 8, by: 7) {
      var changed = sealed
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: MachinesError.self) { try van.openKeys(changed, from: machine(nibe)) }
    }
    for count in [0, 1, 31, 32, 47, sealed.count - 1] {
      #expect(throws: MachinesError.self) {
        try van.openKeys(Array(sealed.prefix(count)), from: machine(nibe))
      }
    }
  }

  @Test(
    "A hub and a machine of no region may have every key, others those of their region, and nobody else any")
  func mayRead() throws {
    let site = try Site("nibe")
    let names = ["aarhus", "van-all", "van-nord", "van-syd", "van-lost"].map { MachineIdentity($0) }
    try site.admit(site.identity, .hub, origin: site.journal.origin)
    try site.admit(names[0], .hub, origin: 10)
    try site.admit(names[1], .van, origin: 11)
    try site.admit(names[2], .van, region: "nord", origin: 12)
    try site.admit(names[3], .van, region: "syd", origin: 13)
    try site.admit(names[4], .van, origin: 14)
    try site.tell(.machineLockedOut(name: "van-lost", reason: "stjålet"))
    let (kaj, inge, bo) = (try site.yes(at: 12, 1), try site.yes(at: 13, 1), try site.yes(at: 77, 1))
    let here = try site.membership()
    func readers(_ handle: Handle) -> [String] {
      (names.map(\.name) + ["nobody"]).filter { here.mayRead(handle, peer: $0) }
    }
    #expect(readers(kaj) == ["aarhus", "van-all", "van-nord"])
    #expect(readers(inge) == ["aarhus", "van-all", "van-syd"])
    #expect(readers(bo) == ["aarhus", "van-all"])
    try site.tell(.participantMoved(region: "syd"), of: kaj)
    try here.follow()
    #expect(readers(kaj) == ["aarhus", "van-all", "van-syd"])

    let key = [UInt8](repeating: 1, count: 32)
    let hub = try #require(here.asKnown)
    #expect(try names[3].openKeys(here.seal([(kaj, key)], to: "van-syd"), from: hub).count == 1)
    for peer in ["van-nord", "van-lost", "nobody"] {
      #expect(throws: MachinesError.self) { try here.seal([(inge, key), (kaj, key)], to: peer) }
    }
  }

  @Test("Two machines name the records that both keep alike, and another way once somebody has moved")
  func scopes() throws {
    let (site, van) = (try Site("nibe"), MachineIdentity("van-nord"))
    try site.admit(site.identity, .hub, origin: site.journal.origin)
    try site.admit(van, .van, region: "nord", origin: 12)
    try site.admit(MachineIdentity("aarhus"), .hub, origin: 10)
    let kaj = try site.yes(at: 12, 1)
    let here = try site.membership()
    #expect(here.scope(with: "aarhus") == "")
    let before = here.scope(with: "van-nord")
    let line = Header(type: .note, handle: kaj, id: EventID(origin: 12, sequence: 2))
    let stop = Header(type: .stopOpened, handle: .organisation, id: EventID(origin: 13, sequence: 2))
    #expect(before.hasPrefix("nord"))
    #expect(here.isInScope(line, peer: "van-nord"))
    try site.admit(MachineIdentity("van-syd"), .van, region: "syd", origin: 13)
    try site.tell(.participantMoved(region: "syd"), of: kaj)
    try here.follow()
    #expect(here.scope(with: "van-nord") != before)
    #expect(!here.isInScope(line, peer: "van-nord"))
    #expect(!here.isInScope(stop, peer: "van-nord"))
    for type: EventType in [.participantMoved, .vocabularyAdopted, .erased, .helperLeft] {
      let handle: Handle = type == .participantMoved ? kaj : .organisation
      #expect(here.isInScope(Header(type: type, handle: handle, id: stop.id), peer: "van-nord"))
    }
  }
}

@Suite struct `Erasures among machines` {
  @Test(
    "A machine tells a new origin once, and two that run from one image do not answer each other for ever")
  func announcing() throws {
    let site = try Site("van-nord", .van)
    #expect(try site.membership().announcement == nil)
    try site.admit(site.identity, .van, origin: 0)
    let here = try site.membership()
    #expect(here.announcement?.origin == site.journal.origin)
    try site.admit(site.identity, .van, origin: site.journal.origin)
    try site.admit(site.identity, .van, origin: 15)
    try here.follow()
    #expect(here.announcement == nil)
  }

  @Test(
    "An erasure waits for every machine that is admitted and not locked out, whichever of its origins answers"
  )
  func unconfirmed() throws {
    let site = try Site("nibe")
    try site.admit(site.identity, .hub, origin: site.journal.origin)
    let (van, lost) = (MachineIdentity("van-nord"), MachineIdentity("van-lost"))
    try site.admit(van, .van, origin: 12)
    try site.admit(lost, .van, origin: 14)
    let kaj = try site.yes(at: 12, 1)
    let erasure = try site.tell(.erased([kaj]))
    let here = try site.membership()
    #expect(here.unconfirmed == [Unconfirmed(erasure: erasure, machines: ["nibe", "van-lost", "van-nord"])])
    let receipt = Content.keyDestroyed(Destruction(erasure, [kaj], ended: 1, begun: 2, wrapped: 0))
    try site.tell(receipt)
    try site.tell(receipt, as: EventID(origin: 12, sequence: 9))
    try site.admit(van, .van, origin: 15)
    try here.follow()
    #expect(here.unconfirmed == [Unconfirmed(erasure: erasure, machines: ["van-lost"])])
    try site.tell(.machineLockedOut(name: "van-lost", reason: ""))
    try here.follow()
    #expect(here.unconfirmed.isEmpty)
  }

  @Test("What was written elsewhere about somebody erased is named once it comes, and only that")
  func refused() throws {
    let site = try Site("nibe")
    try site.admit(site.identity, .hub, origin: site.journal.origin)
    try site.admit(MachineIdentity("van-nord"), .van, origin: 12)
    let (kaj, inge) = (try site.yes(at: 12, 1), try site.yes(at: 12, 2))
    try site.tell(.erased([kaj]))
    for (sequence, handle) in [(3, kaj), (4, inge)] as [(UInt64, Handle)] {
      try site.tell(
        .note(Line("fik kaffe"), given: []), of: handle, as: EventID(origin: 12, sequence: sequence))
    }
    let here = try site.membership()
    #expect(here.refused == [Refused(event: EventID(origin: 12, sequence: 3), machine: "van-nord")])
    let said = here.report(at: Moment(milliseconds: 0)).remarks(.english).joined()
    #expect(said.contains("Refused: the event 000000000000000c-3 from van-nord"))
  }
}
