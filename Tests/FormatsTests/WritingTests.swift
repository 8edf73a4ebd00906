import CSQLite
import Formats
import Foundation
import Releases
import Testing

@Suite("Every format")
struct WritingTests {
  @Test("is the same bytes again, with the hash that is told", arguments: EventFormat.allCases, [0, 1, 25])
  func again(format: EventFormat, cases: Int) throws {
    var random = RandomTables(seed: UInt64(cases))
    let table = random.table(cases: cases)
    try inFolder { path in
      let (one, other) = (ReleaseFolder(path: path + "/one"), ReleaseFolder(path: path + "/other"))
      let files = try table.write(as: format, to: one, parts: 4)
      #expect(try files == table.write(as: format, to: other, parts: 4))
      for file in files {
        let contents = try bytes(path + "/one/" + file.path)
        #expect(try contents == bytes(path + "/other/" + file.path))
        #expect(file.bytes == contents.count)
        #expect(
          try WrittenFile(hashing: path + "/one/" + file.path, format: format, rows: 0).sha256 == file.sha256)
      }
      #expect(files.map(\.rows).reduce(0, +) == table.rows)
    }
  }

  @Test("packed by gzip has no time and no name in its header")
  func header() throws {
    try inFolder { path in
      _ = try EventTable().write(as: .csv, at: path + "/events.csv.gz")
      #expect(try Array(bytes(path + "/events.csv.gz").prefix(8)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    }
  }

  @Test("refuses a table that is not whole")
  func refused() throws {
    let wrong = [
      EventTable(cases: ["a"], starts: [0, 1], columns: [Column("kind", words: ["x"], codes: [])]),
      EventTable(cases: ["a"], starts: [0, 1], columns: [Column("kind", words: [], codes: [0])]),
      EventTable(cases: ["a", "a"], starts: [0, 1, 2], columns: []),
      EventTable(cases: ["a"], starts: [0], columns: []),
      EventTable(cases: [], starts: [0], columns: [Column("seq")]),
      EventTable(cases: [], starts: [0], columns: [Column("kind"), Column("kind")]),
    ]
    for table in wrong {
      try inFolder { path in
        #expect(throws: FormatError.self) { try table.write(as: .csv, at: path + "/events.csv") }
      }
    }
  }

  @Test("a file that cannot be made is told by its name")
  func unmade() {
    let error = #expect(throws: FormatError.self) {
      try EventTable().write(as: .csv, at: "/proc/none/events.csv")
    }
    #expect("\(error.map(String.init(describing:)) ?? "")".contains("/proc/none"))
  }

  @Test("CSV has quotes where RFC 4180 asks for them, and CR LF")
  func csv() throws {
    let table = EventTable(
      cases: ["a,b"], starts: [0, 2],
      columns: [Column("kind", words: ["say \"no\"", "two\nlines"], codes: [0, 1])])
    try inFolder { path in
      _ = try table.write(as: .csv, at: path + "/events.csv")
      let text = try String(contentsOfFile: path + "/events.csv", encoding: .utf8)
      #expect(
        text
          == "participant,seq,kind\r\n\"a,b\",1,\"say \"\"no\"\"\"\r\n\"a,b\",2,\"two\nlines\"\r\n")
    }
  }

  @Test("SQLite keeps its foreign keys, whatever types are called")
  func foreignKeys() throws {
    let kinds = ["object", "map_type", "Help", "help", "hélp", "h lp", ""]
    let table = EventTable(
      cases: ["a"], starts: [0, 7],
      columns: [
        Column("kind", words: kinds, codes: Array(0..<7)),
        Column("place", words: ["x", ""], codes: [0, 1, 0, 0, 0, 0, 0]),
      ])
    try inFolder { path in
      let file = try table.write(as: .ocelSQLite, at: path + "/events.sqlite")
      var database: OpaquePointer?
      defer { sqlite3_close(database) }
      #expect(sqlite3_open(file.path, &database) == SQLITE_OK)
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      sqlite3_prepare_v2(database, "PRAGMA foreign_key_check", -1, &statement, nil)
      #expect(sqlite3_step(statement) == SQLITE_DONE)
    }
  }
}
