internal import Events
internal import Glibc
internal import Journal
internal import Keyring

extension KeyFile {
  init(
    log: Handle, number: Int, epoch: UInt32, position: Position, made: Moment, list: [UInt8] = [],
    cost: ScryptCost = .recovery
  ) throws(KeyringError) {
    salt = try randomBytes(32)
    (self.log, self.number, self.epoch, self.position, self.made) = (log, number, epoch, position, made)
    (self.list, self.cost) = (list, cost)
  }

  /// Writes it beside `path`, and to that name when all is on the disk. What lay there is overwritten.
  /// - Parameter entries: gives each key, or none for one that was destroyed, to the closure that it gets.
  func write(
    _ path: String, _ passphrase: Passphrase,
    entries: (_ add: (Handle, RawSpan) throws -> Void) throws -> Void
  ) throws {
    let (before, nothing) = (Replaced(path), [UInt8](repeating: 0, count: 32))
    let file = try OutputFile(path)
    try file.append(bytes)
    try file.append(list)
    var seal = try ChunkSeal.sealing(
      passphrase: unsafe passphrase.bytes.span.bytes, salt: salt, cost: cost, binding: binding)
    try entries { handle, key in
      let clear = [key.isEmpty ? 0 : 1] + [UInt8](repeating: 0, count: 15) + handle.bytes
      try file.append(try seal.seal(unsafe clear.span.bytes))
      try file.append(try seal.seal(key.isEmpty ? unsafe nothing.span.bytes : key))
    }
    try file.append(try seal.finish())
    _ = try file.finish()
    try before?.overwrite()
  }
}

/// The file that had a name before another one got it: still open, so that its bytes can be written over. That
/// reaches the bytes themselves where the file system writes in place; a disk that moves blocks keeps what it
/// likes, sealed to the passphrase.
private final class Replaced {
  private let path: String
  private let file: Int32

  /// nil when there is none.
  init?(_ path: String) {
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    (self.path, self.file) = (path, file)
  }

  deinit { close(file) }

  func overwrite() throws(BackupError) {
    var facts = stat()
    guard unsafe fstat(file, &facts) == 0 else {
      throw .system(path: path, doing: "measure", errno: errno)
    }
    try Backup.write([UInt8](repeating: 0, count: Int(facts.st_size)), to: file, path: path)
    guard fsync(file) == 0 else { throw .system(path: path, doing: "overwrite", errno: errno) }
  }
}
