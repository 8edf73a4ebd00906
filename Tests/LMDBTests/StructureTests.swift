import Foundation
import LMDB
import TestGround
import Testing

/// Every entry of every table, as our own reader of the file finds them.
private func dump(_ folder: Folder) throws -> (findings: [FileFinding], entries: [String: [[UInt8]: [UInt8]]])
{
  var entries: [String: [[UInt8]: [UInt8]]] = [:]
  let findings = try Environment.structure(at: folder.path, mapBytes: 64 << 20) { table, key, value in
    entries[table, default: [:]][key] = value
  }
  return (findings, entries)
}

@Suite struct `The structure of a file` {
  let folder: Folder
  init() throws { folder = try Folder() }

  /// Two tables, long values among short ones, deletions, and so free pages; trees of three levels.
  private func fill(commits: Int, _ random: inout Seeded, keys: UInt64 = 3000) throws {
    let environment = try Environment(
      at: folder.path, mapBytes: 64 << 20, tables: ["bytes", "numbers"], durability: .scratch)
    let (bytes, numbers): (Table<[UInt8]>, Table<UInt64>) = (
      environment.table("bytes"), environment.table("numbers")
    )
    for _ in 0..<commits {
      var write = try environment.beginWrite()
      for _ in 0..<200 {
        let size = [0, 1, 20, 65, 700, 1900, 9000].randomElement(using: &random) ?? 0
        let key = UInt64.random(in: 0..<keys, using: &random)
        let word = Array("\(key)".utf8) + [UInt8](repeating: 7, count: Int(key % 300))
        switch UInt8.random(in: 0..<4, using: &random) {
        case 0: try write.delete(key, in: numbers)
        case 1: try write.delete(word, in: bytes)
        case 2:
          try write.put(byteCount: size, at: key, in: numbers) { _ in }
        default:
          try write.put(byteCount: size, at: word, in: bytes) { _ in }
        }
      }
      try write.commit()
    }
    try environment.sync()
  }

  @Test(arguments: UInt64(0)..<8)
  func `is sound after whatever LMDB did`(seed: UInt64) throws {
    var random = Seeded(seed)
    for round in 0..<4 {
      try fill(commits: Int.random(in: 1...12, using: &random), &random, keys: round == 2 ? 30 : 3000)
      #expect(try dump(folder).findings.isEmpty)
    }
    let copy = try Folder()
    try Environment(at: folder.path, tables: ["bytes", "numbers"]).compactCopy(to: copy.path)
    let (whole, compact) = (try dump(folder), try dump(copy))
    #expect(compact.findings.isEmpty && compact.entries == whole.entries && !whole.entries.isEmpty)
  }

  @Test func `shows the same entries as LMDB does`() throws {
    var random = Seeded(77)
    try fill(commits: 9, &random)
    let found = try dump(folder).entries
    let environment = try Environment(at: folder.path, tables: ["bytes", "numbers"])
    let read = try environment.beginRead()
    for name in ["bytes", "numbers"] {
      var cursor = try read.cursor(over: environment.table(name, of: [UInt8].self))
      var entries: [[UInt8]: [UInt8]] = [:]
      while try cursor.next() { entries[[UInt8](copying: cursor.keyBytes)] = [UInt8](copying: cursor.value) }
      #expect(entries == found[name])
    }
  }

  @Test func `is told while a writer goes on`() throws {
    let environment = try Environment(at: folder.path, tables: ["t"], durability: .scratch)
    let table: Table<UInt64> = environment.table("t")
    for round in 0..<UInt64(30) {
      var write = try environment.beginWrite()
      for key in 0..<UInt64(40) {
        try write.put(byteCount: 300, at: key * 31 % 97 + round, in: table) { _ in }
      }
      #expect(try environment.structure().isEmpty)
      try write.commit()
      #expect(try environment.structure().isEmpty)
    }
  }

  /// Each edit is found, or lies where nothing is kept: then every entry is as it was, and LMDB finds each.
  @Test func `with one byte changed is told, or holds the same as before`() throws {
    var random = Seeded(4)
    try fill(commits: 4, &random, keys: 500)
    let (original, before) = (try Data(contentsOf: URL(filePath: folder.dataFile)), try dump(folder).entries)
    var (found, harmless, values) = (0, 0, 0)
    for _ in 0..<60 {
      // As often at the beginning of a page as anywhere.
      let page = Int.random(in: 0..<(original.count / 4096), using: &random) * 4096
      let offset = page + Int.random(in: 0..<(Bool.random(using: &random) ? 24 : 4096), using: &random)
      var edited = original
      edited[offset] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      try edited.write(to: URL(filePath: folder.dataFile))
      let after = try dump(folder)
      if !after.findings.isEmpty {
        found += 1
      } else if after.entries == before {
        harmless += 1
      } else {
        values += 1
      }
    }
    // The bytes of values are for others to look into; most of what remains is room.
    #expect(found > 0 && harmless > 0 && found + harmless + values == 60)
  }

  /// Whatever the file holds, the reader comes to an end, and so does an opening.
  @Test func `of pages torn at random ends with a sentence`() throws {
    var random = Seeded(5)
    try fill(commits: 6, &random)
    let original = try Data(contentsOf: URL(filePath: folder.dataFile))
    for _ in 0..<100 {
      var edited = original
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let page = Int.random(in: 0..<(original.count / 4096), using: &random) * 4096
        let offset = page + Int.random(in: 0..<(Bool.random(using: &random) ? 40 : 4096), using: &random)
        edited[offset] =
          [0, 1, 2, 8, 255, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
      }
      if Bool.random(using: &random) {
        edited = edited.prefix(Int.random(in: 1...original.count, using: &random))
      }
      try edited.write(to: URL(filePath: folder.dataFile))
      do throws(LMDBError) {
        let environment = try Environment(at: folder.path, mapBytes: 64 << 20, tables: ["bytes", "numbers"])
        #expect(try environment.structure().isEmpty)
      } catch { #expect(!error.description.isEmpty) }
    }
  }

  @Test func `is not followed by an empty table in the place of a lost one`() throws {
    var random = Seeded(6)
    try fill(commits: 1, &random)
    let error = #expect(throws: LMDBError.self) {
      _ = try Environment(at: folder.path, tables: ["words", "numbers"])
    }
    #expect(error?.description.contains("a table bytes, which this version does not know") == true)
  }
}
