internal import Releases

/// Writes Parquet without a library: flat columns of texts and one of numbers, dictionaries, runs, gzip where it pays,
/// least and greatest values, sums of the pages, and rows that are said to be sorted by case and number.
///
/// Source of the format: the Thrift definition and the encodings of apache/parquet-format 2.10.
struct ParquetWriter: Sendable {
  private let columns: ParquetColumns
  /// Rows in a group, or a few more: a case is not divided.
  private static let groupRows = 1 << 18

  init(_ table: EventTable, _ shape: TableShape) { columns = ParquetColumns(table: table, shape: shape) }

  /// A row group that was written: its chunks without their bytes, and where they lie.
  private struct Group {
    var chunks: [(chunk: ParquetChunk, offset: Int, count: Int)] = []
    var rows: Int
    var start: Int
    var stored: Int { chunks.reduce(0) { $0 + $1.count } }
    var plain: Int { chunks.reduce(0) { $0 + $1.chunk.unpackedCount } }
  }

  func write(_ cases: [Int], to file: OutputFile) -> Int {
    file.put("PAR1")
    var groups: [Group] = []
    var position = 0
    while position < cases.count {
      let (end, rows) = end(cases, from: position)
      groups.append(write(cases[position..<end], rows, to: file))
      position = end
    }
    let footer = footer(groups)
    file.put(footer)
    var length: [UInt8] = []
    length.append(little: UInt32(footer.count))
    file.put(length)
    file.put("PAR1")
    return groups.reduce(0) { $0 + $1.rows }
  }

  private func end(_ cases: [Int], from start: Int) -> (Int, rows: Int) {
    var (end, rows) = (start, 0)
    while end < cases.count, rows < Self.groupRows {
      rows += columns.table.rows(of: cases[end]).count
      end += 1
    }
    return (end, rows)
  }

  private func write(_ cases: ArraySlice<Int>, _ rows: Int, to file: OutputFile) -> Group {
    var group = Group(rows: rows, start: file.offset)
    for var chunk in columns.chunks(of: cases) {
      group.chunks.append((chunk, file.offset, chunk.bytes.count))
      file.put(chunk.bytes)
      chunk.forget()
      group.chunks[group.chunks.count - 1].chunk = chunk
    }
    return group
  }

  private func footer(_ groups: [Group]) -> [UInt8] {
    var thrift = Thrift()
    thrift.field(1, 2)
    schema(&thrift)
    thrift.field(3, long: groups.reduce(0) { $0 + $1.rows })
    thrift.field(4, Array(groups.enumerated())) { thrift, group in row(group.offset, group.element, &thrift) }
    thrift.field(5, notes) { thrift, note in
      thrift.field(1, note.key.utf8)
      thrift.field(2, note.value.utf8)
    }
    thrift.field(6, "tillid".utf8)
    thrift.field(7, columns.schema.map { _ in 1 }) { thrift, id in thrift.field(id) { _ in } }
    return thrift.end()
  }

  private var notes: [(key: String, value: String)] {
    [("tillid.title", columns.shape.title), ("tillid.source", columns.shape.source)].filter { !$0.1.isEmpty }
  }

  private func schema(_ thrift: inout Thrift) {
    let root: [(String, ParquetType, Bool)?] = [nil]
    thrift.field(2, root + columns.schema.map { $0 }) { thrift, column in
      guard let (name, type, isOptional) = column else {
        thrift.field(4, "events".utf8)
        return thrift.field(5, Int32(columns.schema.count))
      }
      thrift.field(1, type.rawValue)
      thrift.field(3, isOptional ? 1 : 0)
      thrift.field(4, name.utf8)
      if type == .text {
        thrift.field(6, 0)
        thrift.field(10) { $0.field(1) { _ in } }
      }
    }
  }

  private func row(_ number: Int, _ group: Group, _ thrift: inout Thrift) {
    thrift.field(1, group.chunks) { thrift, part in column(part.chunk, part.offset, part.count, &thrift) }
    thrift.field(2, long: group.plain)
    thrift.field(3, long: group.rows)
    thrift.field(4, [Int32(0), 1]) { thrift, column in
      thrift.field(1, column)
      thrift.field(2, false)
      thrift.field(3, false)
    }
    thrift.field(5, long: group.start)
    thrift.field(6, long: group.stored)
    thrift.field(7, short: number)
  }

  private func column(_ chunk: ParquetChunk, _ offset: Int, _ count: Int, _ thrift: inout Thrift) {
    thrift.field(2, long: 0)
    thrift.field(3) { thrift in
      thrift.field(1, chunk.type.rawValue)
      thrift.field(2, ints: [ParquetEncoding.plain, ParquetEncoding.runs, ParquetEncoding.dictionary])
      thrift.field(3, texts: [chunk.name])
      thrift.field(4, chunk.isPacked ? 2 : 0)
      thrift.field(5, long: chunk.count)
      thrift.field(6, long: chunk.unpackedCount)
      thrift.field(7, long: count)
      thrift.field(9, long: offset + chunk.dataPage)
      thrift.field(11, long: offset)
      thrift.field(12) { thrift in
        thrift.field(3, long: chunk.nulls)
        if let range = chunk.range {
          thrift.field(5, range.greatest)
          thrift.field(6, range.least)
        }
      }
    }
  }
}
