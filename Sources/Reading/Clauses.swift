import Events

/// Part of a sentence that goes its own way: between commas, and from `og`, `men` and their like on.
struct Clause {
  /// How it hangs on the one before it.
  enum Link { case sentence, comma, and, turn }

  var tokens: Range<Int>
  var link: Link
  /// It ends with a question mark.
  var isAsked = false
  /// Places of the hits that begin in it.
  var hits = 0..<0
  var signs = SignSet()
  /// Tells something that the signs of another clause may speak of.
  var hasKind = false
  /// Kinds whose words tell their mode as well, each once.
  var told: [Int] = []
}

/// The signs of a clause.
struct SignSet {
  private var bits: UInt32 = 0

  mutating func insert(_ sign: Sign) { bits |= 1 << sign.bit }
  func contains(_ sign: Sign) -> Bool { bits & (1 << sign.bit) != 0 }
  func contains(any signs: Sign...) -> Bool { signs.contains { contains($0) } }
}

extension Sign {
  fileprivate var bit: UInt32 {
    switch self {
    case .negation: 0
    case .refusal: 1
    case .failure: 2
    case .plan: 3
    case .date: 4
    case .again: 5
    case .done: 6
    case .question: 7
    case .yes: 8
    case .others: 9
    case .subject: 10
    case .nothing: 11
    case .and: 12
    case .turn: 13
    case .danish: 14
    case .english: 15
    }
  }
}

/// Divides a line into clauses and gives each its hits.
struct Clauses {
  private(set) var all: [Clause] = []

  mutating func divide(_ words: borrowing Words, _ hits: [Hit], _ kinds: [KindEntry]) {
    all.removeAll(keepingCapacity: true)
    var next = 0
    for i in 0..<words.count {
      let border = words.tokens.all[i].before
      var link = Clauses.link(border)
      let first = next
      while next < hits.count, hits[next].range.lowerBound == i {
        link = Clauses.link(link, hits[next].meaning.target)
        next += 1
      }
      if border == .question { endQuestion() }
      if let link { all.append(Clause(tokens: i..<i, link: link, hits: first..<first)) }
      all[all.count - 1].tokens = all[all.count - 1].tokens.lowerBound..<i + 1
      for hit in first..<next { add(hit, hits[hit].meaning, kinds) }
    }
    if words.tokens.last == .question { endQuestion() }
  }

  private mutating func endQuestion() {
    if !all.isEmpty { all[all.count - 1].isAsked = true }
  }

  private mutating func add(_ hit: Int, _ meaning: Meaning, _ kinds: [KindEntry]) {
    all[all.count - 1].hits = all[all.count - 1].hits.lowerBound..<hit + 1
    if case .kind(let kind) = meaning.target, meaning.mode != nil, !all[all.count - 1].told.contains(kind) {
      all[all.count - 1].told.append(kind)
    }
    switch meaning.target {
    case .kind(let kind) where kinds[kind].isAlwaysHappened: break
    case .kind: all[all.count - 1].hasKind = true
    case .sign(let sign): all[all.count - 1].signs.insert(sign)
    }
  }

  private static func link(_ border: Border) -> Clause.Link? {
    switch border {
    case .none: nil
    case .soft: .comma
    case .hard, .question: .sentence
    }
  }

  /// `og` and `men` say more than the comma before them.
  private static func link(_ border: Clause.Link?, _ target: Meaning.Target) -> Clause.Link? {
    switch target {
    case .sign(.and) where border != .sentence: .and
    case .sign(.turn) where border != .sentence: .turn
    default: border
    }
  }
}
