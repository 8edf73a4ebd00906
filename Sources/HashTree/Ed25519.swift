internal import CCrypto

/// A private key of Ed25519 (RFC 8032) with the name under which it signs notes.
@safe
public final class SigningKey: Sendable {
  /// What a key is made from, and all that is to be kept of it.
  public static let seedBytes = 32

  public let verifier: VerifierKey
  private let address: UInt

  /// - Parameter name: neither empty, nor with spaces or plus signs in it.
  public init(name: String, seed: [UInt8]) throws(NoteError) {
    guard seed.count == SigningKey.seedBytes,
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { throw .crypto(doing: "take a seed of \(seed.count) bytes") }
    var (bytes, count) = ([UInt8](repeating: 0, count: VerifierKey.publicBytes), VerifierKey.publicBytes)
    let isKnown = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1
    do throws(NoteError) {
      guard isKnown else { throw .crypto(doing: "make a public key") }
      verifier = try VerifierKey(name: name, publicKey: bytes)
    } catch {
      unsafe EVP_PKEY_free(key)
      throw error
    }
    address = UInt(bitPattern: key)
  }

  deinit { unsafe EVP_PKEY_free(OpaquePointer(bitPattern: address)) }

  /// A fresh seed, from the generator of libcrypto.
  public static func randomSeed() throws(NoteError) -> [UInt8] {
    var seed = [UInt8](repeating: 0, count: seedBytes)
    guard unsafe RAND_priv_bytes(&seed, Int32(seedBytes)) == 1 else { throw .crypto(doing: "draw a seed") }
    return seed
  }

  /// 64 bytes over the bytes of `text`.
  func signature(of text: String) throws(NoteError) -> [UInt8] {
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    let (key, message) = unsafe (OpaquePointer(bitPattern: address), Array(text.utf8))
    var (bytes, count) = ([UInt8](repeating: 0, count: 64), 64)
    guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      unsafe EVP_DigestSign(context, &bytes, &count, message, message.count) == 1, count == 64
    else { throw .crypto(doing: "sign a checkpoint") }
    return bytes
  }
}

/// A public key of Ed25519 with its name, as C2SP signed-note has it: `name+id+base64(0x01 ‖ key)`.
public struct VerifierKey: Hashable, Sendable {
  static let publicBytes = 32
  /// The signature type of Ed25519.
  private static let type: UInt8 = 1

  public let name: String
  public let publicKey: [UInt8]

  /// - Parameter name: neither empty, nor with spaces or plus signs in it.
  public init(name: String, publicKey: [UInt8]) throws(NoteError) {
    guard SignedNote.isName(name), publicKey.count == VerifierKey.publicBytes else { throw .badKey(name) }
    (self.name, self.publicKey) = (name, publicKey)
  }

  /// Tells keys of one name apart: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), big-endian.
  public var id: UInt32 {
    let named = Array(name.utf8) + [0x0A, VerifierKey.type] + publicKey
    return unsafe TreeHash.sha256(named.span.bytes).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether these 64 bytes were made over the bytes of `text` with the private key to this.
  func fits(_ signature: [UInt8], _ text: String) throws(NoteError) -> Bool {
    guard signature.count == 64 else { return false }
    let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    let context = unsafe EVP_MD_CTX_new()
    defer {
      unsafe EVP_MD_CTX_free(context)
      unsafe EVP_PKEY_free(key)
    }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else {
      throw .crypto(doing: "take a public key")
    }
    let message = Array(text.utf8)
    return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String {
    let digits = String(id, radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    return "\(name)+\(padded)+\(([VerifierKey.type] + publicKey).base64)"
  }

  /// The key that `description` writes.
  public init(_ text: String) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = [UInt8](base64: parts[2]), bytes.first == VerifierKey.type else {
      throw .badKey(text)
    }
    let key = try VerifierKey(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
    guard key.description == text else { throw .badKey(text) }
    self = key
  }
}
