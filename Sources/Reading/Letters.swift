/// The folded bytes of a word, eight to a number: the first byte in the lowest bits, zeros behind the last. No
/// letter holds a zero byte, so two words are the same when their numbers are, and most words are one number.
struct Letters {
  /// Bytes of a longer word are not kept: it is no word of any vocabulary.
  static let longestWord = 64

  /// The first eight bytes; zero for marks alone and for a word that is too long.
  private(set) var head: UInt64 = 0
  /// The numbers behind the first, in the row they were put into.
  private(set) var tail = Stretch()
  /// The bytes that do not fill a number yet.
  private var part: UInt64 = 0
  /// In bytes.
  private(set) var count = 0

  init() {}

  /// Seven letters of ASCII or fewer.
  @inline(__always)
  init(short run: Run) { (head, count) = (run.letters, run.count) }

  /// For a word whose letters behind the first eight will stand at the end of the row.
  init(before row: borrowing Row<UInt64>) { tail = Stretch(row.count..<row.count) }

  /// Up to eight bytes, the first in the lowest bits, zeros behind the last.
  @inline(__always)
  mutating func append(_ bytes: UInt64, count added: Int, to row: inout Row<UInt64>) {
    let used = count & 7
    part |= bytes &<< UInt64(truncatingIfNeeded: used &* 8)
    count &+= added
    guard used &+ added >= 8 else { return }
    fill(&row)
    part = bytes >> UInt64(truncatingIfNeeded: 64 &- used &* 8)
  }

  /// As `Folding.folded` gives them.
  @inline(__always)
  mutating func append(folded bytes: UInt32, to row: inout Row<UInt64>) {
    append(UInt64(bytes), count: (39 &- bytes.leadingZeroBitCount) / 8, to: &row)
  }

  private mutating func fill(_ row: inout Row<UInt64>) {
    if head == 0 {
      head = part
    } else {
      row.append(part)
      tail.grow()
    }
  }

  /// Makes `å` of an `a` with a ring, `æ` and `ø` of letters with two dots; other marks are left out.
  mutating func append(mark: UInt8, to row: inout Row<UInt64>) {
    guard let whole = Folding.composed(last(in: row), mark) else { return }
    if count & 7 == 0 { empty(&row) }
    count -= 1
    part &= ~(0xFF &<< UInt64(truncatingIfNeeded: (count & 7) &* 8))
    append(folded: whole, to: &row)
  }

  private mutating func empty(_ row: inout Row<UInt64>) {
    if tail.isEmpty {
      (part, head) = (head, 0)
    } else {
      part = row[row.count - 1]
      row.removeLast(1)
      tail.shrink()
    }
  }

  /// The last byte; zero before the first.
  func last(in row: borrowing Row<UInt64>) -> UInt8 {
    guard count > 0 else { return 0 }
    let whole = count & 7 != 0 ? part : tail.isEmpty ? head : row[row.count - 1]
    return UInt8(truncatingIfNeeded: whole >> UInt64((count - 1) & 7 * 8))
  }

  /// Puts the last bytes in their place.
  @inline(__always)
  mutating func finish(in row: inout Row<UInt64>) {
    if part != 0 { fill(&row) }
    part = 0
    if count > Letters.longestWord { (head, tail) = (0, Stretch()) }
  }

  /// All of them, folded.
  func all(in row: borrowing Row<UInt64>) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ part: UInt64) {
      for k in 0..<(71 - part.leadingZeroBitCount) / 8 {
        bytes.append(UInt8(truncatingIfNeeded: part >> UInt64(8 * k)))
      }
    }
    append(head)
    for i in tail.range { append(row[i]) }
    return bytes
  }
}
