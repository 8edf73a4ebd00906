public import Events
internal import Synchronization

extension Keyring {
  /// An epoch, and since when it is served by this machine's clock.
  public struct Epoch: Hashable, Sendable {
    public var number: UInt32
    public var began: Moment
  }

  public var epoch: Epoch {
    get throws(KeyringError) {
      try folder.using { (table) throws(KeyringError) in
        guard let (_, slot) = try folder.place.served() else { throw .epochs(path: folder.epochs.path) }
        return Epoch(number: slot.epoch, began: slot.began)
      }
    }
  }

  /// Whether a change of epoch had been cut short when this was opened. It has been completed or undone since.
  public var wasUnfinished: Bool { folder.wasUnfinished }

  /// What the last change of epoch came to.
  public var lastRotation: Rotation {
    get throws(KeyringError) {
      let table = try folder.current()
      return Rotation(
        ended: table.wrapping.epoch - 1, begun: table.wrapping.epoch, wrapped: table.meta.wrapped)
    }
  }

  /// Ends the epoch. All of it is on the disk when this returns, and nothing of the epoch before is left there.
  ///
  /// A kill at any moment leaves either epoch whole, and the next opening takes the rest away. Takes about a
  /// second for 300,000 keys.
  /// - Parameters:
  ///   - handles: whose keys are destroyed; also of those that never had one. A sealer anywhere, in any process,
  ///     forgets them before it is next used.
  ///   - master: the master key from now on; nil keeps the one that is.
  ///   - progress: told keys done and keys in all.
  @discardableResult
  public func rotate(
    destroying handles: [Handle] = [], master: MasterKey? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(KeyringError) -> Rotation {
    try rotate(Leaving(destroyed: handles), master: master, progress: progress) { _ throws(KeyringError) in }
  }

  /// Ends the epoch without these keys, of which other machines have a copy: nothing of them is left here, and no
  /// tombstone either, so that they may come again. What was destroyed stays so.
  @discardableResult
  public func letGo(_ handles: [Handle]) throws(KeyringError) -> Rotation {
    try rotate(Leaving(gone: Set(handles))) { _ throws(KeyringError) in }
  }

  func rotate(
    _ leaving: Leaving, master: MasterKey? = nil, progress: (Int, Int) -> Void = { _, _ in },
    at step: (RotationStep) throws(KeyringError) -> Void
  ) throws(KeyringError) -> Rotation {
    guard !leaving.destroyed.contains(.organisation), !leaving.gone.contains(.organisation) else {
      throw .organisation
    }
    let result = Result { () throws(KeyringError) in
      try folder.rotate(leaving, master: master, progress: progress, at: step)
    }
    // Also when remains could not be taken away: what holds the old store open would keep them for ever.
    try shared.withLock { (sealer) throws(KeyringError) in try sealer.refresh() }
    return try result.get()
  }

  /// Destroys the keys of all these at once, and ends the epoch.
  @discardableResult
  public func destroy(_ handles: [Handle]) throws(KeyringError) -> Rotation {
    try rotate(destroying: handles)
  }

  /// Completes a change of epoch whose remains could not be taken away. Does nothing when there are none.
  public func settle() throws(KeyringError) { try folder.settle() }
}
