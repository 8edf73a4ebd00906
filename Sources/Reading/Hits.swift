import Events

/// Which of the hits in a line stand.
extension Row<Hit> {
  /// Those that stand beside other words and may not.
  mutating func dropCrowded(_ words: borrowing Words) {
    var kept = 0
    for i in indices where words.hasRoom(self[i]) {
      self[kept] = self[i]
      kept += 1
    }
    removeLast(count - kept)
  }

  /// A line with words of one language alone is read by the phrases of that one.
  mutating func keep(_ language: Language) {
    removeAll { $0.meaning.language.index != language.index }
  }

  /// A sign says nothing across `men`: `ville godt have mad men ikke sko`.
  mutating func dropTurned() {
    for turn in indices where self[turn].meaning.sign == .turn {
      for k in 0..<turn where self[k].meaning.sign.contains(any: .deciding) {
        if self[k].end > self[turn].end, self[k].first < self[turn].first { self[k].isTaken = true }
      }
    }
    removeAll { $0.isTaken }
  }

  /// A longer phrase takes the words of a shorter one, and of equal ones the first stands. What is taken takes
  /// others still: what took it would take them as well.
  mutating func keepLongest() {
    var isAnyTaken = false
    for i in indices {
      let end = self[i].end
      var k = i + 1
      // Hits stand in the order of their first words.
      while k < count, self[k].first < end {
        if self[i].mayTouch(self[k]), compare(i, k) { isAnyTaken = true }
        k += 1
      }
    }
    if isAnyTaken { removeAll { $0.isTaken } }
  }

  /// Whether one of the two takes the other.
  @inline(__always)
  private mutating func compare(_ i: Int, _ k: Int) -> Bool {
    guard self[i].shares(self[k]), !(self[i].isTaken && self[k].isTaken) else { return false }
    let isSecond = !self[k].isTaken && self[i].takes(self[k], isBefore: true)
    let isFirst = !self[i].isTaken && self[k].takes(self[i], isBefore: false)
    if isSecond { self[k].isTaken = true }
    if isFirst { self[i].isTaken = true }
    return isFirst || isSecond
  }
}
