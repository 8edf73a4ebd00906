import Formats
import Foundation
import Releases
import Testing

@Suite("Parquet")
struct ParquetTests {
  @Test("holds what the table holds, read by another hand", arguments: [0, 1, 3, 60])
  func roundTrip(cases: Int) throws {
    var random = RandomTables(seed: UInt64(cases) + 50)
    try holds(random.table(cases: cases, longest: 30))
  }

  @Test("holds 70,000 different words, and more rows than a group")
  func many() throws {
    var random = RandomTables(seed: 3)
    var table = EventTable(cases: [], starts: [0])
    for index in 0..<3000 {
      table.cases.append("case-\(10000 + index)")
      table.starts.append(table.rows + 90 + random.below(10))
    }
    let words = (0..<70_000).map { "word \($0)" }
    table.columns = [
      Column("kind", words: words, codes: (0..<table.rows).map { UInt32($0 % words.count) }),
      Column("place", words: [""], codes: [UInt32](repeating: 0, count: table.rows)),
      Column("mode", words: ["happened"], codes: [UInt32](repeating: 0, count: table.rows)),
    ]
    #expect(table.rows > 1 << 18)
    try holds(table)
  }

  private func holds(_ table: EventTable) throws {
    try inFolder { path in
      let file = try table.write(as: .parquet, at: path + "/events.parquet")
      let read = try ParquetReader(bytes(path + "/events.parquet"))
      #expect(read.rows == table.rows && file.rows == table.rows)
      #expect(read.names == ["participant", "seq"] + table.columns.map(\.name))
      for (column, values) in zip(table.columns, read.columns.dropFirst(2)) {
        #expect(values == (0..<table.rows).map { column[$0].isEmpty ? nil : column[$0] })
      }
      let numbers = table.cases.indices.flatMap { (1...table.rows(of: $0).count).map { "\($0)" } }
      #expect(read.columns[1] == numbers)
    }
  }
}
