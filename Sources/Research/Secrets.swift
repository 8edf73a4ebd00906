public import Anonymity
public import Keyring

extension Secrets {
  /// Of the key of a release: for each purpose a key of its own, derived from it.
  public init(_ namer: Namer) throws {
    var keys: [Purpose: [UInt8]] = [:]
    for purpose in Purpose.allCases { keys[purpose] = try namer.name("release \(purpose.rawValue)") }
    let made = keys
    self.init { purpose, text in
      try Digest.hmac(Array(text.utf8).span.bytes, key: (made[purpose] ?? []).span.bytes)
    }
  }
}
