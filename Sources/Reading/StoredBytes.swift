/// Rows one behind the other as they lie in memory, to be taken up again by the same program. A file of them is a
/// copy that may be lost: what differs in a single byte, or comes from another build, is no vocabulary.
struct StoredBytes {
  /// To be raised when what a row means changes and its size does not.
  private static let layout: UInt64 = 5
  private static let headBytes = 96

  private(set) var bytes: [UInt8]
  private(set) var place: Int

  /// For what is made of a text with this hash.
  init(of hash: String) {
    bytes = StoredBytes.head(hash)
    place = bytes.count
  }

  /// nil if the bytes were not made of this text, or have changed since.
  init?(_ bytes: [UInt8], of hash: String) {
    let head = StoredBytes.head(hash)
    guard bytes.count >= head.count, bytes.prefix(head.count - 8).elementsEqual(head.dropLast(8)),
      bytes[(head.count - 8)..<head.count].elementsEqual(StoredBytes.bytes(StoredBytes.sum(bytes)))
    else { return nil }
    (self.bytes, place) = (bytes, head.count)
  }

  /// All bytes, with their sum in the head.
  consuming func finish() -> [UInt8] {
    var all = bytes
    all.replaceSubrange(
      StoredBytes.headBytes - 8..<StoredBytes.headBytes, with: StoredBytes.bytes(StoredBytes.sum(all)))
    return all
  }

  mutating func append(_ number: Int) { bytes += StoredBytes.bytes(UInt64(number)) }

  mutating func append(_ values: UnsafeRawBufferPointer) { bytes += values }

  mutating func number() -> Int? {
    guard bytes.count - place >= 8 else { return nil }
    place += 8
    let number = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place - 8, as: UInt64.self) }
    return Int(exactly: UInt64(littleEndian: number))
  }

  /// Gives `body` the next bytes, and passes over them; false if there are not so many.
  mutating func take(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    guard count <= bytes.count - place else { return false }
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[place..<place + count])) }
    place += count
    return true
  }

  // MARK: head

  private static func head(_ hash: String) -> [UInt8] {
    let head = Array("tillid words".utf8) + bytes(layout) + Array(hash.utf8.prefix(64))
    return head + [UInt8](repeating: 0, count: headBytes - head.count)
  }

  private static func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }

  /// Over all that stands behind the head, eight bytes at a time: each is mixed in by steps that can be undone, so
  /// that one changed byte always changes the sum.
  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var sum = UInt64(raw.count)
      var i = headBytes
      while i <= raw.count - 8 {
        sum = (sum ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 29
        i += 8
      }
      while i < raw.count {
        sum = (sum ^ UInt64(raw[i])) &* 0x9E37_79B9_7F4A_7C15
        i += 1
      }
      return sum
    }
  }
}
