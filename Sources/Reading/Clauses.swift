import Events

/// Part of a sentence that goes its own way: between commas, from `og`, `men` and their like on, and where a
/// new verb has its own subject, since a dictated line has no commas.
struct Clause {
  /// How it hangs on the one before it.
  enum Link {
    case sentence
    case comma
    case and
    /// `men`, `fordi`: what was said before is not said of this.
    case turn
    /// Its own subject and verb, without a word between.
    case own
  }

  /// More than anybody says in one: a bound on the time that the words of one clause can cost each other.
  static let mostHits = 32

  /// Its first word.
  var first: Int
  var link: Link
  /// It ends with a question mark.
  var isAsked = false
  /// Places of the hits that begin in it.
  var hits: Range<Int>
  var signs = SignSet()
  /// Tells something that the signs of another clause may speak of.
  var hasKind = false
  /// Holds words that tell a kind with its mode.
  var hasTold = false

  fileprivate mutating func add(_ meaning: Meaning) {
    hits = hits.lowerBound..<hits.upperBound + 1
    signs.formUnion(meaning.sign)
    guard meaning.isKind else { return }
    if meaning.mode != nil { hasTold = true }
    if !meaning.traits.contains(.onlyHappened) { hasKind = true }
  }
}

/// Divides a line into clauses and gives each its hits.
struct Clauses: ~Copyable {
  private var all = Row<Clause>()
  private(set) var hits = Row<Hit>()
  /// Those that say only of whom a part tells.
  private(set) var parting = Row<Hit>()
  /// Words that are the names of known people.
  private(set) var names = Row<Int>()
  /// How many words the line has.
  private var words = 0
  /// How many of those found have been taken.
  private var next = 0

  var count: Int { all.count }

  subscript(_ clause: Int) -> Clause { all[clause] }

  /// The word behind its last.
  func end(of clause: Int) -> Int { clause + 1 < count ? all[clause + 1].first : words }

  /// Whether the word is the name of somebody known.
  func isName(_ word: Int) -> Bool { hasName(in: word..<word + 1) }

  func hasName(in words: Range<Int>) -> Bool {
    let place = firstName(from: words.lowerBound)
    return place < names.count && names[place] < words.upperBound
  }

  /// The place in `names` of the first at this word or behind it.
  func firstName(from word: Int) -> Int {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func divide(_ words: borrowing Words, _ found: borrowing Row<Hit>) {
    all.removeAll()
    hits.removeAll()
    parting.removeAll()
    names.removeAll()
    (next, self.words) = (0, words.count)
    for name in words.tokens.names.indices { names.append(words.tokens.names[name]) }
    for place in words.tokens.borders.indices {
      let i = words.tokens.borders[place]
      let border = words.tokens.all[i].before
      take(found, before: i)
      if border == .question { endQuestion() }
      take(found, at: i, border == .soft ? .comma : .sentence)
    }
    take(found, before: words.count)
    if words.tokens.last == .question { endQuestion() }
  }

  private mutating func endQuestion() {
    if !all.isEmpty { all[all.count - 1].isAsked = true }
  }

  private mutating func take(_ found: borrowing Row<Hit>, before end: Int) {
    while next < found.count, found[next].first < end { take(found, at: found[next].first, nil) }
  }

  /// Begins a clause where a border or one of the hits says so.
  private mutating func take(_ found: borrowing Row<Hit>, at word: Int, _ border: Clause.Link?) {
    let first = hits.count
    var link = border
    while next < found.count, found[next].first == word {
      let hit = found[next]
      next += 1
      if hit.meaning.sign.contains(any: .parting) {
        parting.append(hit)
      } else {
        link = self.link(link, hit, at: first)
        hits.append(hit)
      }
    }
    if link == nil, all[all.count - 1].hits.count >= Clause.mostHits { link = .comma }
    if let link { all.append(Clause(first: word, link: link, hits: first..<first)) }
    for hit in first..<hits.count { all[all.count - 1].add(hits[hit].meaning) }
  }

  /// `og` and `men` say more than the comma before them.
  private func link(_ border: Clause.Link?, _ hit: Hit, at first: Int) -> Clause.Link? {
    if border == .sentence { return border }
    switch hit.meaning.sign {
    case .and: return .and
    case .turn: return .turn
    case .clause where border == nil && !all[all.count - 1].hits.isEmpty: return own(hit, at: first)
    default: return border
    }
  }

  /// A subject with its verb, but not behind `at` or `spurgte om`, whose verb speaks of it, nor where `og` or
  /// `men` has begun the clause already.
  private func own(_ hit: Hit, at first: Int) -> Clause.Link? {
    var k = first - 1
    while k >= 0, hits[k].first >= hit.first - Clauses.longestJoint {
      let isJoint = hits[k].meaning.sign.contains(any: [.that, .question, .and, .turn])
      if isJoint, hits[k].end >= hit.first { return nil }
      k -= 1
    }
    return .own
  }

  /// Words of `spurgte ham lige om`.
  private static let longestJoint = 6
}
