internal import Events
internal import LMDB

/// One of the two slots of the file of epochs: the key of an epoch, sealed under the master key.
///
/// | bytes | holds |
/// |---|---|
/// | 0–7 | format, big-endian |
/// | 8–23 | the folder's random name |
/// | 24 | 1 while the epoch's store is built; 2 from then on |
/// | 28–31 | number of the epoch, big-endian, from 1 |
/// | 32–39 | when it began: milliseconds since 1970-01-01T00:00:00Z, big-endian |
/// | 40–99 | the epoch's key: nonce, ciphertext, tag; all the above but byte 24 is bound by it |
/// | 100–131 | SHA-256 of bytes 0–99 |
///
/// The key of an epoch is drawn at random and sealed, not derived from the master key: so a new master key
/// needs one slot to be written and no key of a participant, and the tag tells a wrong master key at once.
struct EpochSlot: Sendable {
  enum State: UInt8 { case building = 1, current = 2 }

  let folder: Handle
  let epoch: UInt32
  let began: Moment
  private let sealed: [UInt8]
  var state: State

  static let byteCount = 132
  /// Where state and number stand, as one number that grows with both.
  static let wordOffset = 24

  /// What `wordOffset` holds of an epoch that is served.
  static func servedWord(_ epoch: UInt32) -> UInt64 { UInt64(State.current.rawValue) << 56 | UInt64(epoch) }

  /// A slot whose store is yet to be built.
  init(folder: Handle, epoch: UInt32, began: Moment, key: Secret, master: MasterKey) throws(KeyringError) {
    let binding = EpochSlot.binding(folder, epoch, began)
    var cipher = try Cipher(.seal)
    try cipher.prepare(master.secret)
    var nonces = Nonces()
    let nonce = try nonces.next()
    sealed = unsafe try binding.span.bytes.withUnsafeBytes { (binding) throws(KeyringError) in
      unsafe try cipher.sealed(UnsafeRawBufferPointer(key.bytes), nonce: nonce, binding: binding)
    }
    (self.folder, self.epoch, self.began, state) = (folder, epoch, began, .building)
  }

  /// nil where the bytes are no slot, or were altered.
  init?(_ bytes: RawSpan) throws(KeyringError) {
    guard bytes.byteCount >= EpochSlot.byteCount, bytes.bigEndian(at: 0) == Keyring.format,
      let state = State(rawValue: bytes.byte(at: 24)),
      try Digest.sha256(bytes.extracting(0..<100)) == [UInt8](copying: bytes.extracting(100..<132))
    else { return nil }
    folder = Handle(bytes, at: 8)
    epoch = UInt32(truncatingIfNeeded: bytes.bigEndian(at: 24))
    began = Moment(milliseconds: Int64(bitPattern: bytes.bigEndian(at: 32)))
    sealed = [UInt8](copying: bytes.extracting(40..<100))
    self.state = state
  }

  var bytes: [UInt8] {
    get throws(KeyringError) {
      var bytes: [UInt8] = []
      bytes.append(bigEndian: Keyring.format)
      bytes += folder.bytes
      bytes.append(bigEndian: UInt64(state.rawValue) << 56 | UInt64(epoch))
      bytes.append(bigEndian: UInt64(bitPattern: began.milliseconds))
      bytes += sealed
      return bytes + (unsafe try Digest.sha256(bytes.span.bytes))
    }
  }

  /// The epoch's key; nil when it was sealed under another master key.
  func key(under master: MasterKey) throws(KeyringError) -> Secret? {
    let key = Secret(count: Cipher.keyBytes)
    var cipher = try Cipher(.open)
    try cipher.prepare(master.secret)
    let binding = EpochSlot.binding(folder, epoch, began)
    let isOpen = unsafe sealed.withUnsafeBytes { sealed in
      unsafe binding.withUnsafeBytes {
        unsafe cipher.open(sealed, binding: $0, into: key.bytes)
      }
    }
    return isOpen ? key : nil
  }

  private static func binding(_ folder: Handle, _ epoch: UInt32, _ began: Moment) -> [UInt8] {
    var binding = Array("epoch".utf8)
    binding.append(bigEndian: Keyring.format)
    binding += folder.bytes
    binding.append(bigEndian: UInt64(epoch))
    binding.append(bigEndian: UInt64(bitPattern: began.milliseconds))
    return binding
  }
}
