/// The letters of ASCII from a place of the line on, up to eight, found and folded together: nearly all words
/// are one such run.
struct Run {
  /// Folded, the first in the lowest bits, zeros behind the last.
  let letters: UInt64
  let count: Int

  @inline(__always)
  init(_ text: Span<UInt8>, at i: Int) {
    let bytes = Run.bytes(text, at: i)
    let others = ~Run.letters(bytes) & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount / 8
    letters = (bytes | 0x2020_2020_2020_2020) & ~(UInt64.max << UInt64(truncatingIfNeeded: count &* 8))
  }

  /// Eight bytes; zeros behind the end of the line.
  @inline(__always)
  private static func bytes(_ text: Span<UInt8>, at i: Int) -> UInt64 {
    let last = text.count &- 8
    if i <= last { return load(text, at: i) }
    if last >= 0 { return load(text, at: last) >> UInt64(truncatingIfNeeded: (i &- last) &* 8) }
    var bytes: UInt64 = 0
    for k in i..<text.count { bytes |= UInt64(text[k]) << UInt64(8 * (k - i)) }
    return bytes
  }

  /// Stays within the line, and any eight bytes are a number.
  @inline(__always)
  private static func load(_ text: Span<UInt8>, at i: Int) -> UInt64 {
    UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
  }

  /// The highest bit of each byte that is a letter of ASCII. Adding to seven bits carries into the eighth where
  /// the byte is large enough, and never into the next byte.
  @inline(__always)
  private static func letters(_ bytes: UInt64) -> UInt64 {
    let lower = (bytes | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let fromA: UInt64 = (0x80 - 0x61) * 0x0101_0101_0101_0101
    let behindZ: UInt64 = (0x80 - 0x7B) * 0x0101_0101_0101_0101
    return (lower &+ fromA) & ~(lower &+ behindZ) & ~bytes
  }
}
