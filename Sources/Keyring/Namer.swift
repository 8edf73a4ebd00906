public import Events

/// Gives names to things that must be found again and not be guessed: HMAC with SHA-256 (RFC 2104) under a key
/// that is derived from a handle's own. The same text has the same name as long as that key lives.
public struct Namer: Sendable {
  private let key: Secret

  init(_ key: RawSpan) throws(KeyringError) {
    var derived = unsafe try Digest.hmac(Array("names".utf8).span.bytes, key: key)
    defer { wipe(&derived) }
    self.key = Secret(count: derived.count)
    for (index, byte) in derived.enumerated() { unsafe self.key.bytes[index] = byte }
  }

  /// 32 bytes.
  public func name(_ text: String) throws(KeyringError) -> [UInt8] {
    let text = Array(text.utf8)
    return unsafe try Digest.hmac(text.span.bytes, key: UnsafeRawBufferPointer(key.bytes).bytes)
  }
}

extension Sealer {
  /// What gives names under the key of `handle`.
  public mutating func namer(for handle: Handle) throws(KeyringError) -> Namer {
    try refresh()
    let key = unsafe UnsafeRawBufferPointer(start: try key(of: handle), count: Cipher.keyBytes)
    return unsafe try Namer(key.bytes)
  }
}
