import Events

/// A phrase found in a line.
struct Hit {
  let meaning: Meaning
  /// Tokens from its first word to its last.
  let first: Int
  let end: Int
  /// The words that it claims, as bits from its first on: its own, not those of sets and gaps;
  /// all where it has none of its own.
  let claims: UInt64
  /// Where the last ends of those found so far.
  var reach: Int
  var isTaken = false

  init(_ meaning: Meaning, _ range: Range<Int>, claims: UInt64) {
    self.meaning = meaning
    (first, end, reach) = (range.lowerBound, range.upperBound, range.upperBound)
    self.claims = claims != 0 ? claims : ~0 >> UInt64(max(0, 64 - range.count))
  }

  /// Whether both claim a word.
  func shares(_ other: Hit) -> Bool {
    let shift = other.first - first
    if shift < 0 { return other.shares(self) }
    return shift < 64 && claims & (other.claims << UInt64(shift)) != 0
  }

  /// Whether the other yields to this one, which stands before or behind it.
  func takes(_ other: Hit, isBefore: Bool) -> Bool {
    guard end > other.first else { return false }
    if other.isWithin(self) || silences(other) { return true }
    return isBefore && claims == other.claims && isSame(as: other)
  }

  /// Whether another claims all of its words and more. A sign takes no words from a kind, except that these
  /// words are nothing.
  private func isWithin(_ other: Hit) -> Bool {
    let shift = first - other.first
    guard end - other.first <= 64, !meaning.isKind || other.meaning.isKind || other.isNothing else {
      return false
    }
    if shift < 0, claims << UInt64(64 + shift) != 0 { return false }
    let claims = shift < 0 ? claims >> UInt64(-shift) : claims << UInt64(shift)
    return claims != other.claims && claims & ~other.claims == 0
  }

  /// Words that only look like a kind.
  private func silences(_ other: Hit) -> Bool {
    isNothing && first == other.first && claims == other.claims && !other.isNothing
  }

  private func isSame(as other: Hit) -> Bool {
    first == other.first && meaning.kind == other.meaning.kind && meaning.sign == other.meaning.sign
      && meaning.mode == other.meaning.mode
  }

  private var isNothing: Bool { meaning.sign == .nothing }
}
