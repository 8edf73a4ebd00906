/// Numbers for short texts, in the order in which they are first met.
struct Numbering {
  private(set) var words: [[UInt8]] = []
  private var slots = [Int32](repeating: -1, count: 64)
  private var last: Int32 = -1

  /// The number of these bytes.
  mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if last >= 0, Self.same(words[Int(last)], bytes) { return UInt32(last) }
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      if Self.same(words[Int(slots[slot])], bytes) {
        last = slots[slot]
        return UInt32(last)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    last = Int32(words.count)
    slots[slot] = last
    words.append(Array(bytes))
    if words.count * 2 > slots.count { grow() }
    return UInt32(last)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, word) in words.enumerated() {
      var slot = word.withUnsafeBufferPointer { Self.hash($0) } & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private static func same(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count == bytes.count else { return false }
    for index in 0..<word.count where word[index] != bytes[index] { return false }
    return true
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7fff_ffff)
  }
}
