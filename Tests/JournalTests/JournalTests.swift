import Events
import Journal
import TestGround
import Testing

@Suite struct `A log` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func open(mapBytes: Int = 256 << 20) throws(JournalError) -> Journal {
    try Journal(at: folder.path, mapBytes: mapBytes)
  }

  @Test func `gives many callers at once gapless positions, and each its own receipt`() async throws {
    do {
      let journal = try open()
      try await withThrowingTaskGroup(of: Void.self) { callers in
        for caller in 0..<64 {
          callers.addTask {
            for number in 0..<200 {
              let body = "\(caller) \(number)"
              let receipt = try #require(try await journal.append([.note(body)]).first)
              let stored = try #require(try journal.record(at: receipt.position))
              let found = try journal.position(of: receipt.id)
              try #require(
                receipt.isNew && found == receipt.position && stored.dropFirst(34) == Array(body.utf8)[...])
            }
          }
        }
        try await callers.waitForAll()
      }
    }
    let journal = try open()
    let all = try journal.all()
    #expect(all.map(\.position) == Array(1...12_800))
    #expect(all.map(\.header.id.sequence) == Array(1...12_800))
    #expect(Set(all.map(\.body)).count == 12_800)
    #expect(try journal.verify().isSound)
  }

  @Test func `goes on where it was after every reopening`() throws {
    var identities: Set<UInt64> = []
    for round in 1...10 as ClosedRange<UInt64> {
      let journal = try open()
      identities.insert(journal.origin)
      let receipts = try journal.appendNow([.note(), .note()])
      #expect(receipts.map(\.position) == [2 * round - 1, 2 * round])
      #expect(receipts.map(\.id) == receipts.map { EventID(origin: journal.origin, sequence: $0.position) })
      #expect(try journal.end == 2 * round)
    }
    #expect(identities.count == 1)
  }

  @Test(arguments: UInt64(0)..<12)
  func `stores an id once, however often and wherever it comes`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let journal = try open()
    let ids = (0..<60).map { _ in
      EventID(origin: .random(in: 1...3, using: &random), sequence: .random(in: 1...40, using: &random))
    }
    let batches = (0..<40).map { _ in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in
        ids.randomElement(using: &random).map { Draft.note("\($0)", id: $0) } ?? .note()
      }
    }
    let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { callers in
      for batch in batches { callers.addTask { try await journal.append(batch) } }
      return try await callers.reduce(into: []) { $0 += $1 }
    }
    let byID = Dictionary(grouping: receipts, by: \.id)
    #expect(byID.values.allSatisfy { Set($0.map(\.position)).count == 1 })
    #expect(byID.values.allSatisfy { $0.count(where: \.isNew) == 1 })
    let all = try journal.all()
    #expect(all.map(\.position) == Array(1...UInt64(byID.count)))
    #expect(
      all.allSatisfy { $0.body == "\($0.header.id)" && byID[$0.header.id]?.first?.position == $0.position })
    let last = Dictionary(grouping: byID.keys, by: \.origin).compactMap { $0.value.max() }.sorted()
    #expect(try journal.seen() == last)
    #expect(try journal.verify().isSound)
  }

  @Test func `knows its own ids when they come back, and goes on after them`() throws {
    let journal = try open()
    let own = EventID(origin: journal.origin, sequence: 7)
    let first = try journal.appendNow([
      .note(id: own), .note(), .note(id: EventID(origin: journal.origin, sequence: 8)),
    ])
    #expect(first.map(\.id.sequence) == [7, 8, 8])
    #expect(first.map(\.isNew) == [true, true, false])
    #expect(try journal.appendNow([.note(id: own)]).first?.isNew == false)
  }

  @Test func `with another end than expected refuses that caller alone`() async throws {
    let journal = try open()
    let first = try await journal.append([.note(id: EventID(origin: 1, sequence: 1))], expecting: 0)
    #expect(first.first?.position == 1)
    let error = await #expect(throws: JournalError.self) { try await journal.append([.note()], expecting: 0) }
    #expect(error?.description == "the log ends at 1, not at 0 as expected: read what is new and try again")
    #expect(try await journal.append([.note()], expecting: 1).first?.position == 2)
    let again = try await journal.append([.note(id: EventID(origin: 1, sequence: 1))], expecting: 0)
    #expect(again.first?.position == 1)
  }

  @Test func `keeps nothing of a batch with a bad draft, and all of its neighbours'`() async throws {
    let journal = try open()
    let long = Draft(type: .note, handle: .organisation) { _ in
      [UInt8](repeating: 1, count: Journal.maximumRecordBytes)
    }
    try await withThrowingTaskGroup(of: Void.self) { callers in
      for number in 0..<60 {
        let drafts: [Draft] = [.note(), number % 3 == 1 ? .bad : number % 3 == 2 ? long : .note()]
        callers.addTask {
          do {
            let receipts = try await journal.append(drafts)
            #expect(number % 3 == 0 && receipts.count == 2)
          } catch JournalError.sealing { #expect(number % 3 == 1) } catch JournalError.oversized {
            #expect(number % 3 == 2)
          }
        }
      }
      try await callers.waitForAll()
    }
    #expect(try journal.all().map(\.header.id.sequence) == Array(1...40))
    #expect(try journal.verify().isSound)
  }

  @Test func `whose map is full grows, and no caller hears of it`() async throws {
    let journal = try open(mapBytes: 256 << 10)
    let body = String(repeating: "x", count: 5000)
    let positions = try await withThrowingTaskGroup(of: [Position].self) { callers in
      for _ in 0..<20 {
        callers.addTask {
          var positions: [Position] = []
          for _ in 0..<5 {
            positions += try await journal.append((0..<8).map { _ in .note(body) }).map(\.position)
            _ = try journal.read(after: 0, atMost: 50) { _, _, _ in }
          }
          return positions
        }
      }
      return try await callers.reduce(into: []) { $0 += $1 }
    }
    #expect(positions.sorted() == Array(1...800))
    #expect(try journal.all().count == 800)
    #expect(try journal.verify().isSound)
    _ = consume journal
    let small = try open(mapBytes: 256 << 10)
    #expect(try await small.append([.note("last")]).first?.position == 801)
  }

  @Test func `reads only the types that are asked for`() throws {
    let journal = try open()
    try _ = journal.appendNow((0..<100).map { .note("\($0)", type: $0 % 10 == 3 ? .correction : .note) })
    #expect(try journal.all(types: [.correction]).map(\.position) == (0..<10).map { $0 * 10 + 4 })
    #expect(try journal.all(types: [.erased]).isEmpty)
    var seen: [Position] = []
    try journal.records(at: [9, 2, 500, 2]) { position, _, _ in seen.append(position) }
    #expect(seen == [9, 2, 2])
  }

  @Test(arguments: UInt64(0)..<8)
  func `lends of a stretch the records that are wanted, as a look at all of it would`(seed: UInt64) throws {
    var random = Seeded(seed)
    let journal = try open()
    try _ = journal.appendNow((0..<300).map { .note("line \($0)") })
    let wanted = Set(
      (0..<UInt64.random(in: 1..<300, using: &random)).map { _ in
        UInt64.random(in: 1...310, using: &random)
      })
    let first = UInt64.random(in: 1..<300, using: &random)
    let stretch = first...UInt64.random(in: first...320, using: &random)
    var found: [String] = []
    try journal.records(in: stretch, where: wanted.contains) { position, header, record in
      found.append("\(position) \(header.id) \(bytes(record))")
    }
    var expected: [String] = []
    _ = try journal.read(after: 0, atMost: .max) { position, header, record in
      guard stretch.contains(position), wanted.contains(position) else { return }
      expected.append("\(position) \(header.id) \(bytes(record))")
    }
    #expect(found == expected)
  }

  @Test func `closed takes no more and still reads`() async throws {
    let journal = try open()
    async let waiting = journal.append([.note()])
    _ = try await waiting
    journal.close()
    let error = await #expect(throws: JournalError.self) { try await journal.append([.note()]) }
    #expect(error?.description.contains("is closed for writing") == true)
    #expect(try journal.all().count == 1)
  }
}
