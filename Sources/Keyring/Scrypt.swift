internal import CCrypto

/// How dear it is to try a passphrase (RFC 7914): memory is 128 · 2^logN · r bytes, and time grows with that
/// and with p.
public struct ScryptCost: Sendable, Hashable {
  public let logN: UInt8
  public let r: UInt8
  public let p: UInt8

  /// 128 MiB and less than a second.
  public static let recovery = ScryptCost(logN: 17, r: 8, p: 1)

  public init(logN: UInt8, r: UInt8, p: UInt8) { (self.logN, self.r, self.p) = (logN, r, p) }

  /// False for what would take more than 2 GiB, or hours: no file of ours asks for it.
  public var isBearable: Bool {
    (1...24).contains(logN) && (1...16).contains(r) && (1...16).contains(p) && memory <= 2 << 30
  }

  /// The most that libcrypto may use: the large table, and room for the rest.
  fileprivate var memory: Int { (128 << Int(logN)) * Int(r) + (1 << 20) * Int(p) }
}

extension Secret {
  /// `count` bytes that follow from a passphrase and a salt, by scrypt.
  static func scrypt(
    _ passphrase: RawSpan, salt: [UInt8], cost: ScryptCost, count: Int = Cipher.keyBytes
  ) throws(KeyringError) -> Secret {
    guard cost.isBearable else { throw .crypto(doing: "try a passphrase at such a cost") }
    let secret = Secret(count: count)
    let isDerived = unsafe passphrase.withUnsafeBytes { passphrase in
      unsafe EVP_PBE_scrypt(
        passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), passphrase.count, salt,
        salt.count, 1 << UInt64(cost.logN), UInt64(cost.r), UInt64(cost.p), UInt64(cost.memory),
        secret.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count) == 1
    }
    guard isDerived else {
      throw .crypto(doing: "derive a key from a passphrase (it takes \(cost.memory >> 20) MB of memory)")
    }
    return secret
  }
}
