internal import Events
internal import Foundation

/// A file of looks that the log does not have yet: sealed records one behind the other, each after its length in
/// four bytes. It is not synced: the system keeps what was written when this process is killed.
struct ReadPage {
  private let path: String
  private let file: FileHandle

  struct Record: Sendable {
    let header: Header
    let body: [UInt8]
  }

  /// A new one, readable by nobody else.
  init(_ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
    try self.init(existing: path)
  }

  private init(existing path: String) throws {
    self.path = path
    file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
  }

  private static let beside = "beside-"

  /// What processes have left that are gone, or that read beside the one who writes.
  /// - Parameter besideOnly: whoever writes has pages of its own there.
  static func left(in folder: String, besideOnly: Bool = false) throws -> [ReadPage] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { !$0.hasPrefix(".") && (!besideOnly || $0.hasPrefix(beside)) }
      .map { try ReadPage(existing: folder + "/" + $0) }
  }

  /// Made where it is missing.
  static func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Leaves looks for whoever writes; nobody meets them half written.
  static func leave(_ records: [Record], _ origin: UInt64, in folder: String) throws {
    try makeFolder(folder)
    let name = beside + origin.hexadecimal
    let page = try ReadPage(folder + "/." + name)
    for record in records { try page.write(record) }
    try page.file.close()
    try FileManager.default.moveItem(atPath: page.path, toPath: folder + "/" + name)
  }

  func write(_ record: Record) throws {
    let head = record.header.bytes
    let count = UInt32(head.count + record.body.count)
    let bytes = withUnsafeBytes(of: count.littleEndian, Array.init) + head + record.body
    try file.write(contentsOf: Data(bytes))
  }

  /// All that were written to their end: the last may have been broken off, and was never answered.
  func records() throws -> [Record] {
    try file.seek(toOffset: 0)
    let bytes = try file.readToEnd().map { [UInt8]($0) } ?? []
    var records: [Record] = []
    var rest = bytes[...]
    while rest.count > 4 {
      let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let record = Array(rest.dropFirst(4).prefix(count))
      guard count > Header.byteCount, record.count == count else { break }
      records.append(
        Record(header: try Header(record.span.bytes), body: Array(record.dropFirst(Header.byteCount))))
      rest = rest.dropFirst(4 + count)
    }
    return records
  }

  func clear() throws { try file.truncate(atOffset: 0) }

  func remove() throws {
    try file.close()
    try FileManager.default.removeItem(atPath: path)
  }
}
