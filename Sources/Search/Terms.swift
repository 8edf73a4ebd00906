internal import Events
internal import Reading

/// The different words of some lines, each with a number, and who is meant where a line names somebody.
struct Terms: ~Copyable, Sendable {
  /// Begins the term of a person, before the sixteen bytes of the handle; no word begins with it.
  private static let person: UInt8 = 0xFF

  private var letters = WipedBytes()
  /// Where each term begins in `letters`, and the end of the last.
  private var starts: [Int32] = [0]
  /// Which letters each term has.
  private var masks: [LetterMask] = []
  /// The hashes of each term's stems.
  private var stems: [Stems] = []
  /// Of what a term is an irregular form; few are of anything.
  private var roots: [Int32: Roots] = [:]
  /// Terms by their hash, or -1; at most half full.
  private var slots = [Int32](repeating: -1, count: 1024)

  struct Stems {
    var danish: UInt32
    var english: UInt32
  }

  struct Roots {
    var danish: [UInt8]
    var english: [UInt8]
  }

  var count: Int { stems.count }

  func length(of term: Int) -> Int { Int(starts[term + 1] - starts[term]) }

  func letters(of term: Int) -> [UInt8] {
    letters.with(place(of: term)) { word in word.indices.map { word[$0] } }
  }

  /// Whether it is worth a look whether a term is a slip of a word.
  func mayBe(_ term: Int, _ likeness: Likeness) -> Bool {
    masks[term].difference(likeness.mask) <= Likeness.mostDifferent
      && abs(length(of: term) - likeness.count) <= Likeness.mostLonger
      && letters.with(place(of: term)) { $0[0] } == likeness.first
  }

  func mask(of term: Int) -> LetterMask { masks[term] }

  /// The number of a word; nil where no line has it.
  func number(of word: Span<UInt8>) -> Int? {
    var slot = Int(hash(of: word)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if holds(Int(slots[slot]), word) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  func number(of person: Handle) -> Int? { number(of: Self.term(of: person).span) }

  /// Whether a term is another form of a word.
  func isForm(_ term: Int, of word: AskedWord) -> Bool {
    let stems = stems[term]
    guard stems.danish == word.stems.danish || stems.english == word.stems.english else { return false }
    let roots = roots[Int32(term)] ?? Roots(both: letters(of: term))
    return stems.danish == word.stems.danish
      && WordForms.joins(roots.danish, word.roots.danish, .danish)
      || stems.english == word.stems.english
        && WordForms.joins(roots.english, word.roots.english, .english)
  }

  /// Whether a term goes on behind these letters.
  func begins(_ term: Int, with part: [UInt8]) -> Bool {
    length(of: term) > part.count
      && letters.with(place(of: term)) { $0.holds(part, at: 0) }
  }

  /// Where these letters stand last in a term, not at its beginning; nil where they do not.
  func last(_ part: [UInt8], in term: Int) -> Int? {
    letters.with(place(of: term)) { word in
      guard word.count > part.count else { return nil }
      return (1...word.count - part.count).reversed().first { word.holds(part, at: $0) }
    }
  }

  private func place(of term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }

  private func holds(_ term: Int, _ word: Span<UInt8>) -> Bool {
    guard length(of: term) == word.count else { return false }
    return letters.with(place(of: term)) { known in
      known.indices.allSatisfy { known[$0] == word[$0] }
    }
  }
}

extension Terms {
  // MARK: putting in

  /// The number of a word, a new one where it is new.
  mutating func add(_ word: [UInt8], _ forms: WordForms) -> Int32 {
    if let known = number(of: word.span) { return Int32(known) }
    let roots = Roots(of: word, forms)
    if roots.danish != word || roots.english != word { self.roots[Int32(count)] = roots }
    return append(word.span, Stems(of: roots, forms))
  }

  mutating func add(_ person: Handle) -> Int32 {
    let term = Self.term(of: person)
    if let known = number(of: term.span) { return Int32(known) }
    return append(term.span, Stems(danish: 0, english: 0))
  }

  private mutating func append(_ word: Span<UInt8>, _ stems: Stems) -> Int32 {
    if (count + 1) * 2 > slots.count { grow() }
    letters.append(word)
    masks.append(LetterMask(word))
    starts.append(Int32(letters.count))
    self.stems.append(stems)
    settle(count - 1)
    return Int32(count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for term in 0..<count { settle(term) }
  }

  private mutating func settle(_ term: Int) {
    var slot = Int(letters.with(place(of: term)) { hash(of: $0) }) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(term)
  }

  private static func term(of person: Handle) -> [UInt8] {
    var term = [Self.person]
    for part in [person.high, person.low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        term.append(UInt8(truncatingIfNeeded: part >> shift))
      }
    }
    return term
  }
}

/// What a slip of a word, perhaps in another form, still has in common with it.
struct Likeness {
  /// Letters that only one of them has.
  static let mostDifferent = 5
  /// Bytes; letters beyond ASCII have two.
  static let mostLonger = 5

  let first: UInt8
  let count: Int
  let mask: LetterMask

  init(_ word: [UInt8]) { (first, count, mask) = (word.first ?? 0, word.count, LetterMask(word.span)) }
}

/// Which letters a word has, a bit for some of them each: most words are told apart by it without a look at them.
struct LetterMask {
  private let bits: UInt32

  init(_ word: Span<UInt8>) {
    var bits: UInt32 = 0
    for i in word.indices { bits |= 1 << UInt32(word[i] & 31) }
    self.bits = bits
  }

  func holds(_ part: LetterMask) -> Bool { part.bits & ~bits == 0 }

  /// How many letters only one of the two has, at least.
  func difference(_ other: LetterMask) -> Int { (bits ^ other.bits).nonzeroBitCount }
}

extension Terms.Roots {
  init(both word: [UInt8]) { self.init(danish: word, english: word) }

  init(of word: [UInt8], _ forms: WordForms) {
    self.init(danish: forms.root(of: word, .danish), english: forms.root(of: word, .english))
  }
}

extension Terms.Stems {
  /// Never zero, which is no word's.
  init(of roots: Terms.Roots, _ forms: WordForms) {
    self.init(
      danish: forms.withStem(of: roots.danish, .danish) { hash(of: $0) | 1 },
      english: forms.withStem(of: roots.english, .english) { hash(of: $0) | 1 })
  }
}

extension Span<UInt8> {
  fileprivate func holds(_ part: [UInt8], at start: Int) -> Bool {
    for i in part.indices where self[start + i] != part[i] { return false }
    return true
  }
}

/// FNV-1a, its bits mixed down.
private func hash(of word: Span<UInt8>) -> UInt32 {
  var hash: UInt32 = 0x811C_9DC5
  for i in word.indices { hash = (hash ^ UInt32(word[i])) &* 0x0100_0193 }
  return hash ^ hash >> 15
}
