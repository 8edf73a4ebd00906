import LMDB
import TestGround
import Testing

@Suite struct `An environment` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func open(_ tables: [String] = ["t"], readOnly: Bool = false) throws(LMDBError) -> Environment {
    try Environment(at: folder.path, mapBytes: 64 << 20, tables: tables, readOnly: readOnly)
  }

  func fill(_ count: UInt64) throws {
    let environment = try open()
    try put(
      (0..<count).map { ($0, [UInt8](repeating: 5, count: 500)) }, in: environment.table("t"), of: environment
    )
  }

  @Test func `opens once in a process, by its real path, and again when it was closed`() throws {
    let first = try open()
    let error = #expect(throws: LMDBError.self) {
      _ = try Environment(at: folder.path + "/../" + lastName, tables: ["t"])
    }
    #expect(error == .alreadyOpen(path: first.path))
    _ = consume first
    _ = try open()
  }

  private var lastName: String { String(folder.path.split(separator: "/").last ?? "") }

  @Test func `stays open as long as a transaction lives`() throws {
    let read = try open().beginRead()
    #expect(throws: LMDBError.self) { _ = try open() }
    #expect(try read.environment.beginRead().environment === read.environment)
  }

  @Test func `keeps what was committed, in files for the owner alone`() throws {
    try fill(100)
    let environment = try open(readOnly: true)
    let table: Table<UInt64> = environment.table("t")
    #expect(try environment.beginRead().count(of: table) == 100)
    #expect(try folder.mode == 0o600)
    #expect(throws: LMDBError.readOnly(path: environment.path)) { _ = try environment.beginWrite() }
  }

  @Test func `with room behind its end does not become longer with each commit`() throws {
    try fill(4000)
    let environment = try open()
    let table: Table<UInt64> = environment.table("t")
    var lengths: Set<Int> = []
    for key in UInt64(4000)..<4200 {
      let bytes = [UInt8](repeating: UInt8(key & 255), count: 500)
      var write = try environment.beginWrite()
      unsafe try write.put(bytes.span.bytes, at: key, in: table)
      write.makeRoom()
      try write.commit()
      lengths.insert(try folder.dataBytes)
    }
    #expect(lengths.count <= 2)
    let read = try environment.beginRead()
    #expect(try read.count(of: table) == 4200)
    for key in UInt64(4000)..<4200 {
      guard let value = try read.value(at: key, in: table) else { continue }
      #expect(bytes(value).allSatisfy { $0 == UInt8(key & 255) })
    }
  }

  @Test func `that is missing, or lacks a table, says so to a reader`() throws {
    let missing = #expect(throws: LMDBError.self) { _ = try open(readOnly: true) }
    #expect(missing?.description.contains("no environment in") == true)
    try fill(1)
    let lacking = #expect(throws: LMDBError.self) { _ = try open(["t", "other"], readOnly: true) }
    #expect(lacking?.description.contains("has no table other") == true)
  }

  @Test func `cut anywhere is refused with a sentence, never read beyond its end`() throws {
    try fill(200)
    let whole = try open().mapUsed
    for bytes in [whole - 1, whole - 4096, whole / 2, 3 * 4096, 2 * 4096, 5000, 4096, 100, 1, 0] {
      try folder.truncateData(to: bytes)
      let error = #expect(throws: LMDBError.self, "\(bytes) of \(whole) bytes") { _ = try open() }
      #expect(error?.description.contains("restore it from a backup") == true)
    }
  }

  @Test func `with another content or version is refused with a sentence`() throws {
    try fill(1)
    for page in 0..<2 { try folder.overwriteData(at: page * 4096 + 20, with: [9, 0, 0, 0]) }
    let version = #expect(throws: LMDBError.self) { _ = try open() }
    #expect(version?.description.contains("another version of LMDB") == true)
    try folder.overwriteData(at: 0, with: [UInt8](repeating: 0x41, count: 8192))
    let invalid = #expect(throws: LMDBError.self) { _ = try open() }
    #expect(invalid?.description.contains("not an LMDB file") == true)
  }

  /// LMDB does not write a page that one transaction took at the end of the file and gave back; so the file
  /// can be shorter than its last page without harm. That must not be taken for damage.
  @Test(arguments: UInt64(0)..<6)
  func `that ends in free pages never written opens again`(seed: UInt64) throws {
    var random = Seeded(seed)
    do {
      let environment = try Environment(
        at: folder.path, mapBytes: 64 << 20, tables: ["t"], durability: .scratch)
      for _ in 0..<1000 where try environment.sizeOnDisk >= environment.mapUsed {
        try shuffle(environment, &random)
      }
      try #require(try environment.sizeOnDisk < environment.mapUsed)
      try environment.sync()
    }
    let environment = try open()
    try shuffle(environment, &random)
    #expect(try entries(of: environment.table("t") as Table<UInt64>, in: environment.beginRead()).isEmpty)
  }

  /// Changes at random, and then deletes everything, in one transaction.
  private func shuffle(_ environment: Environment, _ random: inout Seeded) throws {
    let table: Table<UInt64> = environment.table("t")
    var write = try environment.beginWrite()
    for _ in 0..<Int.random(in: 0..<60, using: &random) {
      let size = [20, 700, 1900, 9000].randomElement(using: &random) ?? 0
      try write.put(byteCount: size, at: .random(in: 0..<400, using: &random), in: table) { _ in }
    }
    for key in 0..<UInt64(400) { try write.delete(key, in: table) }
    try write.commit()
  }

  @Test func `is copied compactly, whole and only to an empty place`() throws {
    try fill(500)
    let (environment, target) = (try open(), try Folder())
    var write = try environment.beginWrite()
    for key in 0..<UInt64(400) { try write.delete(key, in: environment.table("t")) }
    try write.commit()
    try environment.compactCopy(to: target.path)
    #expect(throws: LMDBError.self) { try environment.compactCopy(to: target.path) }
    let copy = try Environment(at: target.path, tables: ["t"])
    let table: Table<UInt64> = copy.table("t")
    #expect(try copy.beginRead().count(of: table) == 100)
    #expect(try copy.sizeOnDisk < environment.sizeOnDisk)
    #expect(try target.mode == 0o600)
  }

  @Test func `built without syncing is whole after one sync`() throws {
    let environment = try Environment(at: folder.path, tables: ["t"], durability: .scratch)
    try put([(1, [1])], in: environment.table("t"), of: environment)
    try environment.sync()
    #expect(try environment.releaseDeadReaders() == 0)
  }
}
