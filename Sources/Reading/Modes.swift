import Events

/// Says whether what a phrase tells took place, from the signs around it; nil where the line tells it of
/// nobody, or only asks.
///
/// In this order: a refusal, a failure and a plan in the clause itself; what the clause before or after says
/// where the clause says nothing itself; else it happened.
struct Modes {
  /// From this hit to the end of the sentence someone else tells.
  private var hearsay = false
  /// The clause is about someone else.
  private var others = false
  /// Someone else was named in the clause, and nobody of ours since.
  private var namedOthers = false
  /// What the clause before hands on to this one, as in a list.
  private var carried: Mode?

  mutating func enter(_ c: Int, _ clauses: borrowing Clauses) {
    let clause = clauses[c]
    carried = carriedOn(to: c, clauses)
    namedOthers = false
    if clause.link == .sentence { (hearsay, others) = (false, false) }
    if clause.link == .turn || clause.signs.contains(.subject) { others = false }
    if clauses.beginsWithOthers(c) { others = true }
  }

  /// The modes of a hit, most often one; two where what failed has been arranged again.
  mutating func modes(
    of h: Int, in c: Int, _ clauses: borrowing Clauses
  ) -> (first: Mode, second: Mode?)? {
    let meaning = clauses.hits[h].meaning
    if meaning.sign == .others { namedOthers = true }
    if meaning.sign == .subject { namedOthers = false }
    guard meaning.isKind, let mode = mode(of: meaning, h, c, clauses) else { return nil }
    return (mode, mode == .failed && clauses.isArrangedAgain(c) ? .arranged : nil)
  }

  private mutating func mode(
    of meaning: Meaning, _ h: Int, _ c: Int, _ clauses: borrowing Clauses
  ) -> Mode? {
    if hearsay { return nil }
    if meaning.traits.contains(.hearsay) { hearsay = true }
    if others || namedOthers, meaning.traits.isDisjoint(with: [.ofOthers, .hearsay]) { return nil }
    if let mode = meaning.mode { return mode }
    if clauses.isToldElsewhere(meaning.kind, c) { return nil }
    if meaning.traits.contains(.onlyHappened) { return clauses.isDenied(h) ? nil : .happened }
    return open(c, clauses)
  }

  private func open(_ c: Int, _ clauses: borrowing Clauses) -> Mode? {
    if let answered = clauses.asked(c) { return answered.mode }
    let said = clauses[c].signs.mode
    if let said, said != .arranged { return said }
    return clauses.undone(c) ?? said ?? carried ?? .happened
  }

  /// A list goes on as it began: `nej tak til mad, kaffe og tøj`.
  private func carriedOn(to c: Int, _ clauses: borrowing Clauses) -> Mode? {
    guard c > 0 else { return nil }
    let (clause, before) = (clauses[c], clauses[c - 1])
    guard clause.link == .and || clause.link == .comma, !clause.signs.contains(any: [.done, .yes, .subject]),
      before.hasKind || before.signs.contains(any: [.refusal, .plan])
    else { return nil }
    return before.signs.mode ?? (before.signs.contains(.done) ? nil : carried)
  }
}

extension Clauses {
  // MARK: whose and whether

  fileprivate func beginsWithOthers(_ c: Int) -> Bool {
    let clause = self[c]
    guard clause.signs.contains(.others) else { return false }
    return clause.hits.contains { hits[$0].first <= clause.first + 1 && hits[$0].meaning.sign == .others }
  }

  /// Other words of the clause, or of the next ones in the sentence, tell the kind with its mode.
  fileprivate func isToldElsewhere(_ kind: Int32, _ c: Int) -> Bool {
    (c..<after(c).upperBound).contains { tells(kind, self[$0]) }
  }

  private func tells(_ kind: Int32, _ clause: Clause) -> Bool {
    clause.hasTold && clause.hits.contains { hits[$0].meaning.mode != nil && hits[$0].meaning.kind == kind }
  }

  /// A no within three words before what is told, or two after it.
  fileprivate func isDenied(_ h: Int) -> Bool {
    let hit = hits[h]
    var k = h - 1
    while k >= 0, hits[k].first >= hit.first - 3 {
      if hits[k].denies(hit) { return true }
      k -= 1
    }
    k = h + 1
    while k < hits.count, hits[k].first < hit.end + 2 {
      if hits[k].denies(hit) { return true }
      k += 1
    }
    return false
  }

  fileprivate func isArrangedAgain(_ c: Int) -> Bool {
    self[c].signs.contains(.again)
      || after(c).contains { self[$0].signs.contains(.again) && !self[$0].hasKind }
  }

  // MARK: the mode

  fileprivate struct Answer { var mode: Mode? }

  /// A question or an offer: the answer, if there is one, makes it.
  fileprivate func asked(_ c: Int) -> Answer? {
    let clause = self[c]
    guard clause.signs.contains(.question) || clause.isAsked else { return nil }
    if clause.signs.contains(.refusal) { return Answer(mode: .declined) }
    if clause.signs.contains(.yes) { return Answer(mode: .arranged) }
    guard c + 1 < count, !self[c + 1].hasKind || clause.isAsked else { return Answer(mode: nil) }
    let answer = self[c + 1].signs
    if answer.contains(any: [.refusal, .negation]) { return Answer(mode: .declined) }
    return Answer(mode: answer.contains(.yes) ? .arranged : nil)
  }

  /// What the next clauses of the sentence say, as long as they tell nothing themselves.
  fileprivate func undone(_ c: Int) -> Mode? {
    if self[c].signs.contains(.done) { return nil }
    for i in after(c) {
      let clause = self[i]
      if clause.signs.contains(.others) { return nil }
      if clause.hasKind { return isPlanned(with: clause) ? .arranged : nil }
      if clause.signs.contains(.refusal) { return .declined }
      if clause.signs.contains(.failure) { return .failed }
      if clause.signs.contains(.done) { return nil }
      if clause.signs.contains(.plan), clause.link != .turn { return .arranged }
      if clause.signs.contains(.date), clause.link == .and { return .arranged }
    }
    return nil
  }

  /// A list with its time at the end: `vask og bad torsdag`.
  private func isPlanned(with clause: Clause) -> Bool {
    clause.link == .and && clause.signs.mode == .arranged && !clause.signs.contains(any: [.done, .subject])
  }

  /// The clauses after this one in the same sentence, three at most.
  private func after(_ c: Int) -> Range<Int> {
    var end = c + 1
    while end < count, end <= c + 3, self[end].link != .sentence { end += 1 }
    return c + 1..<end
  }
}

extension Hit {
  /// A no, unless it is part of what is told, as in `lukkede ikke op`.
  fileprivate func denies(_ other: Hit) -> Bool {
    (meaning.sign == .negation || meaning.sign == .refusal) && !shares(other)
  }
}
