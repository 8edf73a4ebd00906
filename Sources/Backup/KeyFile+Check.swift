public import Events
internal import Journal

/// What a key file is good for, held against a log.
public struct CheckedKeys: Sendable {
  public let file: KeyFile
  public let live: Int
  public let destroyed: Int
  /// Those of whom the log has events, and the file neither a key nor that it was destroyed: they came later.
  public let missing: [Handle]
  /// How many events of theirs there are.
  public let missingEvents: Int

  /// How many events are known to be missing, since the file knows of a longer log.
  public func lost(after size: UInt64) -> UInt64 { file.position > size ? file.position - size : 0 }
}

extension KeyFile {
  /// Reads all of it, and changes nothing.
  public static func check(
    _ path: String, _ passphrase: Passphrase, against log: Checked
  ) throws -> CheckedKeys {
    let file = try KeyFile(reading: path)
    guard file.log == log.log else { throw BackupError.otherLog(path: path) }
    var missing = log.events
    let count = try open(path, passphrase) { handle, _ in missing[handle] = nil }
    guard missing[.organisation] == nil else {
      throw BackupError.damaged(path: path, "it has no key of the organisation's own")
    }
    return CheckedKeys(
      file: file, live: count.live, destroyed: count.destroyed, missing: missing.keys.sorted(),
      missingEvents: missing.values.reduce(0, +))
  }
}
