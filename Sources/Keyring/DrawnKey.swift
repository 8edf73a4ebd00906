public import Events
internal import Synchronization

/// A key that nobody has yet: it lives in memory until it is kept, so that work which is given up leaves no key
/// behind.
public struct DrawnKey: Sendable {
  public let handle: Handle
  private let key: Secret

  /// Drawn from the system's cryptographic generator, as the handle is.
  public init() throws(KeyringError) {
    handle = .random()
    key = try .random(count: Cipher.keyBytes)
  }

  /// The names that it will give once it is kept.
  public func namer() throws(KeyringError) -> Namer {
    unsafe try Namer(UnsafeRawBufferPointer(key.bytes).bytes)
  }

  fileprivate func keep(in table: KeyTable) throws(KeyringError) { try table.keep(key, for: handle) }
}

extension Keyring {
  /// Keeps a drawn key as that of its handle, on the disk when this returns.
  public func keep(_ drawn: DrawnKey) throws(KeyringError) {
    try folder.using { (table) throws(KeyringError) in try drawn.keep(in: table) }
  }

  /// What gives names under the key of `handle`.
  public func namer(for handle: Handle) throws(KeyringError) -> Namer {
    try shared.withLock { (sealer) throws(KeyringError) in try sealer.namer(for: handle) }
  }
}
