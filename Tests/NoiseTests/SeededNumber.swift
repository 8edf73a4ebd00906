import TestGround

extension UInt64 {
  /// The same number for the same seed, without a run before it.
  static func seeded(_ seed: Int) -> UInt64 {
    var bits = Seeded(UInt64(seed))
    return bits.next()
  }
}
