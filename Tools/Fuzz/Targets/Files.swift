import Foundation
import LMDB

extension Target {
  /// A file of LMDB: its structure is sound, and then LMDB reads the same entries and finds each by its key; or
  /// it is refused, at opening too, with a sentence.
  static let file = Target("file", longest: 64 << 10) { input in
    let folder = try Folder(input)
    defer { folder.remove() }
    var entries: [String: [[UInt8]: [UInt8]]] = [:]
    do {
      let findings = try Environment.structure(at: folder.path, mapBytes: 16 << 20) { table, key, value in
        entries[table, default: [:]][key] = value
      }
      guard findings.isEmpty else { return }
      let environment = try Environment(
        at: folder.path, mapBytes: 16 << 20, tables: Array(entries.keys.sorted().prefix(50)), readOnly: true)
      try compare(environment, entries)
    } catch let error as LMDBError { try hold(!error.description.isEmpty, "an error is a sentence") }
  }

  private static func compare(_ environment: Environment, _ entries: [String: [[UInt8]: [UInt8]]]) throws {
    let read = try environment.beginRead()
    for (name, kept) in entries {
      let table: Table<[UInt8]> = environment.table(name)
      var cursor = try read.cursor(over: table)
      var count = 0
      while try cursor.next() { count += 1 }
      try hold(count == kept.count, "LMDB walks past as many entries")
      for (key, value) in kept {
        guard let found = try read.value(at: key, in: table) else {
          throw Broken(description: "LMDB finds every key")
        }
        let bytes = [UInt8](copying: found)
        try hold(bytes == value, "LMDB finds every entry")
      }
    }
  }
}

/// A folder in memory with one file, for as long as one input is tried.
private struct Folder {
  let path: String

  init(_ bytes: [UInt8]) throws {
    let place = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    path = "\(place)/tillid-fuzz-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path + "/data.mdb"))
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }  // The next input is written over it.
}
