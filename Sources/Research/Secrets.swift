public import Anonymity
public import Keyring

extension Secrets {
  /// Of the key of a release: for each purpose a key of its own, derived from it.
  public init(_ namer: Namer) throws {
    var keys: [Purpose: [UInt8]] = [:]
    for purpose in Purpose.allCases { keys[purpose] = try namer.name("release \(purpose.rawValue)") }
    let made = keys
    self.init { purpose, text in
      let (text, key) = (Array(text.utf8), made[purpose] ?? [])
      return try Digest.hmac(text.span.bytes, key: key.span.bytes)
    }
  }
}
