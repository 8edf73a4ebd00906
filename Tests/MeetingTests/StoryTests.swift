import Events
import Journal
import Keyring
import Testing

@testable import Meeting

@Suite struct `A meeting` {
  let mona = Handle(high: 1, low: 1)
  let hund = Handle(high: 2, low: 2)

  private func machines(_ names: String...) throws -> (Organisation, [Post]) {
    let organisation = try Organisation()
    return (organisation, try names.map { try Post($0, of: organisation) })
  }

  @Test func `brings a van's evening to the hub, and the hub's day to the van`() async throws {
    let (_, posts) = try machines("hub", "van")
    let (hub, van) = (posts[0], posts[1])
    try hub.meetSomebody(mona)
    try van.meetSomebody(hund)
    _ = try van.note("fik mad og en varm jakke", about: hund)

    let report = try await van.meet(hub)

    #expect((report.sent, report.received, report.equal) == (3, 2, true))
    #expect((report.keysSent, report.keysReceived) == (1, 1))
    #expect(try hub.records == (try van.records))
    #expect(try hub.keyring.status(of: hund) == .live && van.keyring.status(of: mona) == .live)
    #expect(try hub.findings.isEmpty && van.findings.isEmpty)
  }

  @Test func `of two that have the same is two small messages`() async throws {
    let (_, posts) = try machines("hub", "van")
    try posts[0].meetSomebody(mona)
    try await posts[0].meet(posts[1])
    let wire = Wire()
    let report = try await posts[1].meet(posts[0], over: wire)
    #expect(report.equal && report.sent + report.received == 0)
    #expect(wire.messages.count == 2 && wire.mostBytes < 100)
  }

  @Test func `lets two vans write about the same person, and both evenings stand`() async throws {
    let (_, posts) = try machines("hub", "north", "south")
    try posts[0].meetSomebody(mona)
    for van in posts.dropFirst() { try await van.meet(posts[0]) }
    _ = try posts[1].note("mødt ved stoppet i nord", about: mona)
    _ = try posts[2].note("mødt ved stoppet i syd", about: mona)
    for van in posts.dropFirst() { try await van.meet(posts[0]) }
    try await posts[1].meet(posts[0])
    #expect(try posts[1].records == (try posts[2].records))
    #expect(try posts[0].records.count == 4)
  }

