import Releases
import Testing

@testable import Scrutiny

@Suite("Digests")
struct DigestTests {
  @Test("an HMAC is that of RFC 4231, and base32 that of RFC 4648")
  func vectors() {
    let mac = Digest.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(Digest.hex(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(Digest.base32(Array("foobar".utf8)) == "mzxw6ytboi")
  }

  @Test("Kendall's τ is 1 in order, -1 backwards")
  func tau() {
    #expect(KeyHygiene.tau([1, 2, 3, 4]) == 1)
    #expect(KeyHygiene.tau([4, 3, 2, 1]) == -1)
    #expect(KeyHygiene.tau([1, 3, 0, 2, 4]) == 0.4)
  }

  @Test("six digits in a row are a number of somebody's, but not in a helper's pseudonym")
  func pseudonymsWithDigits() {
    #expect(Shape.looksWritten("kaj 234567", in: .place, .a))
    #expect(Shape.looksWritten("abcde234567", in: .worker, .a))
    #expect(Shape.looksWritten("abcde234567fghij", in: .worker, .b))
    #expect(!Shape.looksWritten("abcde234567fghij", in: .worker, .a))
  }
}
