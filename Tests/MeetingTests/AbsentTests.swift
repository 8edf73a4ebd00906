import Events
import Journal
import Keyring
import Rebuild
import Testing

@testable import Meeting

/// A key that was drawn elsewhere and has not come.
@Suite struct `Nobody draws a key for somebody else's participant` {
  let mona = Handle(high: 1, low: 1)
  let hund = Handle(high: 2, low: 2)
  private let organisation: Organisation
  private let hub: Post
  private let region: Post

  init() throws {
    let organisation = try Organisation()
    self.organisation = organisation
    hub = try Post("hub", of: organisation, views: true)
    region = try Post("syd", of: organisation, views: true)
    let machine = Machine(
      "hub", .hub, origin: hub.journal.origin, publicKey: [UInt8](repeating: 7, count: 32))
    try hub.write(.machineAdmitted(machine), about: .organisation)
  }

  /// As a stream that knows no regions would bring it.
  private func bring() async throws {
    let records = try hub.records.sorted { $0.key < $1.key }.map(\.value)
    _ = try await region.desk.take(records, keyless: [mona, hund])
    try region.settle()
  }

  private func bringKeys() async throws {
    #expect(try await region.meet(hub).equal)
    try region.settle()
  }

  private func isCalm(_ post: Post) throws -> Bool {
    let report = try post.engine?.verify { _, _ in }
    let asides = try post.engine?.status().flatMap(\.asides)
    return report?.findings == [] && asides == []
  }

  private func same() throws -> Bool {
    try hub.engine?.contentHashes() == (try region.engine?.contentHashes())
  }

  @Test func `neither catching up nor building, and nothing is amiss`() async throws {
    try hub.meetSomebody(mona)
    try await bring()
    #expect(try region.keyring.status(of: mona) == .unknown)
    try region.engine?.rebuild(jobs: 2, progress: Progress(total: 1))
    #expect(try region.keyring.status(of: mona) == .unknown)
    #expect(region.engine?.absent() == [mona])
    #expect(try isCalm(region))
    #expect(try region.engine?.verify { _, _ in }.keyless == 2)
  }

  @Test(arguments: [false, true])
  func `and when the key comes, that person is told anew`(stops: Bool) async throws {
    try hub.meetSomebody(mona)
    _ = try hub.note("fik mad og en tid hos tandlægen", about: mona)
    try hub.settle()
    try await bring()
    #expect(try !same())
    if stops {
      try await region.meet(hub)
      try region.reopen()
      try region.settle()
    } else {
      try await bringKeys()
    }
    #expect(try same() && isCalm(region))
    #expect(region.engine?.absent() == [])
    _ = try region.note("fik mad", about: mona)
    try await region.meet(hub)
    try hub.settle()
    try region.settle()
    #expect(try same())
  }

  @Test func `also not for one who is said to be somebody whose key is here`() async throws {
    try hub.meetSomebody(hund)
    try hub.meetSomebody(mona)
    try hub.write(.samePerson(mona), about: hund)
    try hub.write(.samePerson(hund), about: mona)
    try hub.settle()
    var key = try hub.keyring.lend([hund]) { keys in keys.map { ($0.0, Array($0.1)) } }
    _ = try region.keyring.take(&key)
    try await bring()
    #expect(try region.keyring.status(of: mona) == .unknown)
    #expect(try region.engine?.keeper(of: mona) == hund && hub.engine?.keeper(of: hund) == mona)
    try region.engine?.rebuild(jobs: 1, progress: Progress(total: 1))
    #expect(try region.keyring.status(of: mona) == .unknown)
    try await bringKeys()
    #expect(try region.engine?.keeper(of: hund) == mona)
    #expect(try same() && isCalm(region))
  }

  @Test func `and who is erased before the key came is erased`() async throws {
    try hub.meetSomebody(mona)
    try await bring()
    try hub.write(.erased([mona]), about: .organisation)
    try hub.settle()
    try await bringKeys()
    #expect(try region.keyring.status(of: mona) == .destroyed)
    #expect(region.engine?.absent() == [])
    #expect(try same() && isCalm(region))
  }

  @Test func `but a key that is missing where there is one machine is a finding`() async throws {
    let alone = try Post("alone", of: organisation, views: true)
    try hub.meetSomebody(mona)
    let records = try hub.records.values.filter { try Header($0.span.bytes).handle == mona }
    _ = try await alone.desk.take(records, keyless: [mona])
    try alone.settle()
    let findings = try alone.engine?.verify { _, _ in }.findings
    #expect(findings?.count == 1 && findings?.first?.contains("there is no key for \(mona) any more") == true)
  }
}
