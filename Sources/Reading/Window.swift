/// Words around one: a bit for each from `width` before it to `width` behind it, the farthest before it the lowest.
struct Window {
  /// Words on either side: those that `...` may reach.
  static let width = Phrases.longestGap + 1

  private(set) var bits: UInt64

  /// So many words right before it, at most `width`.
  @inline(__always)
  init(before count: Int) {
    bits =
      (1 &<< UInt64(truncatingIfNeeded: count) &- 1) &<< UInt64(truncatingIfNeeded: Window.width &- count)
  }

  /// So many right behind it.
  @inline(__always)
  init(behind count: Int) {
    bits = (1 &<< UInt64(truncatingIfNeeded: count) &- 1) &<< UInt64(truncatingIfNeeded: Window.width &+ 1)
  }

  /// Those of the window for which the lowest bits of a number stand.
  @inline(__always)
  func taking(_ number: UInt64) -> Window {
    var window = self
    window.bits &= number
    return window
  }

  var isEmpty: Bool { bits == 0 }

  /// Takes the first word out.
  /// - Returns: its place, where the window is around `word`.
  @inline(__always)
  mutating func removeFirst(around word: Int) -> Int {
    let place = word &- Window.width &+ bits.trailingZeroBitCount
    bits &= bits &- 1
    return place
  }
}

/// The words on the way to one, along a line or back, since something else than a space stood between two.
struct Trail {
  private var words: UInt8 = 0
  /// The last of them that were fillers.
  private var fillers: UInt8 = 0

  /// Counts no further than anybody asks.
  @inline(__always)
  mutating func pass(isFiller: Bool) {
    words = min(words &+ 1, UInt8(Window.width))
    fillers = isFiller ? min(fillers &+ 1, UInt8(Phrases.mostFillers)) : 0
  }

  /// Those that may stand next to the word in a phrase.
  var near: UInt8 { min(words, fillers &+ 1) }
  /// Those that may where `...` stands between.
  var far: UInt8 { words }
}
