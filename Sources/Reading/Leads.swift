/// Where a partner stands, seen from its anchor.
enum Side: UInt8, CaseIterable {
  case nearBefore, nearBehind, farBefore, farBehind

  @inline(__always)
  init(isBehind: Bool, isFar: Bool) {
    self = isBehind ? (isFar ? .farBehind : .nearBehind) : (isFar ? .farBefore : .nearBefore)
  }

  init(of form: PhraseIndex.Form) { self.init(isBehind: form.isAhead, isFar: form.isFar) }

  /// Any words may stand between the two.
  var isFar: Bool { self == .farBefore || self == .farBehind }
  var isBehind: Bool { self == .nearBehind || self == .farBehind }
}

/// The forms that have a partner beside an anchor that the word is.
struct Lead {
  /// In `PhraseIndex.trials`.
  var trials: Stretch
  /// Of the anchor among the symbols of the word.
  var rank: Int32
}
