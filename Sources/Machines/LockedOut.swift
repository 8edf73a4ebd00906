internal import Foundation

/// What a machine does that is told by another that it was locked out: it may have been lost, so it lets nobody read
/// what it has, itself included.
extension MachineFolder {
  /// Destroys every key in the folder: the epoch's, the participants', the organisation's, and this machine's own.
  /// From then on no command opens the folder, and the process that calls this has to end. Log and views stay, and
  /// can be read by nobody.
  /// - Parameter told: by whom and when, a few words.
  public func destroyKeys(_ told: String) throws {
    try write(Array((told + "\n").utf8), at: lockedOutPath)
    try destroyRest()
  }

  /// Throws what to do where this machine's keys were destroyed since it is locked out; what a kill has left of them
  /// goes first.
  public func checkNotLockedOut() throws {
    guard isThere(lockedOutPath) else { return }
    try destroyRest()
    let why = try String(contentsOfFile: lockedOutPath, encoding: .utf8)
    throw MachinesError.keysDestroyed(why.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// The epoch's key first: without it no other opens.
  private func destroyRest() throws {
    let keys = path + "/keys"
    let stores = (FileManager.default.enumerator(atPath: keys)?.compactMap { $0 as? String } ?? [])
      .filter { $0 != "epoch" }.map { "\(keys)/\($0)" }
    for file in ["\(keys)/epoch", identityPath, askingPath, brokerPath, path + "/broker/own.key"] + stores
    where isFile(file) {
      try overwrite(file)
    }
  }

  private func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}
