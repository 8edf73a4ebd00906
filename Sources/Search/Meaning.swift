internal import Events
internal import Reading

/// What a word that is asked for may stand for in the lines: terms of each shelf, with how like they are.
struct Meaning {
  /// How much a line is worth that holds the word so.
  enum Weight {
    static let same: Float = 1
    static let form: Float = 0.95
    /// Two words that are asked for, written as one.
    static let joined: Float = 0.9
    static let slip: Float = 0.7
    /// Part of a longer word.
    static let part: Float = 0.6
    /// One of the two words that the asked one is made of.
    static let half: Float = 0.3
  }

  /// For each shelf, the likest first.
  private(set) var terms: [[(term: Int, weight: Float)]]

  init(_ shelves: [Shelf]) { terms = shelves.map { _ in [] } }

  var isEmpty: Bool { terms.allSatisfy(\.isEmpty) }

  /// A term may be there several times: where it weighs most counts.
  mutating func add(_ term: Int, of shelf: Int, _ weight: Float) { terms[shelf].append((term, weight)) }

  mutating func add(_ other: Meaning, times factor: Float = 1) {
    for (shelf, found) in other.terms.enumerated() {
      for (term, weight) in found { add(term, of: shelf, weight * factor) }
    }
  }

  /// Each term once.
  mutating func settle() {
    for shelf in terms.indices {
      var seen: Set<Int> = []
      terms[shelf] = terms[shelf].sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }
        .filter { seen.insert($0.term).inserted }
    }
  }

  /// In how many lines something of it stands; those with several of its terms are counted for each.
  func count(in shelves: [Shelf]) -> Int {
    zip(shelves, terms).reduce(0) { sum, pair in pair.1.reduce(sum) { $0 + pair.0.count(of: $1.term) } }
  }
}

/// What a word that is asked for means, and the two words that it is made of, where it is made of two: a line that
/// holds those and not the word is worth something as well.
struct Asked {
  var whole: Meaning
  var halves: [Meaning]
}
