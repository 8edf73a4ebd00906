import Events

/// A phrase found in a line.
struct Hit {
  var meaning: Meaning
  /// Tokens from its first word to its last.
  var range: Range<Int>
  /// The words that it claims, as bits from its first on: its own, not those of sets and gaps;
  /// all where it has none of its own.
  var claims: UInt64

  /// Whether both claim a word.
  func shares(_ other: Hit) -> Bool {
    let shift = other.range.lowerBound - range.lowerBound
    if shift < 0 { return other.shares(self) }
    return shift < 64 && claims & (other.claims << UInt64(shift)) != 0
  }

  private var isKind: Bool {
    if case .kind = meaning.target { return true }
    return false
  }

  private var isNothing: Bool { meaning.target == .sign(.nothing) }

  /// Whether another claims all of its words and more. A sign takes no words from a kind, except that these
  /// words are nothing.
  func isWithin(_ other: Hit) -> Bool {
    let shift = range.lowerBound - other.range.lowerBound
    guard range.upperBound - other.range.lowerBound <= 64, !isKind || other.isKind || other.isNothing
    else { return false }
    if shift < 0, claims << UInt64(64 + shift) != 0 { return false }
    let claims = shift < 0 ? claims >> UInt64(-shift) : claims << UInt64(shift)
    return claims != other.claims && claims & ~other.claims == 0
  }
}

/// Finds every phrase in the words of a line, in one pass.
struct Phrases {
  /// Words that `...` may stand for.
  static let longestGap = 4

  private(set) var hits: [Hit] = []
  /// Steps of the search so far, for the law that they grow as the line does.
  private(set) var steps = 0
  private var danish = 0
  private var english = 0

  mutating func find(in words: borrowing Words, _ tree: PhraseTree) {
    hits.removeAll(keepingCapacity: true)
    (steps, danish, english) = (0, 0, 0)
    for start in 0..<words.count where !words.symbols(start).isEmpty {
      step(from: PhraseTree.root, to: start, Hit(start: start), words, tree)
    }
    keepOneLanguage()
    keepLongest()
  }

  private mutating func walk(_ node: Int32, _ so: Hit, _ words: borrowing Words, _ tree: PhraseTree) {
    for meaning in tree.meanings(at: node) { note(meaning, so) }
    let next = so.range.upperBound
    guard next < words.count, words.isJoined(next), tree.goesOn(from: node) else { return }
    step(from: node, to: next, so, words, tree)
    let gap = tree.gap(after: node)
    guard gap >= 0 else { return }
    var i = next
    while i < words.count, i <= next + Phrases.longestGap, words.isJoined(i) {
      step(from: gap, to: i, so, words, tree)
      i += 1
    }
  }

  private mutating func step(
    from node: Int32, to i: Int, _ so: Hit, _ words: borrowing Words, _ tree: PhraseTree
  ) {
    for at in words.symbols(i) {
      steps += 1
      let symbol = words.symbol(at)
      let child = tree.child(of: node, symbol)
      guard child >= 0 else { continue }
      var longer = so
      longer.range = so.range.lowerBound..<i + 1
      if !words.isSet(symbol) { longer.claims |= 1 << UInt64(i - so.range.lowerBound) }
      walk(child, longer, words, tree)
    }
  }

  private mutating func note(_ meaning: Meaning, _ so: Hit) {
    switch meaning.target {
    case .sign(.danish): danish += 1
    case .sign(.english): english += 1
    default:
      var hit = so
      hit.meaning = meaning
      if hit.claims == 0 { hit.claims = ~0 >> UInt64(max(0, 64 - hit.range.count)) }
      hits.append(hit)
    }
  }

  /// A line with words of one language alone is read by the phrases of that one.
  private mutating func keepOneLanguage() {
    if danish > 0, english == 0 { hits.removeAll { $0.meaning.language == .english } }
    if english > 0, danish == 0 { hits.removeAll { $0.meaning.language == .danish } }
  }

  /// A longer phrase takes the words of a shorter one, and of equal ones the first stands.
  private mutating func keepLongest() {
    var kept = 0
    for i in hits.indices where !isTaken(i) {
      hits.swapAt(kept, i)
      kept += 1
    }
    hits.removeLast(hits.count - kept)
  }

  /// Hits stand in the order of their first words, and none is longer than 64. Those before `i` that were
  /// taken may have moved past their place, which changes nothing: what took them takes `i` as well.
  private func isTaken(_ i: Int) -> Bool {
    let hit = hits[i]
    for other in hits[..<i].reversed() {
      if hit.range.lowerBound - other.range.lowerBound > 64 { break }
      if hit.isWithin(other) || (hit.claims == other.claims && hit.isSame(as: other)) { return true }
      if other.silences(hit) { return true }
    }
    for other in hits[(i + 1)...] {
      if other.range.lowerBound >= hit.range.upperBound { break }
      if hit.isWithin(other) || other.silences(hit) { return true }
    }
    return false
  }
}

extension Hit {
  /// Words that only look like a kind.
  fileprivate func silences(_ other: Hit) -> Bool {
    guard meaning.target == .sign(.nothing), range.lowerBound == other.range.lowerBound,
      claims == other.claims
    else {
      return false
    }
    return other.meaning.target != .sign(.nothing)
  }

  fileprivate init(start: Int) {
    self.init(
      meaning: Meaning(target: .sign(.nothing), mode: nil, language: .danish), range: start..<start,
      claims: 0)
  }

  fileprivate func isSame(as other: Hit) -> Bool {
    range.lowerBound == other.range.lowerBound && meaning.target == other.meaning.target
      && meaning.mode == other.meaning.mode
  }
}
