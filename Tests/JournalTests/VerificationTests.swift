import Events
import Journal
import LMDB
import TestGround
import Testing

@Suite struct `A verification` {
  let folder: Folder
  let origin: UInt64

  init() throws {
    folder = try Folder()
    let journal = try Journal(at: folder.path)
    _ = try journal.appendNow((1...50).map { .note("\($0)") })
    origin = journal.origin
  }

  /// The positions found one by one, after `change` was made behind the log's back.
  func found(_ change: (inout WriteTransaction, Tampering.Tables) throws -> Void) throws -> [Position?] {
    try Tampering(folder).change(change)
    let report = try Journal(at: folder.path, access: .readOnly).verify(body: { position, _, record in
      bytes(record).dropFirst(34) == Array("\(position)".utf8)[...] ? nil : "the body is another"
    })
    #expect(report.findings.allSatisfy { !$0.sentence.isEmpty })
    return report.findings.filter { $0.position == $0.last }.map(\.position)
  }

  func record(_ position: UInt64, _ write: borrowing WriteTransaction, _ tables: Tampering.Tables) throws
    -> [UInt8]
  {
    guard let record = try write.value(at: position, in: tables.records) else { return [] }
    return bytes(record)
  }

  @Test func `finds nothing in a sound log, and counts it`() throws {
    var reached: [Position] = []
    let report = try Journal(at: folder.path).verify(progress: { at, _ in reached.append(at) })
    #expect(report.isSound && report.records == 50 && reached.last == 50)
  }

  @Test func `finds two records that changed places`() throws {
    #expect(
      Set(
        try found { write, tables in
          let (a, b) = (try record(7, write, tables), try record(9, write, tables))
          try write.put(b.span.bytes, at: 7, in: tables.records)
          try write.put(a.span.bytes, at: 9, in: tables.records)
        }) == [7, 9])
  }

  @Test(arguments: [[20], [50], [1], [3, 4, 5]] as [[UInt64]])
  func `finds records that are missing, also the last`(missing: [UInt64]) throws {
    let positions = try found { write, tables in
      for at in missing { try write.delete(at, in: tables.records) }
    }
    #expect(Set(positions) == Set(missing))
  }

  @Test(arguments: 0..<36)
  func `finds any altered byte of a record`(offset: Int) throws {
    let positions = try found { write, tables in
      var altered = try record(30, write, tables)
      altered[offset] ^= 0x10
      try write.put(altered.span.bytes, at: 30, in: tables.records)
    }
    // Type and handle are bound by the seal, which a body's check looks into, and by the tree.
    #expect((1..<18).contains(offset) ? positions.isEmpty : positions.contains(30))
    let report = try Journal(at: folder.path, access: .readOnly).verify()
    #expect(report.covers(30))
  }

  @Test func `finds ids that are lost, invented or point elsewhere`() throws {
    let positions = try found { write, tables in
      try write.delete(Pair(origin, 10), in: tables.ids)
      try write.put(([0, 0, 0, 0, 0, 0, 0, 12] as [UInt8]).span.bytes, at: Pair(origin, 11), in: tables.ids)
      try write.put(([0, 0, 0, 0, 0, 0, 0, 99] as [UInt8]).span.bytes, at: Pair(origin, 99), in: tables.ids)
      try write.put(([1, 2] as [UInt8]).span.bytes, at: Pair(origin, 100), in: tables.ids)
    }
    #expect(Set(positions) == [10, 11, 12, 99, nil])
  }
}
