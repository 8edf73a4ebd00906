import Events

/// The only source of chance: xoshiro256** of David Blackman and Sebastiano Vigna, its state filled by
/// SplitMix64 (both public domain, prng.di.unimi.it). The same seed draws the same for ever, on any machine.
struct Chance: Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  init(seed: UInt64) {
    var state = seed
    func split() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      return mixed(state)
    }
    (a, b, c, d) = (split(), split(), split(), split())
  }

  mutating func next() -> UInt64 {
    let result = Self.rotated(b &* 5, 7) &* 9
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = Self.rotated(d, 45)
    return result
  }

  private static func rotated(_ x: UInt64, _ bits: UInt64) -> UInt64 { x << bits | x >> (64 - bits) }

  /// A number from 0 up to, not including, `bound`, which is above 0.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  mutating func among(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// From 0 up to, not including, 1.
  mutating func part() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func holds(_ probability: Double) -> Bool { part() < probability }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  /// The whole number below or above `mean`, so that the average is `mean`.
  mutating func round(_ mean: Double) -> Int { Int(mean) + (holds(mean - Double(Int(mean))) ? 1 : 0) }

  mutating func handle() -> Handle { Handle(high: next() | 1, low: next()) }
}

/// The finalizer of SplitMix64: a number that looks random and is always the same for the same `x`.
func mixed(_ x: UInt64) -> UInt64 {
  var z = x
  z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
  return z ^ z >> 31
}
