import Events

/// What the clauses around one say of what it tells, where it says nothing itself.
extension Clauses {
  /// What the clause before hands on, as in a list: `nej tak til mad, kaffe og tøj`. Its own verdict was `last`.
  func carried(to c: Int, last: Verdict?) -> Verdict? {
    guard c > 0, mayCarry(to: c) else { return nil }
    let before = self[c - 1]
    guard before.hasKind || before.signs.contains(any: [.negation, .refusal, .plan, .promise, .future])
    else { return nil }
    if let s = bareNo(c - 1) { return Verdict(.declined, by: s) }
    if let s = strongest(in: c - 1), let mode = hits[s].meaning.sign.mode { return Verdict(mode, by: s) }
    return before.signs.contains(.done) ? nil : last
  }

  /// A no that a sentence begins with, alone before its comma: `nej, ingen suppe`.
  private func bareNo(_ c: Int) -> Int? {
    guard self[c].signs == .negation, c == 0 || self[c].link == .sentence && !self[c - 1].isAsked,
      let s = hit(with: .negation, in: c), hits[s].end == self[c + 1].first
    else { return nil }
    return s
  }

  private func mayCarry(to c: Int) -> Bool {
    let clause = self[c]
    switch clause.link {
    case .and, .comma: return !clause.signs.contains(any: [.done, .yes, .subject])
    case .sentence, .turn, .own: return false
    }
  }

  private func strongest(in c: Int) -> Int? {
    for sign: SignSet in [.refusal, .failure, [.plan, .promise, .future]] {
      if let s = hit(with: sign, in: c) { return s }
    }
    return self[c].signs.contains(.done) ? nil : hit(with: .date, in: c)
  }

  /// Goes on with the verb of the clause before, which tells nothing itself: `skal over og hilse på`.
  func isChained(_ c: Int) -> Bool {
    guard c > 0, self[c].link == .and, !self[c].signs.contains(any: [.subject, .done]) else { return false }
    return !self[c - 1].hits.contains { hits[$0].meaning.isKind }
  }

  /// What the next clauses of the sentence say, as long as they tell nothing themselves.
  func undone(_ c: Int) -> Verdict? {
    if let verdict = refused(behind: c) { return verdict }
    for i in after(c) {
      let clause = self[i]
      if clause.signs.contains(.others) { return nil }
      if clause.hasKind { return planned(with: i) }
      if let verdict = denied(in: i) { return verdict }
      if clause.signs.contains(.done) { return nil }
      if let s = planned(in: i) { return Verdict(.arranged, by: s) }
    }
    return sequel(at: after(c).upperBound)
  }

  /// A refusal alone behind what it refuses: `fodtøj, nej tak`.
  private func refused(behind told: Int) -> Verdict? {
    let c = told + 1
    guard c < count, self[c].link == .comma, let s = hit(with: .refusal, in: c),
      hits[s].first == self[c].first, hits[s].end == end(of: c)
    else { return nil }
    return Verdict(.declined, by: s)
  }

  /// The same, where it comes to this mode.
  func undone(_ c: Int, _ mode: Mode) -> Verdict? { undone(c).flatMap { $0.mode == mode ? $0 : nil } }

  /// A failure before a no is why there is none: `bilen ville ikke starte, så ingen kørsel`.
  func failedBefore(_ c: Int) -> Verdict? {
    guard c > 0, self[c].link == .comma || self[c].link == .and, !self[c - 1].hasKind,
      let s = hit(with: .failure, in: c - 1), !isTold(s, in: c - 1)
    else { return nil }
    return Verdict(.failed, by: s)
  }

  /// Though it was done, it came to nothing: `ringede til ham, han svarede ikke`.
  func inVain(_ c: Int) -> Verdict? {
    for i in after(c) {
      let clause = self[i]
      if clause.hasKind || clause.signs.contains(.others) { return nil }
      if let s = vain(in: i) { return Verdict(.failed, by: s) }
    }
    return sequel(at: after(c).upperBound).flatMap { isVain(Int($0.sign)) ? $0 : nil }
  }

  private func vain(in c: Int) -> Int? {
    guard self[c].signs.isSuperset(of: .vain) else { return nil }
    return self[c].hits.first { isVain($0) && !isTold($0, in: c) }
  }

  private func isVain(_ s: Int) -> Bool { hits[s].meaning.sign == .vain }

  /// What a sentence says that is no more than this: `Tid hos lægen. Han kom ikke.`
  private func sequel(at c: Int) -> Verdict? {
    guard c < count, !self[c].hasKind, !self[c].isAsked, c + 1 == count || self[c + 1].link == .sentence,
      !self[c].signs.contains(any: [.others, .question, .done]), let verdict = denied(in: c),
      hits[Int(verdict.sign)].first <= self[c].first + 1
    else { return nil }
    return verdict
  }

  /// A refusal or a failure that is not told as something of its own, as in `døren forblev lukket`.
  private func denied(in c: Int) -> Verdict? {
    if let s = hit(with: .refusal, in: c), !isTold(s, in: c) { return Verdict(.declined, by: s) }
    if let s = hit(with: .failure, in: c), !isTold(s, in: c) { return Verdict(.failed, by: s) }
    return nil
  }

  /// Words of the sign tell a kind.
  private func isTold(_ s: Int, in c: Int) -> Bool {
    self[c].hits.contains { hits[$0].meaning.isKind && hits[$0].shares(hits[s]) }
  }

  /// A plan, or a time that the clause begins with.
  private func planned(in c: Int) -> Int? {
    let clause = self[c]
    if clause.link != .turn, let s = hit(with: [.plan, .promise, .again], in: c) { return s }
    guard let s = hit(with: [.future, .date], in: c) else { return nil }
    return clause.link == .and || hits[s].first == clause.first ? s : nil
  }

  /// A list with its time at the end: `vask og bad torsdag`.
  private func planned(with c: Int) -> Verdict? {
    guard self[c].link == .and,
      !self[c].signs.contains(any: [.done, .subject, .refusal, .failure, .negation]),
      let s = hit(with: .coming, in: c)
    else { return nil }
    return Verdict(.arranged, by: s)
  }

  /// The sign that what failed is arranged anew, here or in a clause after it that tells nothing else.
  func again(_ c: Int) -> Int? {
    if let s = hit(with: .again, in: c) { return s }
    for i in after(c) where !self[i].hasKind {
      if let s = hit(with: .again, in: i) { return s }
    }
    return nil
  }

  /// Other words of the clause, or of the next ones in the sentence, tell the kind with its mode.
  func isToldElsewhere(_ kind: Int32, _ c: Int) -> Bool {
    (c..<after(c).upperBound).contains { tells(kind, self[$0]) }
  }

  private func tells(_ kind: Int32, _ clause: Clause) -> Bool {
    clause.hasTold && clause.hits.contains { hits[$0].meaning.mode != nil && hits[$0].meaning.kind == kind }
  }

  /// The clauses after this one in the same sentence, three at most.
  private func after(_ c: Int) -> Range<Int> {
    var end = c + 1
    while end < count, end <= c + 3, self[end].link != .sentence { end += 1 }
    return c + 1..<end
  }
}
