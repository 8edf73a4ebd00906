import LMDB
import TestGround
import Testing

/// Writes each pair in one transaction.
func put(_ pairs: [(UInt64, [UInt8])], in table: Table<UInt64>, of environment: Environment) throws {
  var write = try environment.beginWrite()
  for (key, value) in pairs { unsafe try write.put(value.span.bytes, at: key, in: table) }
  try write.commit()
}

func bytes(_ span: RawSpan) -> [UInt8] { unsafe span.withUnsafeBytes { unsafe Array($0) } }

/// All entries in order, copied.
func entries<Key>(
  of table: Table<Key>, in transaction: borrowing some Transaction & ~Copyable
) throws -> [(key: Key?, value: [UInt8])] {
  var all: [(Key?, [UInt8])] = []
  var cursor = try transaction.cursor(over: table)
  while try cursor.next() { all.append((cursor.key, bytes(cursor.value))) }
  return all
}

@Suite struct `A table` {
  let folder: Folder
  let environment: Environment
  let numbers: Table<UInt64>

  init() throws {
    folder = try Folder()
    environment = try Environment(at: folder.path, mapBytes: 64 << 20, tables: ["numbers", "words", "pairs"])
    numbers = environment.table("numbers")
  }

  @Test(arguments: UInt64(0)..<8)
  func `holds what a dictionary holds after the same changes, in order`(seed: UInt64) throws {
    var random = Seeded(seed)
    var model: [UInt64: [UInt8]] = [:]
    for _ in 0..<20 {
      var write = try environment.beginWrite()
      for _ in 0..<50 {
        let key = UInt64.random(in: 0..<300, using: &random)
        if Bool.random(using: &random) {
          let value = [UInt8](
            repeating: UInt8(truncatingIfNeeded: random.next()), count: .random(in: 0..<3000, using: &random))
          unsafe try write.put(value.span.bytes, at: key, in: numbers)
          model[key] = value
        } else {
          #expect(try write.delete(key, in: numbers) == (model.removeValue(forKey: key) != nil))
        }
      }
      try write.commit()
    }
    let read = try environment.beginRead()
    #expect(try read.count(of: numbers) == model.count)
    let all = try entries(of: numbers, in: read)
    #expect(all.map(\.key) == model.keys.sorted())
    #expect(all.allSatisfy { entry in entry.key.flatMap { model[$0] } == entry.value })
  }

  @Test func `holds the same when its pages have been given back, in the midst of a write and after it`()
    throws
  {
    var pairs: [(UInt64, [UInt8])] = []
    for round in UInt64(0)..<20 {
      let new = (round * 100..<round * 100 + 100).map {
        ($0, [UInt8](repeating: UInt8($0 % 251), count: 900))
      }
      var write = try environment.beginWrite()
      for (key, value) in new { unsafe try write.put(value.span.bytes, at: key, in: numbers, placing: .last) }
      // What is being written stands in memory of its own, and not in the map.
      try environment.releasePages(of: numbers)
      try write.commit()
      pairs += new
      try environment.releasePages(of: numbers)
    }
    let all = try entries(of: numbers, in: try environment.beginRead())
    #expect(all.map(\.key) == pairs.map(\.0))
    #expect(all.map(\.value) == pairs.map(\.1))
  }

  @Test func `sorts its keys as numbers, as pairs and as bytes`() throws {
    let (pairs, words): (Table<Pair>, Table<[UInt8]>) = (
      environment.table("pairs"), environment.table("words")
    )
    var write = try environment.beginWrite()
    for key in [256, 1, .max, 0, 255] as [UInt64] {
      try write.put(byteCount: 0, at: key, in: numbers) { _ in }
      try write.put(byteCount: 0, at: Pair(1, key), in: pairs) { _ in }
      try write.put(byteCount: 0, at: [UInt8](repeating: 7, count: Int(key % 300) + 1), in: words) { _ in }
    }
    #expect(try write.lastKey(of: numbers) == .max)
    #expect(try write.lastKey(of: pairs) == Pair(1, .max))
    #expect(try write.lastKey(of: words)?.count == 257)
    #expect(try entries(of: numbers, in: write).map(\.key) == [0, 1, 255, 256, .max])
  }

  @Test func `is walked both ways and from any key`() throws {
    try put([(10, [1]), (20, [2]), (30, [3])], in: numbers, of: environment)
    let read = try environment.beginRead()
    var cursor = try read.cursor(over: numbers)
    var path: [UInt64?] = []
    path.append(try cursor.seek(11) ? cursor.key : nil)
    path.append(try cursor.previous() ? cursor.key : nil)
    path.append(try cursor.previous() ? cursor.key : nil)
    path.append(try cursor.last() ? cursor.key : nil)
    path.append(try cursor.next() ? cursor.key : nil)
    path.append(cursor.key)
    path.append(try cursor.seek(31) ? cursor.key : nil)
    path.append(try cursor.first() ? cursor.key : nil)
    #expect(path == [20, 10, nil, 30, nil, nil, nil, 10])
  }

  @Test func `appends only what comes after everything`() throws {
    try put([(10, [1])], in: numbers, of: environment)
    var write = try environment.beginWrite()
    try write.put(byteCount: 1, at: 11, in: numbers, placing: .last) { $0.append(9) }
    let path = environment.path
    do {
      try write.put(byteCount: 1, at: 5, in: numbers, placing: .last) { $0.append(9) }
      Issue.record("5 was appended after 11")
    } catch { #expect(error == .outOfOrder(path: path)) }
  }

  @Test func `fills with zero what a writer leaves of its room`() throws {
    try put([(1, [UInt8](repeating: 255, count: 100))], in: numbers, of: environment)
    var write = try environment.beginWrite()
    try write.put(byteCount: 4, at: 1, in: numbers) { $0.append(1) }
    let stored = try entries(of: numbers, in: write)
    #expect(stored.map(\.value) == [[1, 0, 0, 0]])
  }

  @Test func `refuses keys of no bytes and of more than 511`() throws {
    let words: Table<[UInt8]> = environment.table("words")
    let read = try environment.beginRead()
    for count in [0, 512] {
      do {
        _ = try read.has([UInt8](repeating: 0, count: count), in: words)
        Issue.record("a key of \(count) bytes was taken")
      } catch { #expect(error == .keyLength(count)) }
    }
    #expect(try !read.has([UInt8](repeating: 0, count: 511), in: words))
  }
}
