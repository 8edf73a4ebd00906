import Events
import HashTree
import Journal
import Keyring
import StoryTelling
import Testing

@testable import Meeting

@Suite struct `A peer's bytes` {
  private func talked() async throws -> (hub: Post, van: Post, messages: [[UInt8]]) {
    let organisation = try Organisation()
    let (hub, van) = (try Post("hub", of: organisation), try Post("van", of: organisation))
    for number in 1...20 { try [hub, van][number % 2].meetSomebody(Handle(high: 9, low: UInt64(number))) }
    let wire = Wire()
    try await van.meet(hub, over: wire)
    _ = try van.note("fik mad", about: Handle(high: 9, low: 1))
    try await van.meet(hub, over: wire)
    return (hub, van, wire.messages)
  }

  private func mutated(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &chance)
      case 2: bytes.removeSubrange(place..<min(place + 9, bytes.count))
      case 3: bytes.insert(contentsOf: repeatElement(0xff, count: 10), at: place)
      default: bytes = Array(bytes.prefix(place))
      }
    }
    return bytes
  }

  @Test func `that are no question are answered with a sentence, and leave the log sound`() async throws {
    let (hub, _, messages) = try await talked()
    let before = try hub.records
    var chance = Chance(seed: 1)
    for _ in 0..<3_000 {
      let message = mutated(messages.randomElement(using: &chance) ?? [], &chance)
      _ = try Reply(hub.desk.answer(message, from: "van"))
    }
    let after = try hub.records
    #expect(before.allSatisfy { after[$0] == $1 })
    #expect(try hub.findings.isEmpty)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `that are no answer end a meeting with a sentence, and the next one is whole`(seed: UInt64)
    async throws
  {
    let (hub, van, _) = try await talked()
    let person = Handle(high: 9, low: 2)
    for _ in 0..<5 { _ = try hub.note("fik mad", about: person) }
    var chance = Chance(seed: seed)
    let wire = Wire()
    do {
      _ = try await Meeting.run(van.desk, peer: "hub") { bytes in
        let answer = try wire.carry(bytes) { hub.desk.answer($0, from: "van") }
        return chance.happens(1, of: 3) ? mutated(answer, &chance) : answer
      }
    } catch let error as MeetingError {
      #expect(!error.description.isEmpty)
    } catch is House.Torn {}
    #expect(try van.findings.isEmpty)
    let report = try await van.meet(hub)
    #expect(report.partings.isEmpty && report.equal)
  }

  @Test func `may have fields of a newer version`() throws {
    var bytes = Question.compare(.empty).bytes
    var writer = WireWriter()
    writer.text(99, "noget nyt")
    bytes += writer.bytes
    guard case .compare(let digest) = try Question(bytes) else { return #expect(Bool(false)) }
    #expect(digest == .empty)
  }

  @Test func `survive being written and read`() throws {
    let (id, handle) = (EventID(origin: 7, sequence: 1 << 40), Handle(high: 3, low: 4))
    let bytes: [UInt8] = [1, 2, 3]
    let block = Block.of(id)
    let leaf = TreeHash.leaf(bytes.span.bytes)
    let list = BlockList(block: block, leaves: [(id.sequence, leaf)])
    let head = OriginHead(origin: 7, last: 9, count: 3, digest: leaf)
    var taken = TakenThere()
    (taken.appended, taken.known, taken.parted) = (3, 4, [id])
    (taken.refused, taken.waiting) = (["nej"], [handle])
    let replies: [Reply] = [
      .lockedOut, .refused("nej"), .compared(isEqual: true, lacking: [handle]), .origins([head], next: 8),
      .blocks([BlockHead(block: block, digest: leaf)], next: block), .lists([list], next: nil),
      .records([[1], [2, 3]], next: id), .keys([9], destroyed: [handle], withheld: []),
      .keysTaken(kept: 2, parted: [handle]), .lacking([handle]), .taken(taken), .noted,
    ]
    for reply in replies { #expect(try "\(Reply(reply.bytes))" == "\(reply)") }
    let questions: [Question] = [
      .compare(leaf), .origins(from: 5), .blocks([block]), .lists([block]),
      .fetch([Run(origin: 7, first: 1, last: 5)]), .wantKeys([handle]), .giveKeys([1]), .lacking([handle]),
      .push([[1, 2]], keyless: [handle]), .parted([(id, leaf)]),
    ]
    for question in questions { #expect(try "\(Question(question.bytes))" == "\(question)") }
  }
}
