import Events
import HashTree
import Journal
import LMDB
import TestGround
import Testing

/// The root as RFC 6962 (2.1) defines it, over records as they lie in the log.
private func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
  guard leaves.count > 1 else { return leaves.first ?? .empty }
  var half = 1
  while half * 2 < leaves.count { half *= 2 }
  let middle = leaves.startIndex + half
  return .node(root(leaves[..<middle]), root(leaves[middle...]))
}

extension Journal {
  fileprivate func leaves() throws -> [TreeHash] {
    try (1...max(1, end)).compactMap { try record(at: $0).map { TreeHash.leaf($0.span.bytes) } }
  }
}

extension Verification {
  /// Whether some finding names this position, alone or among others.
  func covers(_ position: Position) -> Bool {
    findings.contains { ($0.position ?? .max) <= position && position <= ($0.last ?? 0) }
  }
}

@Suite struct `The hash tree of a log` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func open(_ access: Journal.Access = .readWrite()) throws(JournalError) -> Journal {
    try Journal(at: folder.path, access: access)
  }

  func fill(_ count: Int) throws {
    _ = try open().appendNow((1...count).map { .note("\($0)") })
  }

  func tamper(_ change: (inout WriteTransaction, Tampering.Tables) throws -> Void) throws {
    try Tampering(folder).change(change)
  }

  func flip<Key>(_ table: Table<Key>, _ key: Key, byte: Int, _ write: inout WriteTransaction) throws {
    var altered = try copy(of: key, table, write)
    altered[byte % altered.count] ^= 1 << UInt8(byte % 8)
    try write.put(altered.span.bytes, at: key, in: table)
  }

  func copy<Key>(of key: Key, _ table: Table<Key>, _ write: borrowing WriteTransaction) throws -> [UInt8] {
    guard let value = try write.value(at: key, in: table) else { return [] }
    return bytes(value)
  }

  @Test(arguments: UInt64(0)..<6)
  func `has the root that its definition gives, whatever the batches and reopenings`(seed: UInt64) throws {
    var random = Seeded(seed)
    var heads: [Checkpoint] = []
    for _ in 0..<8 {
      let journal = try open()
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let count = Int.random(in: 1...200, using: &random)
        // Some of each batch are known already, and must not be counted again.
        let known = EventID(origin: journal.origin, sequence: 1)
        _ = try journal.appendNow((0..<count).map { .note("kaffe", id: $0 % 7 == 3 ? known : nil) })
      }
      let (head, leaves) = (try journal.checkpoint(), try journal.leaves())
      #expect(try head.size == journal.end && head.root == root(leaves[...]))
      #expect(try journal.verify().isSound)
      heads.append(head)
    }
    let journal = try open(.readOnly)
    let (now, leaves) = (try journal.checkpoint(), try journal.leaves())
    for head in heads {
      #expect(try journal.checkpoint(size: head.size) == head)
      #expect(try journal.hasGrown(from: head))
      let path = try journal.consistency(from: head.size, to: now.size)
      #expect(now.root.isGrown(from: head.root, head.size, to: now.size, path: path))
    }
    for index in stride(from: 0, to: now.size, by: 41) {
      let path = try journal.proof(of: index + 1, in: now)
      #expect(leaves[Int(index)].isIncluded(at: index, size: now.size, root: now.root, path: path))
    }
  }

  @Test func `of an empty log is the hash of nothing`() throws {
    let journal = try open()
    #expect(try journal.checkpoint().root == .empty)
    #expect(try journal.checkpoint().origin == "tillid/\(journal.id)")
    #expect(throws: JournalError.self) { try journal.proof(of: 1, in: journal.checkpoint()) }
    #expect(throws: JournalError.self) { try journal.checkpoint(size: 1) }
  }

  @Test(arguments: [false, true])
  func `is given to a log that was written without one, by the first who may write`(isBegun: Bool) throws {
    if isBegun { try fill(300) }
    let drafts = (1...700).map { Draft.note("\($0)") }
    let without = try Journal(
      at: folder.path, mapBytes: 256 << 20, access: .readWrite(), keepingTree: false)
    _ = try without.appendNow(drafts)
    let leaves = try without.leaves()
    _ = consume without
    let reading = #expect(throws: JournalError.self) { try open(.readOnly).checkpoint() }
    #expect(reading?.description.contains("open it for writing once") == true)
    #expect(try !open(.readOnly).verify().isSound)
    let head = try open().checkpoint()
    #expect(head.size == (isBegun ? 1000 : 700) && head.root == root(leaves[...]))
    #expect(try open(.readOnly).verify().isSound)
  }

  @Test func `shows that a log was cut back, and nothing is appended to such a log`() throws {
    try fill(300)
    let origin = try open().origin
    try tamper { write, tables in
      for position in 299...300 as ClosedRange<UInt64> {
        try write.delete(position, in: tables.records)
        try write.delete(Pair(origin, position), in: tables.ids)
      }
    }
    let journal = try open()
    let error = #expect(throws: JournalError.self) { try journal.appendNow([.note()]) }
    #expect(error?.description.contains("ends at position 298 while its hash tree counts 300") == true)
    #expect(throws: JournalError.self) { try journal.checkpoint() }
    let report = try journal.verify()
    #expect(report.covers(299) && report.covers(300) && report.findings.count == 1)
    #expect(try journal.all().count == 298)
  }

  @Test func `shows every changed bit, also in the last block, and where no seal can tell`() throws {
    try fill(600)
    var random = Seeded(1)
    for _ in 0..<120 {
      let position = UInt64.random(in: 1...600, using: &random)
      let byte = Int.random(in: 0..<36, using: &random)
      try tamper { write, tables in try flip(tables.records, position, byte: byte, &write) }
      #expect(try open(.readOnly).verify().covers(position), "byte \(byte) of \(position)")
      try tamper { write, tables in try flip(tables.records, position, byte: byte, &write) }
    }
    #expect(try open().verify().isSound)
  }

  @Test func `shows that records changed places together with their ids`() throws {
    try fill(600)
    let origin = try open().origin
    try tamper { write, tables in
      let (a, b) = (try copy(of: 20, tables.records, write), try copy(of: 580, tables.records, write))
      try write.put(b.span.bytes, at: 20, in: tables.records)
      try write.put(a.span.bytes, at: 580, in: tables.records)
      for (sequence, position) in [(20, 580), (580, 20)] as [(UInt64, UInt64)] {
        let place = (0..<8).map { UInt8(truncatingIfNeeded: position >> (56 - 8 * $0)) }
        try write.put(place.span.bytes, at: Pair(origin, sequence), in: tables.ids)
      }
    }
    let report = try open(.readOnly).verify()
    #expect(report.covers(20) && report.covers(580) && report.findings.count == 2)
  }

  @Test func `shows every change of what is kept of it`() throws {
    try fill(1100)
    _ = try open().sign(with: SigningKey(name: "tillid/test", seed: [UInt8](repeating: 1, count: 32)))
    // Four blocks, two of two, one of four.
    for number in 1...7 as ClosedRange<UInt64> {
      for byte in [0, 17, 31] {
        try tamper { write, tables in try flip(tables.tree, number, byte: byte, &write) }
        #expect(try !open(.readOnly).verify().isSound, "hash \(number)")
        try tamper { write, tables in try flip(tables.tree, number, byte: byte, &write) }
      }
    }
    for (name, count) in [("head", 8 + 4 * 32), ("signed", 40)] {
      let key = Array(name.utf8)
      for byte in 0..<count {
        try tamper { write, tables in try flip(tables.meta, key, byte: byte, &write) }
        #expect(try !open(.readOnly).verify().isSound, "byte \(byte) of \(name)")
        try tamper { write, tables in try flip(tables.meta, key, byte: byte, &write) }
      }
    }
    #expect(try open().verify().isSound)
    try tamper { write, tables in try write.delete(3, in: tables.tree) }
    #expect(try open(.readOnly).verify().covers(512))
    #expect(throws: JournalError.self) { try open().appendNow([.note()]) }
  }

  @Test func `shows a hash too many`() throws {
    try fill(300)
    try tamper { write, tables in
      try write.put([UInt8](repeating: 0, count: 32).span.bytes, at: 2, in: tables.tree)
    }
    #expect(
      try open(.readOnly).verify().findings.map(\.description) == [
        "the hash tree keeps 2 hashes where 1 belong"
      ])
  }

  @Test func `is signed only as long as it grows out of what was signed before`() throws {
    try fill(300)
    let key = try SigningKey(name: "tillid/test", seed: [UInt8](repeating: 1, count: 32))
    let first = try open().sign(with: key)
    #expect(try open().sign(with: key) == first)
    try fill(10)
    let second = try open().sign(with: key)
    #expect(try open().lastSigned()?.text.hasSuffix(second.text.drop { $0 != "\n" }) == true)
    try tamper { write, tables in try flip(tables.meta, Array("signed".utf8), byte: 20, &write) }
    let error = #expect(throws: JournalError.self) { try open().sign(with: key) }
    #expect(error?.description.contains("no longer holds the 310 records") == true)
  }

  @Test func `keeps one sealed seed`() throws {
    let journal = try open()
    #expect(try journal.sealedSigningSeed() == nil)
    #expect(try journal.keep(sealedSigningSeed: [1, 2, 3]) == [1, 2, 3])
    #expect(try journal.keep(sealedSigningSeed: [4]) == [1, 2, 3])
    #expect(try journal.sealedSigningSeed() == [1, 2, 3])
  }
}
