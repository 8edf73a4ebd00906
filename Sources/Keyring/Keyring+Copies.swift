public import Events
internal import LMDB

/// All keys of one moment, to be sealed for another place. They are overwritten when it is let go of.
public final class KeyCopy: Sendable {
  /// The epoch that they were read in.
  public let epoch: UInt32
  private let handles: [(handle: Handle, isLive: Bool)]
  private let keys: Secret

  init(_ table: KeyTable) throws(KeyringError) {
    let unwrapper = try Unwrapper(table.wrapping)
    let entries = try table.entries(after: nil, atMost: .max)
    let keys = Secret(count: entries.count * Cipher.keyBytes)
    handles = try entries.enumerated().map { (index, entry) throws(KeyringError) in
      guard let key = try unwrapper.key(of: entry.0, in: entry.1) else { return (entry.0, false) }
      unsafe keys.bytes[index * Cipher.keyBytes..<(index + 1) * Cipher.keyBytes].copyBytes(from: key.bytes)
      return (entry.0, true)
    }
    self.keys = keys
    epoch = table.wrapping.epoch
  }

  /// How many there are: keys, also the organisation's own, and tombstones.
  public var count: Int { handles.count }

  /// Lends each in the order of handles: the 32 bytes of a key, or none for one that was destroyed.
  public func each(_ body: (Handle, RawSpan) throws -> Void) rethrows {
    for (index, entry) in handles.enumerated() {
      let range = index * Cipher.keyBytes..<(entry.isLive ? index + 1 : index) * Cipher.keyBytes
      let key = unsafe UnsafeRawBufferPointer(rebasing: keys.bytes[range])
      unsafe try body(entry.handle, key.bytes)
    }
  }
}

/// Takes keys for a new folder.
public final class KeyIntake {
  private let store: NewStore
  private var batch: [(handle: Handle, key: Secret?)] = []
  private var last: Handle?

  init(_ store: NewStore) { self.store = store }

  /// The next, after all before it in the order of handles; the organisation's own comes first.
  /// - Parameter key: 32 bytes, or none for one that was destroyed.
  public func add(_ handle: Handle, _ key: RawSpan) throws(KeyringError) {
    let isFirst = last == nil
    guard key.byteCount == Cipher.keyBytes || key.byteCount == 0 && !isFirst,
      isFirst == handle.isOrganisation, isFirst || last ?? .organisation < handle
    else { throw .damaged(handle) }
    var secret: Secret?
    if key.byteCount > 0 {
      let copy = Secret(count: Cipher.keyBytes)
      unsafe key.withUnsafeBytes { unsafe copy.bytes.copyMemory(from: $0) }
      secret = copy
    }
    batch.append((handle, secret))
    last = handle
    if batch.count == Place.share { try flush() }
  }

  /// Whether there is anything that a folder could work with.
  var isEmpty: Bool { last == nil }

  func flush() throws(KeyringError) {
    try store.add(batch)
    batch = []
  }
}

extension Keyring {
  /// Every key and every tombstone of this moment.
  public func copyKeys() throws(KeyringError) -> KeyCopy {
    try folder.using { (table) throws(KeyringError) in try KeyCopy(table) }
  }

  /// Makes a folder of keys from those that `fill` hands over. Until all are in there is none: what is cut short
  /// is as if it had not begun.
  /// - Parameters:
  ///   - directory: where there are no keys yet; made, mode 0700.
  ///   - master: under which the new epoch is sealed; any.
  ///   - epoch: the one that the copy was read in; the new one is the next.
  public static func importKeys(
    into directory: String, master: MasterKey, after epoch: UInt32, mapBytes: Int = 4 << 30,
    _ fill: (KeyIntake) throws -> Void
  ) throws {
    let place = try Place.making(directory, mapBytes: mapBytes)
    try place.epochs.locked(exclusively: true) { () throws(KeyringError) in
      guard try place.served() == nil, !Earlier.exists(in: place.path) else {
        throw .keysExist(path: place.path)
      }
      try place.checkIsNew(beginning: epoch + 1)
    }
    let next = try place.start(epoch + 1, folder: .random(), at: 0, master)
    let intake = KeyIntake(next.store)
    try fill(intake)
    guard !intake.isEmpty else { throw KeyringError.notAKeyring(path: place.path) }
    try intake.flush()
    try place.serve(next)
  }
}
