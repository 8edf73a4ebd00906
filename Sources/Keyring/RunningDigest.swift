internal import CCrypto

/// SHA-256 over bytes that come one piece after another.
@safe
public struct RunningDigest: ~Copyable {
  private let context: OpaquePointer

  public init() throws(KeyringError) {
    guard let context = unsafe EVP_MD_CTX_new() else { throw .crypto(doing: "make a hash") }
    guard unsafe EVP_DigestInit_ex2(context, EVP_sha256(), nil) == 1 else {
      unsafe EVP_MD_CTX_free(context)
      throw .crypto(doing: "prepare SHA-256")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  public mutating func add(_ bytes: RawSpan) throws(KeyringError) {
    let isAdded = unsafe bytes.withUnsafeBytes { bytes in
      unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
    }
    guard isAdded else { throw .crypto(doing: "hash") }
  }

  /// The 32 bytes over all that was added. Nothing can be added after.
  public mutating func finish() throws(KeyringError) -> [UInt8] {
    var (output, length) = ([UInt8](repeating: 0, count: Digest.byteCount), UInt32(0))
    let isDone = unsafe output.withUnsafeMutableBufferPointer { output in
      unsafe EVP_DigestFinal_ex(context, output.baseAddress, &length) == 1
    }
    guard isDone, length == Digest.byteCount else { throw .crypto(doing: "hash") }
    return output
  }
}
