import Testing

@testable import Keyring

/// Test cases 13 to 16 of D. McGrew and J. Viega, "The Galois/Counter Mode of Operation (GCM)", 2005.
struct Vector: Sendable, CustomTestStringConvertible {
  let name: String
  var key, nonce, plain, binding, cipher, tag: String
  var testDescription: String { name }

  static let text =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
  static let sealed =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
  static let zeros = String(repeating: "00", count: 32)
  static let key = String(repeating: "feffe9928665731c6d6a8f9467308308", count: 2)

  static let all = [
    Vector(
      name: "13", key: zeros, nonce: String(zeros.prefix(24)), plain: "", binding: "", cipher: "",
      tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      name: "14", key: zeros, nonce: String(zeros.prefix(24)), plain: String(zeros.prefix(32)), binding: "",
      cipher: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
    Vector(
      name: "15", key: key, nonce: "cafebabefacedbaddecaf888", plain: text, binding: "", cipher: sealed,
      tag: "b094dac5d93471bdec1a502270e3cc6c"),
    Vector(
      name: "16", key: key, nonce: "cafebabefacedbaddecaf888", plain: String(text.prefix(120)),
      binding: "feedfacedeadbeeffeedfacedeadbeefabaddad2", cipher: String(sealed.prefix(120)),
      tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]
}

@Suite struct `The cipher` {
  @Test(arguments: Vector.all)
  func `seals and opens as AES-256-GCM does`(vector: Vector) throws {
    let secret = Secret(count: 32)
    unsafe secret.bytes.copyBytes(from: [UInt8](hex: vector.key))
    let (sealer, opener) = (try Prepared(.seal, secret), try Prepared(.open, secret))
    let sealed = try sealer.seal(
      [UInt8](hex: vector.plain), [UInt8](hex: vector.nonce), [UInt8](hex: vector.binding))
    #expect(sealed.hex == vector.nonce + vector.cipher + vector.tag)
    #expect(opener.open(sealed, [UInt8](hex: vector.binding))?.hex == vector.plain)
  }

  /// Holds a cipher where a tuple can.
  final class Prepared {
    private var cipher: Cipher

    init(_ direction: Cipher.Direction, _ key: Secret) throws {
      cipher = try Cipher(direction)
      try cipher.prepare(key)
    }

    func seal(_ plain: [UInt8], _ nonce: [UInt8], _ binding: [UInt8]) throws -> [UInt8] {
      let nonce = [12 of UInt8] { nonce[$0] }
      return try unsafe plain.withUnsafeBytes { plain in
        try unsafe binding.withUnsafeBytes { try unsafe cipher.sealed(plain, nonce: nonce, binding: $0) }
      }
    }

    func open(_ sealed: [UInt8], _ binding: [UInt8]) -> [UInt8]? {
      var plain = [UInt8](repeating: 0, count: sealed.count - Cipher.overhead)
      let isOpen = unsafe sealed.withUnsafeBytes { sealed in
        unsafe binding.withUnsafeBytes { binding in
          unsafe plain.withUnsafeMutableBytes { unsafe cipher.open(sealed, binding: binding, into: $0) }
        }
      }
      return isOpen ? plain : nil
    }
  }
}

@Suite struct `A digest` {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `is that of FIPS 180-4`(text: String, hash: String) throws {
    let bytes = Array(text.utf8)
    #expect(try unsafe Digest.sha256(bytes.span.bytes).hex == hash)
  }

  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
  ])
  func `with a key is that of RFC 4231`(key: [UInt8], text: String, hash: String) throws {
    let bytes = Array(text.utf8)
    #expect(try unsafe Digest.hmac(bytes.span.bytes, key: key.span.bytes).hex == hash)
  }
}
