import Events

/// Finds every phrase in the words of a line, in one pass.
struct Phrases: ~Copyable {
  /// Words that `...` may stand for.
  static let longestGap = 4
  /// Words like `han`, `ikke` and `lige` that a phrase may have between two of its words.
  static let mostFillers = 3

  private(set) var hits = Row<Hit>()
  /// Steps of the search so far, for the law that they grow as the line does.
  private(set) var steps = 0
  /// The languages whose own words stand in the line.
  private var languages: SignSet = []

  mutating func find(in words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    hits.removeAll()
    (steps, languages) = (0, [])
    for i in 0..<words.count {
      let starts = words.sense(i).starts
      guard !starts.isEmpty else { continue }
      steps += starts.count
      let next = words.marks(at: i + 1)
      for place in starts.range {
        let start = words.cache.starts[place]
        guard start.isMore || start.next.mayMeet(next) else { continue }
        walk(start.node, Way(from: i, isSet: start.isSet), next, words, vocabulary)
      }
    }
    if languages == .danish { keep(.danish) }
    if languages == .english { keep(.english) }
    keepLongest()
  }

  /// The words from the first of a phrase to where the search stands.
  private struct Way {
    var first: Int
    var end: Int
    var claims: UInt64

    init(from i: Int, isSet: Bool) {
      (first, end) = (i, i + 1)
      claims = isSet ? 0 : 1
    }

    func longer(to i: Int, isSet: Bool) -> Way {
      var way = self
      way.end = i + 1
      if !isSet { way.claims |= 1 << UInt64(i - first) }
      return way
    }
  }

  /// Notes what is told here, and goes on with the word behind and with those behind a gap.
  private mutating func walk(
    _ at: Int32, _ way: Way, _ next: SymbolSet, _ words: borrowing Words, _ vocabulary: CompiledVocabulary
  ) {
    let node = vocabulary.tree.nodes[Int(at)]
    languages.formUnion(node.languages)
    for meaning in node.meanings.range { note(vocabulary.tree.meanings[meaning], way) }
    if node.next.mayMeet(next) { goOn(from: at, node.next, way, words, vocabulary) }
    if node.gap >= 0 { leap(from: node.gap, way, words, vocabulary) }
  }

  /// To the next word, or to one behind fillers.
  private mutating func goOn(
    from node: Int32, _ next: SymbolSet, _ way: Way, _ words: borrowing Words, _ vocabulary: CompiledVocabulary
  ) {
    var i = way.end
    while i < words.count, i <= way.end + Phrases.mostFillers, words.isJoined(i) {
      steps += 1
      if next.mayMeet(words.sense(i).marks) { step(from: node, next, to: i, way, words, vocabulary) }
      guard words.sense(i).isFiller else { return }
      i += 1
    }
  }

  private mutating func leap(
    from gap: Int32, _ way: Way, _ words: borrowing Words, _ vocabulary: CompiledVocabulary
  ) {
    let next = vocabulary.tree.nodes[Int(gap)].next
    var i = way.end
    while i < words.count, i <= way.end + Phrases.longestGap, words.isJoined(i) {
      steps += 1
      if next.mayMeet(words.sense(i).marks) { step(from: gap, next, to: i, way, words, vocabulary) }
      i += 1
    }
  }

  private mutating func step(
    from node: Int32, _ next: SymbolSet, to i: Int, _ way: Way, _ words: borrowing Words,
    _ vocabulary: CompiledVocabulary
  ) {
    for place in words.sense(i).symbols.range {
      steps += 1
      let symbol = words.cache.symbols[place]
      guard next.mayHold(symbol) else { continue }
      let child = vocabulary.tree.child(of: node, symbol)
      guard child >= 0 else { continue }
      walk(
        child, way.longer(to: i, isSet: vocabulary.lexicon.isSet[Int(symbol)]), words.marks(at: i + 1), words,
        vocabulary)
    }
  }

  private mutating func note(_ meaning: Meaning, _ way: Way) {
    var hit = Hit(meaning, way.first..<way.end, claims: way.claims)
    if !hits.isEmpty { hit.reach = max(hit.end, hits[hits.count - 1].reach) }
    hits.append(hit)
  }

  /// A line with words of one language alone is read by the phrases of that one.
  private mutating func keep(_ language: Language) {
    hits.removeAll { $0.meaning.language.index != language.index }
  }

  /// A longer phrase takes the words of a shorter one, and of equal ones the first stands. What is taken takes
  /// others still: what took it would take them as well.
  private mutating func keepLongest() {
    for i in hits.indices where isTaken(i) { hits[i].isTaken = true }
    hits.removeAll { $0.isTaken }
  }

  /// Hits stand in the order of their first words.
  private func isTaken(_ i: Int) -> Bool {
    let hit = hits[i]
    var k = i - 1
    while k >= 0, hits[k].reach > hit.first {
      if hits[k].takes(hit, isBefore: true) { return true }
      k -= 1
    }
    k = i + 1
    while k < hits.count, hits[k].first < hit.end {
      if hits[k].takes(hit, isBefore: false) { return true }
      k += 1
    }
    return false
  }
}
