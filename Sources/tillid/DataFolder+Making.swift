import Catalogues
import Foundation
import Journal
import Keyring
import LMDB
import Notebook
import Rebuild

extension DataFolder {
  /// Made whole in `new`, which then becomes `made`; from there each part moves to its place, the log last, since
  /// a folder with a log is a data folder. After a power cut `new` is worth nothing, and `made` is moved on.
  private var new: DataFolder { DataFolder(path: path + "/new", key: keyPath) }
  private var made: String { path + "/made" }

  /// Makes the folder with these words and, where none is given otherwise, the master key; or ends what was
  /// begun before a power cut.
  func make(words: [UInt8]) throws {
    try make { new in try new.fill(words) }
  }

  /// The same with what `fill` puts into the folder that it is lent.
  func make(_ fill: (DataFolder) throws -> Void) throws {
    guard !exists else { throw CommandError.alreadyThere(path) }
    try makeFolder()
    if !isThere(made) {
      guard !isThere(path + "/keys") else { throw CommandError.noLog(path) }
      try makeKey()
      try clear(new.path)
      try makeNew()
      try fill(new)
      try syncFolder(new.path)
      try move(new.path, to: made)
    }
    for part in ["keys", "views", "log"] where isThere("\(made)/\(part)") {
      if part == "views" { try clear("\(path)/\(part)") }
      try move("\(made)/\(part)", to: "\(path)/\(part)")
    }
    try clear(made)
  }

  private func makeFolder() throws {
    var above: [String] = []
    var folder = path
    while !isThere(folder) {
      folder = parentFolder(of: folder)
      above.append(folder)
    }
    guard isFolder(folder) else { throw CommandError.noFolder(folder) }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for folder in above { try syncFolder(folder) }
  }

  private func makeKey() throws {
    let isGiven = environment["TILLID_KEY"] != nil || environment["TILLID_KEY_COMMAND"] != nil
    if !isGiven, !isThere(keyPath) { _ = try MasterKey.make(file: keyPath) }
  }

  private func makeNew() throws {
    try FileManager.default.createDirectory(
      atPath: new.path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  private func fill(_ words: [UInt8]) throws {
    let engine = try makeEngine()
    try Notebook(engine).prepare(words)
    engine.journal.close()
  }

  /// Log and views, and keys where there are none.
  func makeEngine() throws -> Engine {
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes)
    let keyring = try Keyring(at: path + "/keys", master: try masterKey(settling: false), mapBytes: mapBytes)
    let engine = try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: mapBytes)
    _ = try engine.signingKey()
    return engine
  }

  /// On the disk before anything else is done.
  private func move(_ old: String, to place: String) throws {
    guard rename(old, place) == 0 else {
      throw LMDBError.system(path: place, doing: "move \(old) to", errno: errno)
    }
    try syncFolder(path)
  }

  private func clear(_ path: String) throws {
    if isThere(path) { try FileManager.default.removeItem(atPath: path) }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
