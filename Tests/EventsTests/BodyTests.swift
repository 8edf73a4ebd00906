import Events
import TestGround
import Testing

@Suite struct `A body` {
  static let target = EventID(origin: 7, sequence: 9)
  static let line = Line(
    "\u{FFFC} kom med \u{FFFC} til æblekage", mentions: [Handle(high: 1, low: 2), Handle(high: 3, low: 4)])
  static let contents: [Content] = [
    .note(line, given: [GivenReading("meal"), GivenReading("doctor", .declined, holds: false)]),
    .presence([GivenReading("clothes")]),
    .correction(
      of: target, Amendment(line: Line(""), happened: When(minute: 5), counts: Counts(heads: 0), given: [])),
    .correction(of: target, Amendment(given: [GivenReading("angry", holds: false)])),
    .retraction(of: target, reason: "det var en anden"),
    .nameGiven("ham med hunden", isAlias: true),
    .samePerson(Handle(high: 9, low: 8)), .notSamePerson(Handle(high: 9, low: 8)),
    .consentGiven(
      Agreement([.care, .share], with: "kommunen", how: "spoken", witness: "Jytte", wording: "da-1")),
    .consentWithdrawn([.research]), .erased([Handle(high: 1, low: 1), Handle(high: 2, low: 2)]),
    .stopOpened, .stopCounted(Counts(heads: 18, meals: 0, newFaces: nil)), .stopCancelled(reason: "sne"),
    .promiseMade(line, due: When(minute: -5)), .promise(.kept, of: target, Line("ringede")),
    .promise(.broken, of: target, Line("")), .promise(.repaired, of: target, Line("")),
    .promise(.released, of: target, Line("")), .helperInvited(name: "Nell", role: "helper"),
    .helperLeft(name: "Nell"), .vocabularyAdopted(yaml: Array("kinds:".utf8)),
    .viewSwitched(
      ViewSwitch(
        [SwitchedView(ViewVersion(view: "Trust", fingerprint: "00ff"), contents: "ff00")],
        vocabulary: EventID(origin: 3, sequence: 4))),
    .historyRead(purpose: "before-visit", view: "Brief"), .releaseMade(Released(study: "doors")),
    .releaseMade(released),
    .keyDestroyed(Destruction(target, [Handle(high: 1, low: 1)], ended: 6, begun: 7, wrapped: 300_000)),
    .releaseRecalled(Handle(high: 7, low: 3), reason: "too wide"),
    .imported(Imported("journal.csv", count: 65_000)),
    .machineAdmitted(
      Machine("van-7", .van, region: "nord", origin: 7, publicKey: [UInt8](repeating: 7, count: 32))),
    .machineLockedOut(name: "van-7", reason: "stjålet"),
    .participantMoved(region: "syd"),
    .participantLetGo(
      Departure(Handle(high: 7, low: 3), to: "syd", move: target, told: Moment(milliseconds: 5))),
  ]

  static var released: Released {
    var released = Released(study: "doors", Handle(high: 7, low: 3))
    (released.tier, released.recipient, released.institution) = ("C", "Ida", "Universitetet")
    (released.question, released.position) = ("Hvad åbner døren?", 102_330)
    (released.policy, released.manifest) = ([1, 2], [3])
    (released.participants, released.events) = (2000, 98_123)
    released.supersedes = [Handle(high: 1, low: 9)]
    released.spent = [spending]
    return released
  }

  static var spending: Released.Spending {
    var spending = Released.Spending([9, 9], mechanism: "discrete-laplace", 1, 3)
    (spending.rho, spending.atDelta, spending.before, spending.after) = (5, 6, 7, 8)
    return spending
  }

  func event(_ content: Content) throws -> Event {
    Event(
      id: EventID(origin: 1, sequence: 2), handle: Handle(high: 5, low: 6),
      happened: try When(edtf: "2026-03-07T14:30"), recorded: Moment(milliseconds: 1_772_000_000_123),
      by: "Jytte", at: "Nibe", occasion: Self.target, content: content)
  }

  func read(_ body: [UInt8], _ event: Event) throws -> Event {
    let header = Header(type: event.content.type, handle: event.handle, id: event.id)
    return try Body.read(body.span.bytes, under: header)
  }

  @Test func `of every structural type reads as it was written`() throws {
    #expect(Set(Self.contents.map(\.type)) == Set(EventType.allCases))
    for content in Self.contents {
      let written = try event(content)
      #expect(try read(written.body, written) == written)
    }
  }

  @Test func `keeps fields that this version does not know`() throws {
    var later = WireWriter()
    later.text(99, "from next year")
    later.number(2000, 7)
    var written = try event(.stopOpened)
    written.unknown = later.bytes
    let again = try read(written.body, written)
    #expect(again.unknown == later.bytes)
    #expect(again.body == written.body)
  }

  @Test func `of a newer version is refused with its number`() throws {
    var writer = WireWriter()
    writer.number(1, 9)
    let known = try event(.stopOpened)
    #expect(throws: BodyError.newer(9, known.id)) { try read(writer.bytes, known) }
  }

  @Test func `without its target names what it lacks`() throws {
    let known = try event(.retraction(of: Self.target, reason: ""))
    let empty = try event(.stopOpened).body
    #expect(throws: BodyError.incomplete(known.id, "target")) { try read(empty, known) }
  }

  @Test func `cut or altered anywhere is an event or an error, never a crash`() throws {
    var random = Seeded(42)
    for content in Self.contents {
      let written = try event(content)
      for _ in 0..<200 {
        var bytes = written.body
        bytes[.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
        if Bool.random(using: &random) { bytes.removeLast(.random(in: 0...bytes.count, using: &random)) }
        _ = Result { try read(bytes, written) }
      }
    }
  }

  /// Written by the first trial's program; the bytes are as it left them.
  @Test func `of version 0 is upcast while it is read`() throws {
    let hex =
      "121032303234 2d30332d30372031313a3330 20f8dba6af06 2a054a79747465 32044e696265"
      + " 8201 0c66696b20656e206a616b6b65 9201 10636c6f746865733a68617070656e6564 9201 046d65616c"
    let old = bytes(hex)
    let header = Header(type: .note, handle: Handle(high: 5, low: 6), id: EventID(origin: 1, sequence: 2))
    let event = try Body.read(old.span.bytes, under: header)
    #expect(event.happened.description == "2024-03-07T11:30")
    #expect(event.recorded.description == "2024-03-07T12:07:20.000Z")
    #expect(event.by == "Jytte" && event.at == "Nibe")
    #expect(
      event.content == .note(Line("fik en jakke"), given: [GivenReading("clothes"), GivenReading("meal")]))
  }

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { $0 != " " }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

@Suite struct `A header` {
  @Test func `is its 34 bytes`() throws {
    let header = Header(type: .note, handle: .random(), id: EventID(origin: .max, sequence: 1))
    #expect(header.bytes.count == Header.byteCount)
    let bytes = header.bytes
    #expect(try Header(bytes.span.bytes) == header)
  }

  @Test func `of another format says so`() {
    var bytes = Header(type: .note, handle: .random(), id: EventID(origin: 1, sequence: 1)).bytes
    bytes[0] = 3
    #expect(throws: HeaderError.unknownFormat(3)) { try Header(bytes.span.bytes) }
    bytes.removeLast()
    #expect(throws: HeaderError.tooShort(33)) { try Header(bytes.span.bytes) }
  }
}
