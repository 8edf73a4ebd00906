import Events
import Foundation
import Journal
import TestGround
import Testing

@Suite struct `Records from another machine` {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func record(_ sequence: UInt64, _ body: String = "kaffe", origin: UInt64 = 7) -> [UInt8] {
    Header(type: .note, handle: Handle(high: 1, low: 2), id: EventID(origin: origin, sequence: sequence))
      .bytes
      + Array(body.utf8)
  }

  @Test func `lie here as they lay there, with the same leaf`() throws {
    let (one, other) = (try Journal(at: folder.path + "/one"), try Journal(at: folder.path + "/other"))
    _ = try one.appendNow([.note("kaffe"), .note("te"), .note("mad")])
    let records = try (1...3).compactMap { try one.record(at: $0) }
    let intake = try other.takeNow(records.reversed().map { try Arrival($0) })
    #expect(intake.appended.count == 3 && intake.known == 0)
    for record in records {
      let id = try Header(record.span.bytes).id
      let position = try #require(try other.position(of: id))
      #expect(try other.record(at: position) == record)
    }
    #expect(try other.verify().isSound)
  }

  @Test func `are taken once, however often they come`() async throws {
    let journal = try Journal(at: folder.path)
    let arrivals = try (1...5).map { try Arrival(record($0)) }
    #expect(try await journal.take(arrivals + arrivals).known == 5)
    #expect(try await journal.take(arrivals).known == 5)
    #expect(try journal.end == 5)
  }

  @Test func `that are others under an id which is here part from it, and the rest goes on`() throws {
    let journal = try Journal(at: folder.path)
    _ = try journal.takeNow([try Arrival(record(1))])
    // The same type, handle and length: only the bytes tell.
    let intake = try journal.takeNow(
      [try Arrival(record(1, "kuffe")), try Arrival(record(2)), try Arrival(record(2, "kuffe"))])
    #expect(intake.parted.map(\.sequence) == [1, 2] && intake.appended.map(\.sequence) == [2])
    #expect(try journal.record(at: 1) == record(1) && journal.record(at: 2) == record(2))
    #expect(try journal.verify().isSound)
  }

  @Test func `without a readable header, or with an id that nobody gives, are none`() throws {
    #expect(throws: ArrivalError.header(.tooShort(5))) { try Arrival([1, 1, 0, 0, 0]) }
    #expect(throws: ArrivalError.header(.unknownFormat(9))) { try Arrival([9] + record(1).dropFirst()) }
    #expect(throws: ArrivalError.noSuchID(EventID(origin: 7, sequence: 0))) { try Arrival(record(0)) }
    #expect(throws: ArrivalError.noSuchID(EventID(origin: 0, sequence: 3))) {
      try Arrival(record(3, origin: 0))
    }
    #expect(throws: ArrivalError.self) { try Arrival(record(.max)) }
  }

  @Test func `of a type of a newer version pass through`() throws {
    let journal = try Journal(at: folder.path)
    var bytes = record(1)
    bytes[1] = 250
    _ = try journal.takeNow([try Arrival(bytes)])
    #expect(try journal.record(at: 1) == bytes)
  }

  @Test func `are read by origin, in the order of their sequence numbers`() throws {
    let journal = try Journal(at: folder.path)
    _ = try journal.takeNow([5, 1, 9, 3].map { try Arrival(record($0)) })
    _ = try journal.takeNow([try Arrival(record(4, origin: 8))])
    var found: [UInt64] = []
    try journal.records(of: 7, in: 2...9) { _, header, _ in
      found.append(header.id.sequence)
      return header.id.sequence < 5
    }
    #expect(found == [3, 5])
    #expect(try journal.firstSequence(of: 7, from: 6) == 9)
    #expect(try journal.firstSequence(of: 7, from: 10) == nil)
  }
}

@Suite struct `A new origin` {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `is given to the next event, also after a stop, and nothing is lost`() throws {
    let journal = try Journal(at: folder.path)
    let first = try journal.appendNow([.note("kaffe")])[0].id
    let new = try journal.renewOrigin()
    #expect(new != first.origin && journal.origin == new)
    #expect(try journal.appendNow([.note("te")])[0].id == EventID(origin: new, sequence: 1))
    let name = journal.id
    journal.close()
    try FileManager.default.copyItem(atPath: folder.path, toPath: folder.path + "-later")
    defer { try? FileManager.default.removeItem(atPath: folder.path + "-later") }
    let later = try Journal(at: folder.path + "-later")
    #expect(later.origin == new && later.id == name)
  }

  @Test func `comes between two appends of many`() async throws {
    let journal = try Journal(at: folder.path)
    let ids = try await withThrowingTaskGroup(of: [EventID].self) { group in
      for _ in 0..<20 {
        group.addTask { try await journal.append([.note("kaffe"), .note("te")]).map(\.id) }
      }
      group.addTask {
        try renew(journal)
        return []
      }
      return try await group.reduce(into: [[EventID]]()) { $0.append($1) }.filter { !$0.isEmpty }
    }
    #expect(ids.allSatisfy { $0[0].origin == $0[1].origin && $0[0].sequence + 1 == $0[1].sequence })
    #expect(Set(ids.flatMap(\.self)).count == 40)
    #expect(try journal.verify().isSound)
  }

  @Test func `is not to be had where the log is only read`() throws {
    _ = try Journal(at: folder.path).appendNow([.note("kaffe")])
    let reader = try Journal(at: folder.path, access: .readOnly)
    #expect(throws: JournalError.self) { try reader.renewOrigin() }
  }
}

private func renew(_ journal: Journal) throws { try journal.renewOrigin() }
