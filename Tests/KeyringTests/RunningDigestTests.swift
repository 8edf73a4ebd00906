import Keyring
import Testing

@Suite struct `A digest over pieces` {
  @Test("is that of the whole, wherever it was cut")
  func pieces() throws {
    let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for cut in [0, 1, 63, 64, 65, 999, 1000] {
      var digest = try RunningDigest()
      try digest.add(Array(whole[..<cut]).span.bytes)
      try digest.add(Array(whole[cut...]).span.bytes)
      let (sum, expected) = (try digest.finish(), try Digest.sha256(whole.span.bytes))
      #expect(sum == expected)
    }
  }
}
