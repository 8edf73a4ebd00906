import LMDB
import TestGround
import Testing

@Suite struct `A transaction` {
  let folder: Folder
  let environment: Environment
  let table: Table<UInt64>

  init() throws {
    folder = try Folder()
    environment = try Environment(at: folder.path, mapBytes: 1 << 20, tables: ["t"], readers: 2)
    table = environment.table("t")
  }

  @Test func `that is dropped changes nothing`() throws {
    do {
      var write = try environment.beginWrite()
      try write.put(byteCount: 1, at: 1, in: table) { $0.append(1) }
    }
    #expect(try environment.beginRead().count(of: table) == 0)
  }

  @Test func `that reads keeps its state while another writes`() throws {
    let before = try environment.beginRead()
    try put([(1, [1])], in: table, of: environment)
    #expect(try before.count(of: table) == 0)
    #expect(try environment.beginRead().count(of: table) == 1)
  }

  @Test func `says which limit it met when all read slots are taken`() throws {
    let one = try environment.beginRead()
    let two = try environment.beginRead()
    let error = #expect(throws: LMDBError.self) { _ = try environment.beginRead() }
    #expect(error == .readersFull(path: environment.path, limit: 2))
    _ = (try one.count(of: table), try two.count(of: table))
  }

  @Test func `that fills the map says so, and the environment stays as it was and goes on`() throws {
    try put([(1, [1])], in: table, of: environment)
    let error = #expect(throws: LMDBError.self) {
      try put((2..<40).map { ($0, [UInt8](repeating: 1, count: 100_000)) }, in: table, of: environment)
    }
    #expect(error == .mapFull(path: environment.path, bytes: 1 << 20))
    #expect(error?.description.contains("TILLID_MAP_MB=2") == true)
    try put([(3, [3])], in: table, of: environment)
    #expect(try environment.beginRead().count(of: table) == 2)
  }

  @Test func `that fills the map is run again in a larger one, once nobody reads`() throws {
    try put([(1, [1])], in: table, of: environment)
    do {
      let reading = try environment.beginRead()
      #expect(throws: LMDBError.mapFull(path: environment.path, bytes: 1 << 20)) {
        try environment.grow(within: .milliseconds(20))
      }
      #expect(try reading.count(of: table) == 1)
    }
    try environment.growing {
      try put((2..<80).map { ($0, [UInt8](repeating: 1, count: 100_000)) }, in: table, of: environment)
    }
    #expect(environment.mapBytes >= 8 << 20)
    #expect(try environment.beginRead().count(of: table) == 79)
  }
}
