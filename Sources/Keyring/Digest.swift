internal import CCrypto

/// Fingerprints of 32 bytes.
public enum Digest {
  public static let byteCount = 32

  /// SHA-256 (FIPS 180-4).
  public static func sha256(_ bytes: RawSpan) throws(KeyringError) -> [UInt8] {
    unsafe try digest("hash") { (output, length) in
      unsafe bytes.withUnsafeBytes { input in
        var count: UInt32 = 0
        let done = unsafe EVP_Digest(input.baseAddress, input.count, output, &count, method, nil)
        unsafe length?.pointee = Int(count)
        return done
      }
    }
  }

  /// Fetched once, since that costs more than hashing an event; never freed.
  private static let fetched = unsafe UInt(bitPattern: EVP_MD_fetch(nil, "SHA256", nil))
  private static var method: OpaquePointer? { unsafe OpaquePointer(bitPattern: fetched) }

  /// HMAC with SHA-256 (RFC 2104).
  public static func hmac(_ bytes: RawSpan, key: RawSpan) throws(KeyringError) -> [UInt8] {
    unsafe try digest("authenticate") { (output, length) in
      unsafe key.withUnsafeBytes { key in
        unsafe bytes.withUnsafeBytes { input in
          let (start, count) = unsafe (input.baseAddress?.assumingMemoryBound(to: UInt8.self), input.count)
          return unsafe EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, key.baseAddress, key.count, start, count, output, byteCount,
            length)
            == nil ? 0 : 1
        }
      }
    }
  }

  @unsafe private static func digest(
    _ doing: String, _ body: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32
  ) throws(KeyringError) -> [UInt8] {
    var (output, length) = ([UInt8](repeating: 0, count: byteCount), 0)
    let done = unsafe output.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, &length) }
    guard done == 1, length == byteCount else { throw .crypto(doing: doing) }
    return output
  }
}
