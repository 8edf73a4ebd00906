import Foundation
import Formats
import Releases
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
  @Test("are read as they were written, whatever stands in the words", arguments: [0, 1, 2, 40, 300])
  func roundTrip(cases: Int) throws {
    var random = RandomTables(seed: UInt64(cases))
    let table = random.table(cases: cases)
    for parts in [1, 3, 16] {
      try inFolder { path in
        let folder = ReleaseFolder(path: path)
        let files = try table.write(as: .jsonLines, to: folder, parts: parts)
        #expect(files.map(\.rows).reduce(0, +) == table.rows)
        #expect(files.count == parts && files[0].path == "events/part=00/events.jsonl.gz")
        let read = try EventTable(reading: folder)
        #expect(read == (cases == 0 ? EventTable() : table))
      }
    }
  }

  @Test("hold no key for a value that is not there, and no number but the sequence")
  func shape() throws {
    let table = EventTable(
      cases: ["a"], starts: [0, 2],
      columns: [
        Column("kind", words: ["tea"], codes: [0, 0]), Column("place", words: ["", "Ærø"], codes: [0, 1]),
      ])
    try inFolder { path in
      _ = try table.write(as: .jsonLines, at: path + "/events.jsonl")
      #expect(
        try String(contentsOfFile: path + "/events.jsonl", encoding: .utf8) == """
          {"participant":"a","seq":1,"kind":"tea"}
          {"participant":"a","seq":2,"kind":"tea","place":"Ærø"}

          """)
    }
  }

  @Test("that are wrong are refused with their line")
  func wrong() throws {
    let lines = [
      #"{"participant":"a","seq":2}"#, #"{"seq":1}"#, #"{"participant":"a","seq":1,"kind":1.5}"#, "",
      #"{"participant":"a","seq":1,"kind":"x","kind":"x"}"#, #"{"participant":"a","seq":1"#, "[]",
      #"{"participant":"a","seq":1} x"#, #"{"participant":"a","seq":1,"kind":{}}"#,
    ]
    for line in lines {
      try inFolder { path in
        let good = #"{"participant":"0","seq":1,"kind":"tea"}"# + "\n"
        try (good + line + "\n").write(toFile: path + "/events.jsonl", atomically: true, encoding: .utf8)
        let error = #expect(throws: FormatError.self) { try EventTable(reading: [path + "/events.jsonl"]) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("line 2: "), "\(line)")
      }
    }
  }

  @Test("that were cut off or changed are refused")
  func damaged() throws {
    var random = RandomTables(seed: 7)
    let table = random.table(cases: 50)
    try inFolder { path in
      _ = try table.write(as: .jsonLines, at: path + "/events.jsonl.gz")
      let whole = try bytes(path + "/events.jsonl.gz")
      try whole.dropLast(9).write(to: URL(fileURLWithPath: path + "/short.jsonl.gz"))
      #expect(throws: FormatError.self) { try EventTable(reading: [path + "/short.jsonl.gz"]) }
      var changed = whole
      changed[changed.count - 6] ^= 1
      try changed.write(to: URL(fileURLWithPath: path + "/changed.jsonl.gz"))
      #expect(throws: FormatError.self) { try EventTable(reading: [path + "/changed.jsonl.gz"]) }
    }
  }
}
