internal import CSQLite
internal import Glibc

/// A new file of SQLite that is written in one go and is the same each time: no journal, one transaction, and the
/// version of the library, which SQLite leaves in the file, is blotted out.
final class Database {
  private let path: String
  private var handle: OpaquePointer?

  /// What was there under its name is lost.
  init(_ path: String) throws(FormatError) {
    self.path = path
    try FormatError.makeFolders(above: path)
    if unlink(path) != 0 && errno != ENOENT { throw .system(path, "replace") }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK
    else { throw fault("make") }
    try run("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ sql: String) throws(FormatError) {
    if sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw fault("write") }
  }

  func prepare(_ sql: String) throws(FormatError) -> Row {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw fault("write") }
    return Row(statement: statement, database: self)
  }

  func fault(_ doing: String) -> FormatError {
    .file(path: path, doing: doing, reason: String(cString: sqlite3_errmsg(handle)))
  }

  /// Rows that are put into one table.
  final class Row {
    private let statement: OpaquePointer?
    private let database: Database

    fileprivate init(statement: OpaquePointer?, database: Database) {
      (self.statement, self.database) = (statement, database)
    }

    deinit { sqlite3_finalize(statement) }

    /// An empty value is put as NULL.
    func put(_ values: [String]) throws(FormatError) {
      for (place, value) in values.enumerated() {
        let place = Int32(place + 1)
        if value.isEmpty {
          sqlite3_bind_null(statement, place)
        } else {
          sqlite3_bind_text(statement, place, value, Int32(value.utf8.count), Self.copied)
        }
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw database.fault("write") }
      sqlite3_reset(statement)
    }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  func finish(rows: Int) throws(FormatError) -> WrittenFile {
    try run("COMMIT")
    guard sqlite3_close(handle) == SQLITE_OK else { throw fault("close") }
    handle = nil
    // SQLITE_VERSION_NUMBER of the last writer, of section 1.3 of the file format: says nothing on the contents.
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, pwrite(descriptor, [0, 0x2E, 0x63, 0x41] as [UInt8], 4, 96) == 4,
      fsync(descriptor) == 0
    else { throw .system(path, "write") }
    return try WrittenFile(hashing: path, format: .ocelSQLite, rows: rows)
  }
}
