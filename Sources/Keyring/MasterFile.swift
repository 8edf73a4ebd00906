internal import Events
internal import Glibc

/// The file of a master key, and how it is replaced by another.
///
/// The new key is written beside it (`.new`) and synced, the next epoch is sealed under it, and then the old
/// file is written over and gives its name to the new one. After a kill between any two of these, the key that
/// opens the served epoch is in one of the two files.
public struct MasterFile: Sendable {
  public let path: String

  /// - Parameter path: a link is followed, so that what it points to is replaced.
  public init(_ path: String) {
    guard let found = unsafe realpath(path, nil) else {
      self.path = path
      return
    }
    defer { unsafe free(found) }
    self.path = unsafe String(cString: found)
  }

  private var beside: String { path + ".new" }

  /// The master key that opens the folder of keys in `keys`.
  /// - Parameter settling: completes or undoes a replacement that was cut short; only for who alone writes.
  public func key(for keys: String, settling: Bool) throws(KeyringError) -> MasterKey {
    guard unsafe access(beside, F_OK) == 0, EpochFile.exists(in: keys) else {
      return try MasterKey(file: path)
    }
    if let new = try opening(keys, beside) {
      if settling { try replace() }
      return new
    }
    let old = try MasterKey(file: path)
    // What fits neither is left as it is, for whoever looks for the right one.
    if settling, try old.opens(keys) { try shred(beside) }
    return old
  }

  /// Makes another master key, and ends the epoch so that the next is sealed under it. The key before opens
  /// nothing of this folder from then on, and nor do copies of its file.
  @discardableResult
  public func rotate(
    _ keyring: Keyring, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(KeyringError) -> Rotation {
    try rotate(keyring, progress: progress) { _ throws(KeyringError) in }
  }

  /// After each of these a kill is harmless.
  enum Step: Equatable { case written, rotation(RotationStep), overwritten, replaced }

  func rotate(
    _ keyring: Keyring, progress: (Int, Int) -> Void = { _, _ in },
    at step: (Step) throws(KeyringError) -> Void
  ) throws(KeyringError) -> Rotation {
    guard unsafe access(path, W_OK) == 0 else { throw .masterMissing(source: path, reason: reason(errno)) }
    // One that was left by a change whose remains could not be taken away opens the folder already.
    if unsafe access(beside, F_OK) == 0, try opening(keyring.path, beside) != nil {
      try replace()
    } else {
      try shred(beside)
    }
    let new = try MasterKey.make(file: beside)
    try step(.written)
    let rotation = try keyring.rotate(Leaving(), master: new, progress: progress) {
      (done) throws(KeyringError) in try step(.rotation(done))
    }
    try replace(at: step)
    return rotation
  }

  /// The key of a file, if it is one and opens what is in `keys`.
  private func opening(_ keys: String, _ file: String) throws(KeyringError) -> MasterKey? {
    do throws(KeyringError) {
      let key = try MasterKey(file: file)
      return try key.opens(keys) ? key : nil
    } catch {
      // One that was cut short while it was written has never been used.
      guard case .masterContent = error else { throw error }
      return nil
    }
  }

  private func replace(
    at step: (Step) throws(KeyringError) -> Void = { _ throws(KeyringError) in }
  ) throws(KeyringError) {
    let old = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard old >= 0 || errno == ENOENT else { throw .file(path: path, doing: "open", errno: errno) }
    if old >= 0 {
      defer { close(old) }
      try overwrite(old, path)
    }
    try step(.overwritten)
    guard unsafe rename(beside, path) == 0, syncFolder(of: path) else {
      throw .file(path: path, doing: "replace", errno: errno)
    }
    try step(.replaced)
  }
}

extension MasterKey {
  /// Whether the served epoch in `keys` is sealed under this key.
  func opens(_ keys: String) throws(KeyringError) -> Bool {
    let place = Place(path: keys, mapBytes: 0, epochs: try EpochFile(in: keys, readOnly: true))
    guard let (_, slot) = try place.served() else { return false }
    return try slot.key(under: self) != nil
  }
}
