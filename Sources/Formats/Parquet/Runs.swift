/// Parquet's hybrid of runs and packed bits: a value that stands eight times or more is told once with its count, what
/// lies between is packed in groups of eight.
struct Runs {
  private(set) var bytes: [UInt8] = []
  private let width: Int

  /// Bits that numbers below `count` need.
  static func width(for count: Int) -> Int { count < 2 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount }

  init(_ codes: [UInt32], width: Int) {
    self.width = width
    var (position, packed) = (0, 0)
    while position < codes.count {
      let run = Runs.run(codes, at: position)
      if run >= 8 {
        pack(codes[packed..<position])
        repeated(codes[position], run)
        position += run
        packed = position
      } else {
        position = min(position + 8, codes.count)
      }
    }
    pack(codes[packed..<position])
  }

  private static func run(_ codes: [UInt32], at start: Int) -> Int {
    var end = start + 1
    while end < codes.count, codes[end] == codes[start] { end += 1 }
    return end - start
  }

  private mutating func repeated(_ code: UInt32, _ count: Int) {
    bytes.append(varint: UInt64(count) << 1)
    for byte in 0..<((width + 7) / 8) { bytes.append(UInt8(truncatingIfNeeded: code >> UInt32(byte * 8))) }
  }

  /// The last group is filled up with zeros; a reader knows how many values there are.
  private mutating func pack(_ codes: ArraySlice<UInt32>) {
    if codes.isEmpty { return }
    let groups = (codes.count + 7) / 8
    bytes.append(varint: UInt64(groups) << 1 | 1)
    let end = bytes.count + groups * width
    var (held, bits) = (UInt64(0), 0)
    for code in codes {
      held |= UInt64(code) << UInt64(bits)
      bits += width
      while bits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        bits -= 8
      }
    }
    if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
    bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
  }
}
