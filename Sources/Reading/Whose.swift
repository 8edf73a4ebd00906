import Events

/// Keeps whom the words are about while the clauses are gone through: what another has or does is nothing of
/// the participant's, and what another tells is only heard.
struct Whose {
  /// From here to the end of the sentence someone else tells.
  private var isHeard = false
  /// The clause, and those that go on with it, are about someone else.
  private var isOthers = false
  /// The whole sentence is about our own affairs.
  private var isAside = false
  /// Someone else was named in the clause, and nobody of ours since.
  private var isNamed = false
  /// They stand beside one of ours, as in `han og hans bror`.
  private var isBeside = false
  /// The words that named them, -1 for none.
  private var named = -1

  mutating func enter(_ c: Int, _ clauses: borrowing Clauses) {
    let clause = clauses[c]
    isNamed = false
    if clause.link == .sentence || c == 0 {
      (isHeard, isOthers, isAside) = (false, false, clauses.isAside(from: c))
    }
    if isHeard, clauses.endsHearsay(c) { isHeard = false }
    if clause.link == .turn || clause.signs.contains(any: .ours) || isOthers && clauses.isAboutNamed(c) {
      isOthers = false
    }
    let subject = clauses.others(beginning: c)
    isBeside = clauses.goesWithOurs(c)
    if let subject, !isBeside { (isOthers, named) = (true, subject) }
  }

  mutating func pass(_ h: Int, in c: Int, _ clauses: borrowing Clauses) {
    let meaning = clauses.hits[h].meaning
    if !isBeside, clauses.isOther(h, in: c) { (isNamed, named) = (true, h) }
    if meaning.sign.contains(any: .ours) { (isOthers, isNamed) = (false, false) }
    if meaning.traits.contains(.hearsay) { isHeard = true }
  }

  /// To be asked before the hit is passed, since hearsay begins behind its own words. Words that name the other
  /// person themselves know whose they are: `tog sin fætter med`.
  func isOurs(_ h: Int, _ clauses: borrowing Clauses) -> Bool {
    if isHeard { return false }
    let hit = clauses.hits[h]
    if isAside { return hit.meaning.traits.contains(.hearsay) }
    guard isOthers || isNamed, hit.meaning.traits.isDisjoint(with: [.ofOthers, .hearsay]) else { return true }
    return clauses.hits[named].isNamed(in: hit)
  }
}

extension Clauses {
  /// Whether a clause of the sentence that begins here is about our own affairs: `jeg bytter vagt`.
  fileprivate func isAside(from first: Int) -> Bool {
    var c = first
    repeat {
      if self[c].signs.contains(.aside) { return true }
      c += 1
    } while c < count && self[c].link != .sentence
    return false
  }

  /// The words for someone else that a clause begins with.
  fileprivate func others(beginning c: Int) -> Int? {
    let clause = self[c]
    guard clause.signs.contains(any: [.others, .stranger]) else { return nil }
    return clause.hits.first { hits[$0].first <= clause.first + 1 && isOther($0, in: c) }
  }

  /// Whether the hit names someone else. A name that nobody known bears is somebody else only in a line that
  /// names one of ours, and neither beside nor in front of that name: `Bo kørte Lone hjem` tells of Lone.
  fileprivate func isOther(_ h: Int, in c: Int) -> Bool {
    let hit = hits[h]
    guard hit.meaning.sign == .stranger else { return hit.meaning.sign == .others }
    guard !names.isEmpty, !isName(hit.first), !isName(hit.first - 1) else { return false }
    if self[c].link == .and, hit.first == self[c].first + 1, isName(self[c].first - 1) { return false }
    return !hasName(in: hit.end..<max(hit.end, end(of: c)))
  }

  /// Goes on with `og` from one of ours who has done nothing yet.
  fileprivate func goesWithOurs(_ c: Int) -> Bool {
    guard c > 0, self[c].link == .and, !self[c - 1].signs.isEmpty else { return false }
    return SignSet([.us, .object]).isSuperset(of: self[c - 1].signs)
  }

  /// We do something behind what another told, or `men` sets against it what the participant does: `naboen siger
  /// han er rejst, vi lagde en seddel`.
  fileprivate func endsHearsay(_ c: Int) -> Bool {
    let clause = self[c]
    switch clause.link {
    case .turn: return begins(c, with: .subject)
    case .comma, .and: return begins(c, with: .us)
    case .sentence, .own: return false
    }
  }

  /// Whether the sign stands among the first words of the clause, and no `at` before it.
  private func begins(_ c: Int, with sign: SignSet) -> Bool {
    let clause = self[c]
    guard clause.signs.isSuperset(of: sign) else { return false }
    for h in clause.hits where hits[h].first <= clause.first + 2 {
      if hits[h].meaning.sign == .that { return false }
      if hits[h].meaning.sign.isSuperset(of: sign) { return true }
    }
    return false
  }

  /// A name with its verb begins the clause, and nobody else is known in the line who would be one of ours instead.
  fileprivate func isAboutNamed(_ c: Int) -> Bool {
    let first = self[c].first
    for place in parting.indices where parting[place].first <= first + 1 && parting[place].first >= first {
      let hit = parting[place]
      if hit.meaning.sign == .named { return names.isEmpty || hasName(in: hit.first..<hit.end) }
    }
    return false
  }
}
