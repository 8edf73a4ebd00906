import Catalogues
import Foundation
import Journal
import Keyring
import Machines
import Notebook
import Rebuild

/// The folder that holds `log`, `keys` and `views`, and where its master key lies.
struct DataFolder {
  let path: String
  /// Where the master key lies, unless it lies beside the folder or elsewhere by the environment.
  var key: String?

  var environment: [String: String] { ProcessInfo.processInfo.environment }

  var keyPath: String { key ?? environment["TILLID_KEY_FILE"] ?? path + ".key" }

  /// What one table file can hold before its map must grow: address space, not disk.
  var mapBytes: Int { (environment["TILLID_MAP_MB"].flatMap(Int.init) ?? 64 << 10) << 20 }

  var exists: Bool { FileManager.default.fileExists(atPath: path + "/log") }

  /// What is wrong with the files themselves, read without trusting them, before anything is opened.
  func structure() throws -> [String] {
    try check()
    let log = try Journal.structure(at: path + "/log", mapBytes: mapBytes).map { "log/data.mdb, \($0)" }
    let keys = try Keyring.structure(at: path + "/keys", mapBytes: mapBytes).map { "keys/\($0)" }
    return log + keys
  }

  /// Where looks are left that the log does not have yet.
  var looks: String { path + "/access/reads" }

  /// Opens log, keys and views.
  func open(patience: Duration = DataFolder.patience) throws -> Engine {
    try check()
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes, access: .readWrite(patience: patience))
    let keyring = try Keyring(at: keysPath, master: try masterKey(settling: true), mapBytes: mapBytes)
    let views = path + "/views"
    do {
      return try Engine(
        journal: journal, keyring: keyring, catalogue: .all, views: views, mapBytes: mapBytes)
    } catch  where !(error is JournalError || error is KeyringError) {
      throw CommandError.brokenViews(views, "\(error)")
    }
  }

  /// How long a command waits for another process that writes.
  static let patience = Duration.seconds(5)

  /// The same as what a helper does with it.
  func notebook(patience: Duration = DataFolder.patience) throws -> Notebook {
    let (engine, machine) = (try open(patience: patience), MachineFolder(path))
    let moved = Moved(machine, engine.keyring)
    return Notebook(
      engine, region: try machine.settings()?.region ?? "", moved: { try moved.whereabouts(of: $0)?.region },
      behind: { error in
        Terminal.complain("tillid: what was told is saved, but the views cannot follow yet: \(error)")
      })
  }

  /// Keys that are gone would else be made anew, for nothing that is in the log.
  private func check() throws {
    guard exists else { throw CommandError.noData(path) }
    try MachineFolder(path).checkNotLockedOut()
    guard FileManager.default.fileExists(atPath: path + "/keys") else { throw CommandError.noKeys(path) }
  }

  /// Opens everything beside whoever writes. The views stay where the last writer left them.
  func openForReading() throws -> Engine {
    try check()
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes, access: .readOnly)
    let keyring = try Keyring(
      at: keysPath, master: try masterKey(settling: false), mapBytes: mapBytes, readOnly: true)
    return try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: mapBytes)
  }

  /// As the one who writes, who completes what was cut short; beside another one where there is one.
  func openForVerifying() throws -> Engine {
    do { return try open(patience: .zero) } catch JournalError.writerBusy { return try openForReading() }
  }

  /// Where the master key comes from.
  enum MasterSource {
    case variable, command, file(MasterFile)
  }

  var masterSource: MasterSource {
    if environment["TILLID_KEY"] != nil { return .variable }
    if environment["TILLID_KEY_COMMAND"] != nil { return .command }
    return .file(MasterFile(keyPath))
  }

  private var keysPath: String { path + "/keys" }

  /// - Parameter settling: a change of the key in its file that was cut short is completed or undone.
  func masterKey(settling: Bool) throws -> MasterKey {
    switch masterSource {
    case .variable: try MasterKey(environment: "TILLID_KEY")
    case .command: try MasterKey(command: environment["TILLID_KEY_COMMAND"] ?? "")
    case .file(let file): try file.key(for: keysPath, settling: settling)
    }
  }
}
