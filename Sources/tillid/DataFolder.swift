import Foundation
import Journal
import Keyring
import Notebook
import Rebuild

/// The folder that holds `log`, `keys` and `views`, and where its master key lies.
struct DataFolder {
  let path: String

  private var environment: [String: String] { ProcessInfo.processInfo.environment }

  var keyPath: String { environment["TILLID_KEY_FILE"] ?? path + ".key" }

  /// The most that one table file can ever hold: address space, not disk.
  private var mapBytes: Int { (environment["TILLID_MAP_MB"].flatMap(Int.init) ?? 64 << 10) << 20 }

  var exists: Bool { FileManager.default.fileExists(atPath: path + "/log") }

  /// Makes the folder and, where none is given otherwise, the master key.
  func make() throws {
    guard !exists else { throw CommandError.alreadyThere(path) }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let isGiven = environment["TILLID_KEY"] != nil || environment["TILLID_KEY_COMMAND"] != nil
    if !isGiven, !FileManager.default.fileExists(atPath: keyPath) { _ = try MasterKey.make(file: keyPath) }
    _ = try Keyring(at: path + "/keys", master: try masterKey(), mapBytes: mapBytes)
    try Journal(at: path + "/log", mapBytes: mapBytes).close()
  }

  /// Opens log, keys and views.
  func open(patience: Duration = .seconds(5)) throws -> Engine {
    try check()
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes, access: .readWrite(patience: patience))
    let keyring = try Keyring(at: path + "/keys", master: try masterKey(), mapBytes: mapBytes)
    let views = path + "/views"
    do {
      return try Engine(
        journal: journal, keyring: keyring, catalogue: .all, views: views, mapBytes: mapBytes)
    } catch  where !(error is JournalError || error is KeyringError) {
      throw CommandError.brokenViews(views, "\(error)")
    }
  }

  /// The same as what a helper does with it.
  func notebook() throws -> Notebook {
    Notebook(
      try open(),
      behind: { error in
        Terminal.complain("tillid: what was told is saved, but the views cannot follow yet: \(error)")
      })
  }

  /// Keys that are gone would else be made anew, for nothing that is in the log.
  private func check() throws {
    guard exists else { throw CommandError.noData(path) }
    guard FileManager.default.fileExists(atPath: path + "/keys") else { throw CommandError.noKeys(path) }
  }

  /// Opens everything beside whoever writes. The views stay where the last writer left them.
  func openForReading() throws -> Engine {
    try check()
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes, access: .readOnly)
    let keyring = try Keyring(
      at: path + "/keys", master: try masterKey(), mapBytes: mapBytes, readOnly: true)
    return try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: mapBytes)
  }

  private func masterKey() throws -> MasterKey {
    if environment["TILLID_KEY"] != nil { return try MasterKey(environment: "TILLID_KEY") }
    if let command = environment["TILLID_KEY_COMMAND"] { return try MasterKey(command: command) }
    return try MasterKey(file: keyPath)
  }
}
