import Backup
import Foundation
import Journal
import Keyring
import Rebuild

extension DataFolder {
  /// The list of key files that were made.
  var keyBackups: KeyBackups { KeyBackups(in: path) }

  func checkExists() throws {
    guard exists else { throw CommandError.noData(path) }
  }

  /// Beside whoever writes, where the log can be signed for already; else as its writer, once.
  func openForCopying() throws -> Engine {
    try signable() ?? open()
  }

  private func signable() throws -> Engine? {
    do {
      let engine = try openForReading()
      return try engine.journal.sealedSigningSeed() == nil ? nil : engine
    } catch JournalError.treeBehind { return nil } catch KeyringError.earlierLayout { return nil }
  }

  /// The master key of a folder that is restored: as it is given, or a new one in its file.
  func masterForRestoring() throws -> MasterKey {
    switch masterSource {
    case .variable: try MasterKey(environment: "TILLID_KEY")
    case .command: try MasterKey(command: ProcessInfo.processInfo.environment["TILLID_KEY_COMMAND"] ?? "")
    case .file(let file):
      FileManager.default.fileExists(atPath: file.path)
        ? try MasterKey(file: file.path) : try MasterKey.make(file: file.path)
    }
  }
}
