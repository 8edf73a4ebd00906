internal import Dispatch
public import Releases
internal import Synchronization

extension EventTable {
  /// Writes the events into a folder of a release, under the names that ``ReleaseFolder`` gives; makes what folders
  /// are missing. JSON Lines and Parquet are cut into `parts` by a hash of the case, and are written by all cores; a
  /// part without a case is a file without a row. The same table, shape and number of parts make the same bytes.
  ///
  /// - Parameter parts: from 1 to 100.
  /// - Returns: a line of the manifest for each file, with paths from the folder on.
  public func write(
    as format: EventFormat, to folder: ReleaseFolder, shape: TableShape = TableShape(), parts: Int = 1
  ) throws(FormatError) -> [WrittenFile] {
    try check(shape)
    let files =
      switch format {
      case .jsonLines: try writeParts(parts, folder.events(part:), as: format, shape)
      case .parquet: try writeParts(parts, folder.parquet(part:), as: format, shape)
      default: [try write(as: format, at: folder.events(ending: format.ending), shape: shape)]
      }
    return files.map { file in
      var file = file
      file.path.removeFirst(folder.path.utf8.count + 1)
      return file
    }
  }

  /// Writes the events into one file, packed by gzip where its name ends with `.gz`. Parquet and SQLite pack by
  /// themselves or not at all, whatever the name.
  public func write(
    as format: EventFormat, at path: String, shape: TableShape = TableShape()
  ) throws(FormatError) -> WrittenFile {
    try check(shape)
    let all = Array(cases.indices)
    switch format {
    case .jsonLines, .parquet: return try PartWriter(self, shape, format).write(all, at: path)
    case .csv: return try write(path, format) { CSVWriter(table: self, shape: shape).write(to: $0) }
    case .xes: return try write(path, format) { XESTable(self, shape).write(to: $0) }
    case .cloudEvents:
      return try write(path, format) { CloudEventsWriter(self, shape).write(to: $0) }
    case .ocelJSON:
      return try write(path, format) { OCELJSONWriter(log: ObjectLog(self, shape), file: $0).write() }
    case .ocelSQLite: return try OCELSQLiteWriter(ObjectLog(self, shape), at: path).write()
    }
  }

  private func write(
    _ path: String, _ format: EventFormat, _ body: (OutputFile) -> Void
  ) throws(FormatError) -> WrittenFile {
    let file = try OutputFile(path, format, packed: path.hasSuffix(".gz"))
    body(file)
    return try file.finish(rows: rows)
  }

  private func writeParts(
    _ parts: Int, _ path: @Sendable (Int) -> String, as format: EventFormat, _ shape: TableShape
  ) throws(FormatError) -> [WrittenFile] {
    guard (1...100).contains(parts) else { throw .table(reason: "\(parts) parts; 1 to 100 can be written") }
    let writer = PartWriter(self, shape, format)
    let cut = cut(into: parts)
    let written = Mutex([Result<WrittenFile, FormatError>?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let result = Result { () throws(FormatError) in try writer.write(cut[part], at: path(part)) }
      written.withLock { $0[part] = result }
    }
    var files: [WrittenFile] = []
    for result in written.withLock({ $0 }) { if let result { files.append(try result.get()) } }
    return files
  }

  /// The places of the cases of each part, in their order.
  func cut(into parts: Int) -> [[Int]] {
    var cut = [[Int]](repeating: [], count: parts)
    for index in cases.indices { cut[EventTable.part(of: cases[index], of: parts)].append(index) }
    return cut
  }

  /// The part in which a case stands: FNV-1a of its letters modulo the number of parts.
  public static func part(of name: String, of parts: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(hash % UInt64(parts))
  }
}

/// What is made ready once and serves all parts.
private enum PartWriter: Sendable {
  case lines(JSONLinesWriter)
  case parquet(ParquetWriter)

  init(_ table: EventTable, _ shape: TableShape, _ format: EventFormat) {
    self =
      format == .parquet ? .parquet(ParquetWriter(table, shape)) : .lines(JSONLinesWriter(table, shape))
  }

  func write(_ cases: [Int], at path: String) throws(FormatError) -> WrittenFile {
    switch self {
    case .lines(let writer):
      let file = try OutputFile(path, .jsonLines, packed: path.hasSuffix(".gz"))
      let rows = writer.write(cases, to: file)
      return try file.finish(rows: rows)
    case .parquet(let writer):
      let file = try OutputFile(path, .parquet, packed: false)
      let rows = writer.write(cases, to: file)
      return try file.finish(rows: rows)
    }
  }
}

extension EventFormat {
  /// The ending of a file that is not cut, after `events.`.
  public var ending: String {
    switch self {
    case .jsonLines: "jsonl.gz"
    case .csv: "csv.gz"
    case .parquet: "parquet"
    case .xes: "xes.gz"
    case .ocelJSON: "ocel.json"
    case .ocelSQLite: "ocel.sqlite"
    case .cloudEvents: "cloudevents.jsonl.gz"
    }
  }
}

extension EventTable {
  /// What all writers rely on.
  fileprivate func check(_ shape: TableShape) throws(FormatError) {
    guard starts.count == cases.count + 1, starts.first == 0, zip(starts, starts.dropFirst()).allSatisfy(<=)
    else { throw .table(reason: "the rows of the cases do not follow each other") }
    var names: Set<String> = [shape.caseName, shape.sequence]
    guard names.count == 2, columns.allSatisfy({ names.insert($0.name).inserted })
    else { throw .table(reason: "two columns have the same name") }
    for column in columns {
      let isWhole = column.codes.count == rows && column.codes.allSatisfy { $0 < column.words.count }
      if !isWhole { throw .table(reason: "the column \(column.name) is not whole") }
    }
    guard Set(cases).count == cases.count else { throw .table(reason: "two cases have the same name") }
  }
}
