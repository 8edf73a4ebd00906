internal import CCrypto

/// `count` bytes from the generator of libcrypto (NIST SP 800-90A, seeded by the system).
public func randomBytes(_ count: Int) throws(KeyringError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  let isFilled = unsafe bytes.withUnsafeMutableBytes { unsafe fill($0) }
  guard isFilled else { throw .crypto(doing: "draw random bytes") }
  return bytes
}

@unsafe func fillRandomly(_ bytes: UnsafeMutableRawBufferPointer) throws(KeyringError) {
  guard unsafe fill(bytes) else { throw .crypto(doing: "draw random bytes") }
}

@unsafe private func fill(_ bytes: UnsafeMutableRawBufferPointer) -> Bool {
  unsafe RAND_bytes(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(bytes.count)) == 1
}

/// Nonces of 96 bits, drawn at random in blocks of 4,092 bytes.
///
/// A counter would repeat after a folder is restored from a backup, and one repeated nonce breaks GCM. Random
/// ones allow 2³² messages for a key (NIST SP 800-38D, 8.3): more than a person's life of events.
struct Nonces {
  static let byteCount = 12
  private var block: [UInt8] = []
  private var used = 0

  mutating func next() throws(KeyringError) -> [12 of UInt8] {
    if used == block.count { (block, used) = (try randomBytes(341 * Nonces.byteCount), 0) }
    defer { used += Nonces.byteCount }
    return [12 of UInt8] { index in block[used + index] }
  }
}
