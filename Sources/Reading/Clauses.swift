import Events

/// Part of a sentence that goes its own way: between commas, and from `og`, `men` and their like on.
struct Clause {
  /// How it hangs on the one before it.
  enum Link { case sentence, comma, and, turn }

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
      link = Clauses.link(link, found[hits.count].meaning.sign)
      hits.append(found[hits.count])
    }
    if let link { all.append(Clause(first: word, link: link, hits: first..<first)) }
    for hit in first..<hits.count { all[all.count - 1].add(hits[hit].meaning) }
  }

  /// `og` and `men` say more than the comma before them.
  private static func link(_ border: Clause.Link?, _ sign: SignSet) -> Clause.Link? {
    if border == .sentence { return border }
    return sign == .and ? .and : sign == .turn ? .turn : border
  }
}
