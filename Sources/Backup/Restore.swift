internal import Events
internal import Foundation
internal import Glibc
internal import HashTree
internal import Journal
public import Keyring

/// What a restore made.
public struct Restored: Sendable {
  public let log: Checked
  public let keys: CheckedKeys
  /// How many people the log knows to be erased: none of them got a key.
  public let erased: Int
}

/// Makes a data folder out of a backup and a key file.
public struct Restore {
  public let backup: BackupFolder
  public let keyFile: String
  public let passphrase: Passphrase
  /// The data folder that is to be. It must not be there, or be empty.
  public let target: String
  public let mapBytes: Int

  public init(
    _ backup: BackupFolder, keyFile: String, _ passphrase: Passphrase, to target: String,
    mapBytes: Int = 64 << 30
  ) {
    (self.backup, self.keyFile, self.passphrase) = (backup, keyFile, passphrase)
    (self.target, self.mapBytes) = (target, mapBytes)
  }

  private var beside: String { target + ".restoring" }

  /// Throws unless the data folder is yet to be made.
  public func checkTarget() throws {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []  // it need not be there
    guard found.isEmpty else { throw BackupError.occupied(path: target) }
  }

  /// Builds log and keys beside, and moves them to their name in one step. What was checked is read once more,
  /// and must come to the same root.
  /// - Parameters:
  ///   - master: the master key of the new folder; asked for when all is verified.
  ///   - progress: told events done and events in all.
  public func run(
    _ checked: Checked, _ keys: CheckedKeys, master: () throws -> MasterKey,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Restored {
    try checkTarget()
    let files = FileManager.default
    if files.fileExists(atPath: beside) { try files.removeItem(atPath: beside) }
    do {
      try files.createDirectory(
        atPath: beside, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let master = try master()
      try restoreLog(checked, progress)
      let erased = try restoreKeys(checked, keys, master)
      try restoreList(keys)
      try syncFolder(beside)
      guard unsafe rename(beside, target) == 0 else {
        throw BackupError.system(path: target, doing: "make", errno: errno)
      }
      try syncFolder(of: target)
      return Restored(log: checked, keys: keys, erased: erased)
    } catch {
      _ = try? files.removeItem(atPath: beside)  // the next try takes it away
      throw error
    }
  }

  private func restoreLog(_ checked: Checked, _ progress: (Int, Int) -> Void) throws {
    let log = try Restoring(at: beside + "/log", log: checked.log, mapBytes: mapBytes)
    try backup.each(checked) { position, record in
      try log.append(record)
      if position % 4096 == 0 { progress(Int(position), Int(checked.size)) }
    }
    let head = try Checkpoint(text: checked.checkpoint.text)
    guard log.root == head.root else {
      throw BackupError.damaged(path: backup.path, "it was changed while it was read")
    }
    try log.finish(sealedSigningSeed: checked.signingSeed, signed: head)
  }

  /// - Returns: how many are erased.
  private func restoreKeys(_ checked: Checked, _ keys: CheckedKeys, _ master: MasterKey) throws -> Int {
    let erased = try erased(checked, keys, master)
    let nothing: [UInt8] = []
    try Keyring.importKeys(
      into: beside + "/keys", master: master, after: keys.file.epoch, mapBytes: mapBytes
    ) { intake in
      var graves = erased.sorted()[...]
      try KeyFile.open(keyFile, passphrase) { handle, key in
        while let grave = graves.first, grave < handle {
          try intake.add(graves.removeFirst(), unsafe nothing.span.bytes)
        }
        if graves.first == handle { graves.removeFirst() }
        try intake.add(handle, erased.contains(handle) ? unsafe nothing.span.bytes : key)
      }
      for grave in graves { try intake.add(grave, unsafe nothing.span.bytes) }
    }
    return erased.count
  }

  /// Those whom the log knows to be erased, read with the organisation's key alone: no key of theirs is ever
  /// written to this disk.
  private func erased(
    _ checked: Checked, _ keys: CheckedKeys, _ master: MasterKey
  ) throws -> Set<Handle> {
    guard !checked.erasures.isEmpty else { return [] }
    let first = beside + "/first-key"
    try Keyring.importKeys(into: first, master: master, after: keys.file.epoch) { intake in
      try KeyFile.open(keyFile, passphrase) { handle, key in
        if handle.isOrganisation { try intake.add(handle, key) }
      }
    }
    let keyring = try Keyring(at: first, master: master, readOnly: true)
    var erased: Set<Handle> = []
    for record in checked.erasures {
      let header = try Header(unsafe record.span.bytes)
      let body = try keyring.open(
        Array(record.dropFirst(Header.byteCount)), for: header.handle, binding: header.bytes)
      guard case .erased(let handles) = try Body.read(unsafe body.span.bytes, under: header).content else {
        continue
      }
      erased.formUnion(handles)
    }
    try FileManager.default.removeItem(atPath: first)
    return erased.subtracting([.organisation])
  }

  /// The longer of the lists in the backup and in the key file: each is the beginning of the other.
  private func restoreList(_ keys: CheckedKeys) throws {
    let ours = try KeyBackups(path: backup.listPath).text() ?? []
    let list = ours.count >= keys.file.list.count ? ours : keys.file.list
    guard !list.isEmpty else { return }
    try backup.put(list, at: beside + "/" + KeyBackups.name)
  }
}
