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
      let (near, far) = (words.near(i + 1), words.far(i + 1))
      for place in starts.range {
        let start = words.cache.starts[place]
        guard !start.isSilent || start.next.mayMeet(near.marks) || start.far.mayMeet(far.marks) else {
          continue
        }
        walk(start.node, Way(from: i, start), words, vocabulary)
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
    var order = WayOrder()

    init(from i: Int, _ start: Start) {
      (first, end) = (i, i + 1)
      claims = start.isSet ? 0 : 1
      order.append(0, Int(start.rank))
    }

    func longer(to i: Int, _ rank: Int, isFar: Bool, isSet: Bool) -> Way {
      var way = self
      way.order.append(i - end + (isFar ? Phrases.mostFillers + 1 : 0), rank)
      way.end = i + 1
      if !isSet { way.claims |= 1 << UInt64(i - first) }
      return way
    }
  }

  /// Notes what is told here, and goes on with the word behind and with those behind a gap.
  private mutating func walk(
    _ at: Int32, _ way: Way, _ words: borrowing Words, _ vocabulary: CompiledVocabulary
  ) {
    let node = vocabulary.tree.nodes[Int(at)]
    languages.formUnion(node.languages)
    for meaning in node.meanings.range { note(vocabulary.tree.meanings[meaning], way) }
    goOn(from: node, way, words.near(way.end), isFar: false, words, vocabulary)
    guard node.gap >= 0 else { return }
    let gap = vocabulary.tree.nodes[Int(node.gap)]
    goOn(from: gap, way, words.far(way.end), isFar: true, words, vocabulary)
  }

  /// To each word within reach that the node has a step for.
  private mutating func goOn(
    from node: PhraseTree.Node, _ way: Way, _ reach: Words.Reach, isFar: Bool, _ words: borrowing Words,
    _ vocabulary: CompiledVocabulary
  ) {
    guard node.next.mayMeet(reach.marks) else { return }
    for i in reach.words.range {
      steps += 1
      let word = words.sense(i)
      guard node.next.mayMeet(word.marks) else { continue }
      for place in word.symbols.range {
        steps += 1
        let symbol = words.cache.symbols[place]
        guard vocabulary.tree.mayHold(symbol, node) else { continue }
        for step in vocabulary.tree.drawer(symbol, of: node) {
          let step = vocabulary.tree.steps[step]
          guard step.symbol == symbol else { continue }
          let rank = place - word.symbols.range.lowerBound
          let isSet = vocabulary.lexicon.isSet(symbol)
          walk(step.node, way.longer(to: i, rank, isFar: isFar, isSet: isSet), words, vocabulary)
        }
      }
    }
  }

  /// Hits with the same first word stand in the order of their ways, then of their phrases.
  private mutating func note(_ meaning: Meaning, _ way: Way) {
    let hit = Hit(meaning, way.first..<way.end, claims: way.claims, way.order)
    hits.append(hit)
    var k = hits.count - 1
    while k > 0, hits[k - 1].first == hit.first, hit.isBefore(hits[k - 1]) {
      hits[k] = hits[k - 1]
      k -= 1
    }
    hits[k] = hit
  }

  /// A line with words of one language alone is read by the phrases of that one.
  private mutating func keep(_ language: Language) {
    hits.removeAll { $0.meaning.language.index != language.index }
  }

  /// A longer phrase takes the words of a shorter one, and of equal ones the first stands. What is taken takes
  /// others still: what took it would take them as well.
  private mutating func keepLongest() {
    var reach = 0
    for i in hits.indices {
      reach = max(reach, hits[i].end)
      hits[i].reach = reach
    }
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
