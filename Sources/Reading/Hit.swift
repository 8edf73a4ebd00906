import Events

/// A phrase found in a line.
struct Hit {
  let meaning: Meaning
  private let start: Int32
  private let stop: Int32
  /// The words that it claims, as bits from its first on: its own, not those of sets and gaps;
  /// all where it has none of its own.
  let claims: UInt64
  let order: WayOrder
  var isTaken = false

  /// Tokens from its first word to its last.
  var first: Int { Int(start) }
  var end: Int { Int(stop) }

  init(_ meaning: Meaning, _ range: Range<Int>, claims: UInt64, _ order: WayOrder) {
    self.order = order
    self.meaning = meaning
    (start, stop) = (Int32(range.lowerBound), Int32(range.upperBound))
    self.claims = claims != 0 ? claims : ~0 >> UInt64(max(0, 64 - range.count))
  }

  func isBefore(_ other: Hit) -> Bool {
    if first != other.first { return first < other.first }
    return order == other.order
      ? meaning.phrase < other.meaning.phrase : order < other.order
  }

  /// Whether it stands among the words of the other and does not begin them.
  func isNamed(in other: Hit) -> Bool { first > other.first && first < other.end }

  /// Whether both claim a word.
  @inline(__always)
  func shares(_ other: Hit) -> Bool {
    let shift = other.first &- first
    return shift < 0 ? claims << -shift & other.claims != 0 : claims & other.claims << shift != 0
  }

  /// Whether this one claims all words that the other does.
  func holds(_ other: Hit) -> Bool {
    let shift = other.first - first
    guard shift >= 0, shift < 64 else { return false }
    let claims = other.claims << UInt64(shift)
    return claims >> UInt64(shift) == other.claims && claims & ~self.claims == 0
  }

  /// Whether one of the two may take words from the other, where they share some: most often one is a sign and one
  /// a kind.
  @inline(__always)
  func mayTouch(_ other: Hit) -> Bool {
    (meaning.isKind == other.meaning.isKind || isNothing || other.isNothing)
      && !meaning.sign.union(other.meaning.sign).contains(any: .standing)
  }

  /// Whether the other, which it may touch and with which it shares a word, yields to this one, which stands before or behind it.
  @inline(__always)
  func takes(_ other: Hit, isBefore: Bool) -> Bool {
    if other.isWithin(self) || silences(other) { return true }
    return isBefore && claims == other.claims && isSame(as: other)
  }

  /// Whether another claims all of its words and more. A sign and a kind take no words from each other, except
  /// that these words are nothing.
  @inline(__always)
  private func isWithin(_ other: Hit) -> Bool {
    let shift = first - other.first
    guard end - other.first <= 64, meaning.isKind == other.meaning.isKind || other.isNothing else {
      return false
    }
    if shift < 0, claims << UInt64(64 + shift) != 0 { return false }
    let claims = shift < 0 ? claims >> UInt64(-shift) : claims << UInt64(shift)
    if claims == other.claims {
      return !meaning.isKind && !other.isNothing && end - first < other.end - other.first
    }
    guard claims & ~other.claims == 0 else { return false }
    return !meaning.isKind || meaning.kind == other.meaning.kind || !other.isLoose
  }

  /// Other words stand between those that it claims.
  private var isLoose: Bool { claims.nonzeroBitCount < 64 - claims.leadingZeroBitCount }

  /// Words that only look like a kind.
  @inline(__always)
  private func silences(_ other: Hit) -> Bool {
    isNothing && first == other.first && claims == other.claims && !other.isNothing
  }

  @inline(__always)
  private func isSame(as other: Hit) -> Bool {
    first == other.first && meaning.kind == other.meaning.kind && meaning.sign == other.meaning.sign
      && meaning.mode == other.meaning.mode
  }

  private var isNothing: Bool { meaning.sign == .nothing }
}

/// How a phrase was found, as a number: shorter ways before longer ones, words side by side before those
/// behind a gap, near words before far ones, and of one word what is nearer to how it is written. So it does
/// not depend on how phrases are kept which of two equal ones stands first.
struct WayOrder: Comparable {
  /// Twelve bits for each word, the first in the highest: five words in each number.
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  /// - Parameters:
  ///   - leap: words passed over, more for any behind a gap than for any other.
  ///   - place: of the word in the phrase.
  @inline(__always)
  mutating func put(_ leap: Int, _ rank: Int, at place: Int) {
    let room = 108 &- 12 &* place
    let word = UInt64(truncatingIfNeeded: (leap &+ 1) &<< 8 | min(rank, 255))
    if room >= 60 { high |= word &<< UInt64(room &- 60) } else { low |= word &<< UInt64(room) }
  }

  static func < (a: WayOrder, b: WayOrder) -> Bool { a.high == b.high ? a.low < b.low : a.high < b.high }
  static func == (a: WayOrder, b: WayOrder) -> Bool { a.high == b.high && a.low == b.low }
}