  @Test func `takes an erasure to a van that was away, and what it wrote meanwhile opens nowhere`()
    async throws
  {
    let (_, posts) = try machines("hub", "van")
    let (hub, van) = (posts[0], posts[1])
    try hub.meetSomebody(mona)
    try await van.meet(hub)
    try hub.write(.erased([mona]), about: .organisation)
    try hub.settle()
    let late = try van.note("har fået tid hos tandlægen", about: mona)

    try await van.meet(hub)
    try van.settle()

    #expect(try hub.records == (try van.records) && hub.records[late] != nil)
    for machine in posts { #expect(try machine.keyring.status(of: mona) == .destroyed) }
    try await van.meet(hub)
    try await hub.meet(van)
    for machine in posts { #expect(try machine.keyring.status(of: mona) == .destroyed) }
  }

  @Test func `fills a machine that was wiped`() async throws {
    let (organisation, posts) = try machines("hub", "van")
    try posts[1].meetSomebody(mona)
    try posts[1].meetSomebody(hund)
    try posts[1].write(.erased([hund]), about: .organisation)
    try posts[1].settle()
    try await posts[1].meet(posts[0])
    try posts[0].settle()
    let new = try Post("van", of: organisation)
    let report = try await new.meet(posts[0])
    #expect(report.equal && report.keysReceived == 1)
    #expect(try new.records == (try posts[0].records))
    try new.settle()
    #expect(try new.keyring.status(of: hund) == .destroyed)
  }

  @Test func `gives a machine that was put back from a disk image a new origin, and loses nothing`()
    async throws
  {
    let (_, posts) = try machines("hub", "van")
    let (hub, van) = (posts[0], posts[1])
    try van.meetSomebody(mona)
    let image = try van.image()
    let told = try van.note("fik mad", about: mona)
    try await van.meet(hub)
    try van.putBack(image)
    let origin = van.journal.origin

    let report = try await van.meet(hub)

    #expect(report.newOrigin == van.journal.origin && van.journal.origin != origin)
    #expect(try van.records[told] != nil && report.partings.isEmpty && report.equal)
    let next = try van.note("fik kaffe", about: mona)
    #expect(next == EventID(origin: van.journal.origin, sequence: 1))
    try van.reopen()
    #expect(van.journal.origin == next.origin)
    #expect(try await van.meet(hub).equal)
  }

  @Test func `names a forged record, which goes nowhere, and everything else goes on`() async throws {
    let (organisation, posts) = try machines("hub", "van")
    let (hub, van) = (posts[0], posts[1])
    try hub.meetSomebody(mona)
    try await van.meet(hub)
    let id = EventID(origin: 77, sequence: 5)
    let other = try Post("other", of: organisation)
    _ = try await hub.desk.take([try sealed(id, "har sagt ja", by: hub)])
    _ = try await van.desk.take([try sealed(id, "har sagt nej", by: van)])
    _ = try van.note("fik mad", about: mona)

    let report = try await van.meet(hub)

    #expect(report.partings == [Parting(.event(id), peer: "hub")] && !report.equal && report.sent == 1)
    #expect(hub.desk.partings == [Parting(.event(id), peer: "van")])
    #expect(try hub.records[id] != (try van.records[id]))
    #expect(report.partings.first?.description.contains("\(id)") == true)
    try await other.meet(hub)
    #expect(try other.records[id] == (try hub.records[id]))
    #expect(try await other.meet(van).partings.count == 1)
  }

  private func sealed(_ id: EventID, _ line: String, by post: Post) throws -> [UInt8] {
    let header = Header(type: .note, handle: mona, id: id).bytes
    let event = Event(
      id: id, handle: mona, happened: When(minute: 0), recorded: Moment(milliseconds: 0),
      content: .note(Line(line), given: []))
    return header + (try post.keyring.seal(event.body, for: mona, binding: header))
  }

  @Test func `brings no record that was damaged where it lay`() async throws {
    let (_, posts) = try machines("hub", "van")
    try posts[0].meetSomebody(mona)
    try await posts[1].meet(posts[0])
    var record = try sealed(EventID(origin: 78, sequence: 1), "fik mad", by: posts[0])
    record[record.count - 20] ^= 1
    let taken = try await posts[1].desk.take([record, Array(record.prefix(20)), []])
    #expect(taken.appended.isEmpty && taken.refused.count == 3)
    #expect(taken.refused.contains { $0.contains("damaged") })
  }

  @Test func `names a key that is another on the two machines, and replaces neither`() async throws {
    let (_, posts) = try machines("hub", "van")
    try posts[0].meetSomebody(mona)
    try posts[1].keyring.makeKey(for: mona)
    let before = try posts[1].keyring.lend([mona]) { $0.map(\.1) }
    var other = try posts[0].keyring.lend([mona]) { keys in keys.map { ($0.0, Array($0.1)) } }
    #expect(try posts[1].keyring.take(&other).parted == [mona] && other.isEmpty)
    #expect(try posts[1].keyring.lend([mona]) { $0.map(\.1) } == before)
  }

  @Test func `gives a locked-out machine one answer, which says so`() async throws {
    let (organisation, posts) = try machines("hub", "van")
    try posts[0].meetSomebody(mona)
    organisation.rules.lockOut("van")
    let wire = Wire()
    await #expect(throws: MeetingError.lockedOut(by: "hub")) {
      _ = try await Meeting.run(posts[1].desk, peer: "hub") { bytes in
        try wire.carry(bytes) { posts[0].desk.answer($0, from: "van") }
      }
    }
    #expect(try wire.messages.count == 2 && posts[1].journal.end == 0)
    await #expect(throws: MeetingError.peerIsLockedOut("van")) { try await posts[0].meet(posts[1]) }
  }

  @Test func `with a region is about those whom it keeps, and a move brings all that was written of them`()
    async throws
  {
    let (organisation, posts) = try machines("hub", "syd")
    let (hub, region) = (posts[0], posts[1])
    organisation.rules.keep([mona], on: "syd")
    try hub.meetSomebody(mona)
    try hub.meetSomebody(hund)
    try hub.write(.stopOpened, about: .organisation)

    #expect(try await region.meet(hub).equal)
    #expect(try region.journal.end == 3 && region.keyring.status(of: hund) == .unknown)
    #expect(try await hub.meet(region).equal)

    organisation.rules.keep([mona, hund], on: "syd")
    let report = try await region.meet(hub)
    #expect(report.equal && report.received == 2 && report.keysReceived == 1)
  }

  @Test func `keeps each message within its size, but for one large record that goes alone`() async throws {
    let (_, posts) = try machines("hub", "van")
    try posts[1].meetSomebody(mona)
    for _ in 0..<40 { _ = try posts[1].note(String(repeating: "kaffe ", count: 8_000), about: mona) }
    _ = try posts[1].note(String(repeating: "x", count: 1 << 20), about: mona)
    _ = try posts[1].note("fik mad", about: mona)
    for there in [posts[0], posts[1]] {
      let wire = Wire()
      let here = there === posts[0] ? posts[1] : posts[0]
      #expect(try await here.meet(there, over: wire).equal)
      let sizes = wire.messages.map(\.count).filter { $0 > MessageSize.usual + 20_000 }
      #expect(sizes.count <= 1)
    }
  }

  @Test func `passes over a stream's event whose key has not come, until a meeting brings both`() async throws
  {
    let (_, posts) = try machines("hub", "van")
    try posts[1].meetSomebody(mona)
    let streamed = try posts[1].records.sorted { $0.key < $1.key }.map(\.value)
    let taken = try await posts[0].desk.take(streamed)
    #expect(taken.appended.isEmpty && taken.waiting == [mona])
    #expect(try posts[0].journal.end == 0)
    #expect(try await posts[0].meet(posts[1]).received == 2)
    let again = try await posts[0].desk.take(streamed)
    #expect(again.known == 2 && again.waiting.isEmpty)
  }
}
