internal import Formats

/// A file of a release, as its manifest tells of it.
struct Resource: Encodable {
  var name: String
  var path: String
  var type: String?
  var format: String
  var mediatype: String
  var encoding: String?
  var compression: String?
  var bytes: Int
  var hash: String
  /// Not called rows, which only a table may have.
  var events: Int?
  /// Cells of a table.
  var rows: Int?
  var schema: TableSchema?

  private init(_ file: WrittenFile, at path: String, _ schema: TableSchema?) {
    name = path.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    (self.path, bytes, hash) = (path, file.bytes, "sha256:\(file.sha256)")
    (type, format) = (file.format == .csv ? "table" : "file", file.format.rawValue)
    mediatype = file.format.mediatype
    encoding = file.format.isText ? "utf-8" : nil
    compression = path.hasSuffix(".gz") ? "gz" : nil
    if [.csv, .jsonLines].contains(file.format) { self.schema = schema }
  }

  /// Events, of people or invented.
  init(events file: WrittenFile, at path: String? = nil, _ schema: TableSchema) {
    self.init(file, at: path ?? file.path, schema)
    events = file.rows
  }

  /// A table of counts.
  init(cells file: WrittenFile, at path: String, _ schema: TableSchema) {
    self.init(file, at: path, schema)
    rows = file.rows
  }
}

extension EventFormat {
  fileprivate var mediatype: String {
    switch self {
    case .jsonLines, .cloudEvents: "application/x-ndjson"
    case .csv: "text/csv"
    case .parquet: "application/vnd.apache.parquet"
    case .xes: "application/xml"
    case .ocelJSON: "application/json"
    case .ocelSQLite: "application/vnd.sqlite3"
    }
  }

  fileprivate var isText: Bool { ![.parquet, .ocelSQLite].contains(self) }
}
