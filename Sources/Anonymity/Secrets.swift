/// What only the key of a release knows: an HMAC for each purpose, of at least 16 bytes. The same key gives the same
/// release again; another one a release that shares no pseudonym, no shift, no draw and no choice with it.
public struct Secrets {
  public enum Purpose: String, CaseIterable, Sendable { case participant, worker, order, shift, sample }

  private let hmac: (Purpose, String) throws -> [UInt8]

  public init(_ hmac: @escaping (Purpose, String) throws -> [UInt8]) { self.hmac = hmac }

  /// The first 16 characters of the lower-case base 32 (RFC 4648) of the HMAC: 80 bits.
  func pseudonym(_ purpose: Purpose, _ text: String) throws -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    let bytes = try bytes(purpose, text)
    let (high, low) = (number(bytes.prefix(5)), number(bytes[5..<10]))
    let five = { (value: UInt64) in (0..<8).map { letters[Int(value >> UInt64(35 - 5 * $0)) & 31] } }
    return String(decoding: five(high) + five(low), as: UTF8.self)
  }

  /// Drawn evenly from 0 up to, and without, `bound`: 64 bits times the bound, whose upper half is taken.
  func draw(_ purpose: Purpose, _ text: String, below bound: Int) throws -> Int {
    Int(number(try bytes(purpose, text).prefix(8)).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A key for choices that are many and concern one participant.
  func key(_ purpose: Purpose, _ text: String) throws -> KeyedChoice {
    let bytes = try bytes(purpose, text)
    return KeyedChoice(number(bytes.prefix(8)), number(bytes[8..<16]))
  }

  private func bytes(_ purpose: Purpose, _ text: String) throws -> [UInt8] {
    let bytes = try hmac(purpose, text)
    guard bytes.count >= 16 else { throw AnonymityError.shortSecret(purpose) }
    return bytes
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// SipHash-2-4 (Aumasson and Bernstein, 2012): a number that only the key tells, of a row of numbers.
struct KeyedChoice: Hashable, Sendable {
  private let (key0, key1): (UInt64, UInt64)

  init(_ key0: UInt64, _ key1: UInt64) { (self.key0, self.key1) = (key0, key1) }

  func callAsFunction(_ words: some Sequence<UInt64>) -> UInt64 {
    var state = Sip(key0, key1)
    var length: UInt64 = 0
    for word in words {
      state.take(word)
      length += 8
    }
    state.take(length << 56)
    return state.end()
  }
}

private struct Sip {
  private var v: (UInt64, UInt64, UInt64, UInt64)

  init(_ key0: UInt64, _ key1: UInt64) {
    v = (
      key0 ^ 0x736f_6d65_7073_6575, key1 ^ 0x646f_7261_6e64_6f6d, key0 ^ 0x6c79_6765_6e65_7261,
      key1 ^ 0x7465_6462_7974_6573
    )
  }

  mutating func take(_ word: UInt64) {
    v.3 ^= word
    round()
    round()
    v.0 ^= word
  }

  mutating func end() -> UInt64 {
    v.2 ^= 0xff
    for _ in 0..<4 { round() }
    return v.0 ^ v.1 ^ v.2 ^ v.3
  }

  private mutating func round() {
    v.0 &+= v.1
    v.1 = rotated(v.1, 13) ^ v.0
    v.0 = rotated(v.0, 32)
    v.2 &+= v.3
    v.3 = rotated(v.3, 16) ^ v.2
    v.0 &+= v.3
    v.3 = rotated(v.3, 21) ^ v.0
    v.2 &+= v.1
    v.1 = rotated(v.1, 17) ^ v.2
    v.2 = rotated(v.2, 32)
  }

  private func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
}
