public import Events
internal import Foundation
public import Journal
public import Keyring

extension KeyFile {
  /// Seals every key of the keyring, and the graves of those that were destroyed, into a file. It is noted in
  /// the list before the first byte is written: the list may name a file that was never finished, and never
  /// lacks one that was. What lay at `path` is overwritten, and noted as gone.
  /// - Throws: `notAKeyFile` or `otherLog` when something else lies there.
  public static func make(
    _ path: String, _ keyring: Keyring, _ journal: Journal, _ passphrase: Passphrase, at moment: Moment,
    list: KeyBackups
  ) throws -> KeyBackup {
    let before = try replaceable(path, journal.id)
    let position = try journal.end
    let copy = try keyring.copyKeys()
    var destroyed = 0
    copy.each { _, key in destroyed += key.isEmpty ? 1 : 0 }
    var header: KeyFile?
    let backup = try list.note { number in
      let file = try KeyFile(
        log: journal.id, number: number, epoch: copy.epoch, position: position, made: moment)
      header = file
      return KeyBackup(
        number: number, made: moment, position: position, epoch: copy.epoch, destroyedKeys: destroyed,
        fingerprint: try file.fingerprint, place: URL(fileURLWithPath: path).path, gone: nil)
    }
    guard var header else { throw BackupError.badList(path: list.path, line: 0) }
    header.list = try list.text() ?? []
    try header.write(path, passphrase) { add in try copy.each(add) }
    if let before, try list.all().contains(where: { $0.fingerprint == before && $0.gone == nil }) {
      try list.noteDestroyed(fingerprint: before, at: moment, by: "\(backup.number)")
    }
    return backup
  }

  /// The fingerprint of the key file that lies there; nil when nothing does.
  private static func replaceable(_ path: String, _ log: Handle) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let header = try KeyFile(beginningOf: path)
    guard header.log == log else { throw BackupError.otherLog(path: path) }
    return try header.fingerprint
  }
}

/// Throws when `file` would lie in `folder`, whatever links lead there.
public func checkApart(_ file: String, from folder: String) throws {
  func parts(_ path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
  }
  let place = parts(URL(fileURLWithPath: file).deletingLastPathComponent().path)
  if place.starts(with: parts(folder)) { throw BackupError.inside(path: file, outer: folder) }
}
