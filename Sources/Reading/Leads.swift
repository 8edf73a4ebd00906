/// Where a partner stands, seen from its anchor.
enum Side: UInt8, CaseIterable {
  case nearBefore, nearBehind, farBefore, farBehind

  @inline(__always)
  init(isBehind: Bool, isFar: Bool) {
    self = isBehind ? (isFar ? .farBehind : .nearBehind) : (isFar ? .farBefore : .nearBefore)
  }

  /// Any words may stand between the two.
  var isFar: Bool { self == .farBefore || self == .farBehind }
  var isBehind: Bool { self == .nearBehind || self == .farBehind }
}

/// The forms that have a partner beside an anchor that the word is.
struct Lead {
  /// In `WordCache.trials`.
  var trials: Stretch
  /// Of the anchor among the symbols of the word.
  var rank: Int32
}

/// A form that may be tried, with what is asked first.
struct Trial {
  /// In `PhraseIndex.forms`.
  var form: Int32
  var third: PhraseIndex.Third
}
