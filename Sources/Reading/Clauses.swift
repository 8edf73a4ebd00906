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

  var count: Int { all.count }

  subscript(_ clause: Int) -> Clause { all[clause] }

  mutating func divide(_ words: borrowing Words, _ found: borrowing Row<Hit>) {
    all.removeAll()
    hits.removeAll()
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
    while hits.count < found.count, found[hits.count].first < end {
      take(found, at: found[hits.count].first, nil)
    }
  }

  /// Begins a clause where a border or one of the hits says so.
  private mutating func take(_ found: borrowing Row<Hit>, at word: Int, _ border: Clause.Link?) {
    let first = hits.count
    var link = border
    while hits.count < found.count, found[hits.count].first == word {
      link = self.link(link, found[hits.count], at: first)
      hits.append(found[hits.count])
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
