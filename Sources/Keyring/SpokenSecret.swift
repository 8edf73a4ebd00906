/// By what a secret that somebody types is known again: scrypt over it and a random salt (RFC 7914).
public struct SpokenSecret: Codable, Hashable, Sendable {
  private let salt: [UInt8]
  private let derived: [UInt8]
  private let logN: UInt8

  /// 16 MiB and some hundredths of a second: asked for many times a day, of a phone in the cold.
  private static let logN: UInt8 = 14

  public init(_ text: String) throws(KeyringError) {
    logN = Self.logN
    salt = try randomBytes(16)
    derived = try Self.derive(text, salt, logN)
  }

  /// Takes as long whether it is or not.
  public func `is`(_ text: String) throws(KeyringError) -> Bool {
    let other = try Self.derive(text, salt, logN)
    return zip(derived, other).reduce(derived.count ^ other.count) { $0 | Int($1.0 ^ $1.1) } == 0
  }

  private static func derive(_ text: String, _ salt: [UInt8], _ logN: UInt8) throws(KeyringError) -> [UInt8] {
    var bytes = Array(text.utf8)
    defer { wipe(&bytes) }
    let cost = ScryptCost(logN: logN, r: 8, p: 1)
    let secret = unsafe try Secret.scrypt(bytes.span.bytes, salt: salt, cost: cost)
    return unsafe Array(secret.bytes)
  }
}
