internal import Events
internal import LMDB

/// What stands at a handle in the table of keys.
///
/// | bytes | holds |
/// |---|---|
/// | 0 | 1 for a key; 0 for one that was destroyed, and then nothing follows |
/// | 1–4 | number of the epoch, big-endian |
/// | 5–16 | nonce |
/// | 17–48 | the key, encrypted under the epoch's key |
/// | 49–64 | tag; kind, epoch and handle are bound by it |
enum KeyEntry {
  static let live: UInt8 = 1
  static let destroyed: UInt8 = 0
  static let prefixBytes = 5
  static let byteCount = prefixBytes + Cipher.keyBytes + Cipher.overhead

  static func status(_ entry: RawSpan) -> Keyring.Status {
    !entry.isEmpty && entry.byte(at: 0) == destroyed ? .destroyed : .live
  }
}
