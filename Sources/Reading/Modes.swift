import Events

/// Says whether what a phrase tells took place, from the signs around it; nil where the line tells it of
/// nobody, or only asks.
///
/// In this order: whose it is; what the phrase itself says; whether it is only asked; the signs of the clause;
/// what the clauses behind and before say; else it happened.
struct Modes {
  private var whose = Whose()
  /// What the clause before hands on to this one.
  private var carried: Verdict?

  mutating func enter(_ c: Int, _ clauses: borrowing Clauses) {
    carried = clauses.carried(to: c, last: carried)
    whose.enter(c, clauses)
  }

  /// The modes of a hit, most often one; two where what failed has been arranged again.
  mutating func verdicts(
    on h: Int, in c: Int, _ clauses: borrowing Clauses
  ) -> (first: Verdict, second: Verdict?)? {
    let meaning = clauses.hits[h].meaning
    let isOurs = whose.isOurs(h, clauses)
    whose.pass(h, in: c, clauses)
    guard meaning.isKind, isOurs, let verdict = verdict(on: meaning, h, c, clauses) else { return nil }
    guard verdict.mode == .failed, let again = clauses.again(c) else { return (verdict, nil) }
    return (verdict, Verdict(.arranged, by: again))
  }

  private func verdict(
    on meaning: Meaning, _ h: Int, _ c: Int, _ clauses: borrowing Clauses
  ) -> Verdict? {
    if let mode = meaning.mode { return own(mode, h, c, clauses) }
    if clauses.isToldElsewhere(meaning.kind, c) { return nil }
    if meaning.traits.contains(.onlyHappened) { return happened(meaning, h, c, clauses) }
    if let answer = clauses.answer(for: h, in: c) { return answer.verdict }
    return open(clauses.said(of: h, in: c), c, clauses)
  }

  /// What the phrase says itself, unless a no stands between its words (`rejsekortet blev aldrig bestilt`), or it
  /// took place as planned (`ringede som aftalt`).
  private func own(_ mode: Mode, _ h: Int, _ c: Int, _ clauses: borrowing Clauses) -> Verdict? {
    guard mode == .arranged || mode == .happened else { return Verdict(mode) }
    if let s = clauses.no(inside: h, in: c) {
      return clauses.hits[s].meaning.sign.mode.map { Verdict($0, by: s) }
    }
    guard mode == .arranged else { return Verdict(mode) }
    if let s = clauses.doneAsPlanned(h, in: c) { return Verdict(.happened, by: s) }
    return clauses.undone(c, .failed) ?? Verdict(mode)
  }

  /// What is told only as having happened. Of most, a time ahead says nothing, and what failed is not told.
  private func happened(
    _ meaning: Meaning, _ h: Int, _ c: Int, _ clauses: borrowing Clauses
  ) -> Verdict? {
    guard !clauses.isDenied(h, in: c), !clauses.isAsked(h, in: c) else { return nil }
    if meaning.traits.contains(.mayLieAhead) { return governed(h, c, clauses) ?? Verdict(.happened) }
    let mode = clauses.governed(h, in: c)?.mode
    return mode == nil || mode == .arranged ? Verdict(.happened) : nil
  }

  private func governed(_ h: Int, _ c: Int, _ clauses: borrowing Clauses) -> Verdict? {
    guard let said = clauses.governed(h, in: c) else { return clauses.isChained(c) ? carried : nil }
    return said.mode == .arranged ? clauses.undone(c) ?? said : said
  }

  /// A bare no makes a refusal of what is lacking behind it: `nej, ingen psykolog`.
  private var refusedBefore: Verdict? { carried?.mode == .declined ? carried : nil }

  private func open(_ said: Said, _ c: Int, _ clauses: borrowing Clauses) -> Verdict? {
    switch said {
    case .nothing: clauses.failedBefore(c) ?? (clauses[c].signs.contains(.lack) ? refusedBefore : nil)
    case .verdict(let said) where said.mode != .arranged: said
    case .verdict(let said) where clauses.isPromise(said): clauses.undone(c, .failed) ?? said
    case .verdict(let said) where clauses.isFuture(said): clauses.undone(c, .declined) ?? said
    case .verdict(let said): clauses.undone(c) ?? said
    case .silence where clauses[c].signs.contains(.done): clauses.inVain(c) ?? carried ?? Verdict(.happened)
    case .silence: clauses.undone(c) ?? carried ?? Verdict(.happened)
    }
  }
}
