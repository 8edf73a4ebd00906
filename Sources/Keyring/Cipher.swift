internal import CCrypto

/// AES-256-GCM in one direction under one key at a time. Preparing a key costs more than a short message, so
/// it stays until another is given.
@safe
struct Cipher: ~Copyable {
  static let keyBytes = 32
  static let tagBytes = 16
  /// What sealing adds: nonce before, tag after.
  static let overhead = Nonces.byteCount + tagBytes

  enum Direction: Int32 { case open = 0, seal = 1 }

  private let context: OpaquePointer

  init(_ direction: Direction) throws(KeyringError) {
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw .crypto(doing: "make a cipher") }
    guard unsafe EVP_CipherInit_ex2(context, EVP_aes_256_gcm(), nil, nil, direction.rawValue, nil) == 1 else {
      unsafe EVP_CIPHER_CTX_free(context)
      throw .crypto(doing: "prepare AES-256-GCM")
    }
    unsafe self.context = context
  }

  /// Overwrites the prepared key.
  deinit { unsafe EVP_CIPHER_CTX_free(context) }

  /// Prepares another key of 32 bytes.
  @unsafe mutating func prepare(_ key: UnsafeRawPointer) throws(KeyringError) {
    let key = unsafe key.assumingMemoryBound(to: UInt8.self)
    guard unsafe EVP_CipherInit_ex2(context, nil, key, nil, -1, nil) == 1 else {
      throw .crypto(doing: "prepare a key")
    }
  }

  /// Prepares another key.
  mutating func prepare(_ key: Secret) throws(KeyringError) {
    guard key.count == Cipher.keyBytes, let start = unsafe key.bytes.baseAddress else {
      throw .crypto(doing: "prepare a key of \(key.count) bytes")
    }
    try unsafe prepare(UnsafeRawPointer(start))
  }

  /// Prepares a key of zeros, which overwrites the one before.
  mutating func forget() throws(KeyringError) { try prepare(Secret(count: Cipher.keyBytes)) }

  /// Writes nonce, ciphertext and tag to `output`, which is longer than `plain` by `overhead`.
  @unsafe mutating func seal(
    _ plain: UnsafeRawBufferPointer, nonce: [12 of UInt8], binding: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let start = output.baseAddress, output.count == plain.count + Cipher.overhead else { return false }
    unsafe start.storeBytes(of: nonce, as: [12 of UInt8].self)
    let text = unsafe start + Nonces.byteCount
    return unsafe run(plain, nonce: UnsafeRawPointer(start), binding, into: text) && finish()
      && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Cipher.tagBytes), text + plain.count) == 1
  }

  /// Nonce, ciphertext and tag in one.
  @unsafe mutating func sealed(
    _ plain: UnsafeRawBufferPointer, nonce: [12 of UInt8], binding: UnsafeRawBufferPointer
  ) throws(KeyringError) -> [UInt8] {
    let total = plain.count + Cipher.overhead
    var isSealed = false
    let output = unsafe [UInt8](unsafeUninitializedCapacity: total) { output, count in
      let output = unsafe UnsafeMutableRawBufferPointer(start: output.baseAddress, count: total)
      isSealed = unsafe seal(plain, nonce: nonce, binding: binding, into: output)
      count = isSealed ? total : 0
    }
    guard isSealed else { throw .crypto(doing: "seal \(plain.count) bytes") }
    return output
  }

  /// Writes what was sealed to `output`, which is shorter than `sealed` by `overhead`; false, and then `output`
  /// holds nothing of use, unless it is what was sealed under this key and binding.
  @unsafe mutating func open(
    _ sealed: UnsafeRawBufferPointer, binding: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let start = sealed.baseAddress, sealed.count == output.count + Cipher.overhead else { return false }
    let text = unsafe UnsafeRawBufferPointer(start: start + Nonces.byteCount, count: output.count)
    let tag = unsafe UnsafeMutableRawPointer(mutating: start + Nonces.byteCount + output.count)
    return unsafe run(text, nonce: start, binding, into: output.baseAddress)
      && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Cipher.tagBytes), tag) == 1 && finish()
  }

  @unsafe private func run(
    _ input: UnsafeRawBufferPointer, nonce: UnsafeRawPointer, _ binding: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawPointer?
  ) -> Bool {
    var length: Int32 = 0
    let nonce = unsafe nonce.assumingMemoryBound(to: UInt8.self)
    guard unsafe EVP_CipherInit_ex2(context, nil, nil, nonce, -1, nil) == 1 else { return false }
    if unsafe !binding.isEmpty {
      guard unsafe EVP_CipherUpdate(context, nil, &length, binding.octets, Int32(binding.count)) == 1 else {
        return false
      }
    }
    guard unsafe !input.isEmpty else { return true }
    let output = unsafe output?.assumingMemoryBound(to: UInt8.self)
    return unsafe EVP_CipherUpdate(context, output, &length, input.octets, Int32(input.count)) == 1
  }

  /// Whether the tag fits, when opening. GCM writes nothing more.
  private func finish() -> Bool {
    var (rest, length): (UInt64, Int32) = (0, 0)
    return unsafe withUnsafeMutableBytes(of: &rest) { rest in
      unsafe EVP_CipherFinal_ex(context, rest.baseAddress?.assumingMemoryBound(to: UInt8.self), &length) == 1
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var octets: UnsafePointer<UInt8>? { unsafe baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
