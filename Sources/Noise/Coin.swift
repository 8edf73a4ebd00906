/// Exact draws from whole numbers: no `Double` comes near the noise, since the gaps between floating point numbers
/// tell the noise apart from what it hides (Mironov 2012). Randomness comes from the generator that is handed in:
/// the system's for a release, a seeded one where a test must see the same draws again.
///
/// Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020, algorithms 1 to 3.
enum Coin {
  /// True with probability `n`/`d`; always when `n` is at least `d`.
  static func bernoulli(_ n: UInt64, _ d: UInt64, _ bits: inout some RandomNumberGenerator) -> Bool {
    n >= d || bits.next(upperBound: d) < n
  }

  /// True with probability exp(−`n`/`d`).
  static func exponential(_ n: UInt64, _ d: UInt64, _ bits: inout some RandomNumberGenerator) -> Bool {
    for _ in 0..<(n / d) where !fractional(1, 1, &bits) { return false }
    return fractional(n % d, d, &bits)
  }

  /// The same for `n` ≤ `d`: the series of exp(−x) is the chance that a row of coins, the k-th of chance x/k,
  /// first fails at an odd place.
  private static func fractional(
    _ n: UInt64, _ d: UInt64, _ bits: inout some RandomNumberGenerator
  ) -> Bool {
    var k: UInt64 = 1
    while bernoulli(n, d * k, &bits) { k += 1 }
    return k % 2 == 1
  }
}
