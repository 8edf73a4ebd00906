import Events

/// Says whether what a phrase tells took place, from the signs around it; nil where the line tells it of
/// nobody, or only asks.
///
/// In this order: a refusal, a failure and a plan in the clause itself; what the clause before or after says
/// where the clause says nothing itself; else it happened.
struct Modes {
  private let clauses: [Clause]
  private let hits: [Hit]
  private let kinds: [KindEntry]
  /// From this hit to the end of the sentence someone else tells.
  private var hearsay = false
  /// The clause is about someone else.
  private var others = false
  /// Someone else was named in the clause, and nobody of ours since.
  private var namedOthers = false
  /// What the clause before hands on to this one, as in a list.
  private var carried: Mode?

  init(_ clauses: [Clause], _ hits: [Hit], _ kinds: [KindEntry]) {
    self.clauses = clauses
    self.hits = hits
    self.kinds = kinds
  }

  mutating func enter(_ c: Int) {
    let clause = clauses[c]
    carried = carriedOn(to: c)
    namedOthers = false
    if clause.link == .sentence { (hearsay, others) = (false, false) }
    if clause.link == .turn || clause.signs.contains(.subject) { others = false }
    if beginsWithOthers(clause) { others = true }
  }

  /// The modes of a hit, most often one; two where what failed has been arranged again.
  mutating func modes(of h: Int, in c: Int) -> (first: Mode, second: Mode?)? {
    if case .sign(let sign) = hits[h].meaning.target { named(sign) }
    guard case .kind(let index) = hits[h].meaning.target, !hearsay else { return nil }
    let kind = kinds[index]
    if kind.isHearsay { hearsay = true }
    if others || namedOthers, !kind.concernsOthers, !kind.isHearsay { return nil }
    if hits[h].meaning.mode == nil {
      if isToldElsewhere(index, c) { return nil }
      if kind.isAlwaysHappened { return isDenied(h) ? nil : (.happened, nil) }
    }
    guard let mode = hits[h].meaning.mode ?? open(c) else { return nil }
    return (mode, mode == .failed && isArrangedAgain(c) ? .arranged : nil)
  }

  // MARK: whose and whether

  private mutating func named(_ sign: Sign) {
    if sign == .others { namedOthers = true }
    if sign == .subject { namedOthers = false }
  }

  private func beginsWithOthers(_ clause: Clause) -> Bool {
    guard clause.signs.contains(.others) else { return false }
    return clause.hits.contains { h in
      hits[h].meaning.target == .sign(.others)
        && hits[h].range.lowerBound <= clause.tokens.lowerBound + 1
    }
  }

  /// Other words of the clause, or of the next ones in the sentence, tell the kind with its mode.
  private func isToldElsewhere(_ kind: Int, _ c: Int) -> Bool {
    clauses[c].told.contains(kind) || after(c).contains { $0.told.contains(kind) }
  }

  /// A no within three words before what is told, or two after it.
  private func isDenied(_ h: Int) -> Bool {
    let range = hits[h].range
    let before = hits[..<h].reversed().prefix { $0.range.lowerBound >= range.lowerBound - 3 }
    let after = hits[(h + 1)...].prefix { $0.range.lowerBound < range.upperBound + 2 }
    return before.contains { $0.denies(hits[h]) } || after.contains { $0.denies(hits[h]) }
  }

  private func isArrangedAgain(_ c: Int) -> Bool {
    clauses[c].signs.contains(.again) || after(c).contains { $0.signs.contains(.again) && !$0.hasKind }
  }

  // MARK: the mode

  private func open(_ c: Int) -> Mode? {
    if let answered = asked(c) { return answered.mode }
    if let mode = said(clauses[c].signs), !(mode == .arranged && isUndone(c)) { return mode }
    return undone(c) ?? carried ?? .happened
  }

  private struct Answer { var mode: Mode? }

  /// A question or an offer: the answer, if there is one, makes it.
  private func asked(_ c: Int) -> Answer? {
    let next = c + 1 < clauses.count ? clauses[c + 1] : nil
    guard clauses[c].signs.contains(.question) || clauses[c].isAsked else { return nil }
    if clauses[c].signs.contains(.refusal) { return Answer(mode: .declined) }
    if clauses[c].signs.contains(.yes) { return Answer(mode: .arranged) }
    guard let next, !next.hasKind || clauses[c].isAsked else { return Answer(mode: nil) }
    if next.signs.contains(any: .refusal, .negation) { return Answer(mode: .declined) }
    return Answer(mode: next.signs.contains(.yes) ? .arranged : nil)
  }

  private func said(_ signs: SignSet) -> Mode? {
    if signs.contains(.refusal) { return .declined }
    if signs.contains(.failure) { return .failed }
    if signs.contains(.negation) { return .failed }
    if signs.contains(.plan) { return .arranged }
    if signs.contains(.date), !signs.contains(.done) { return .arranged }
    return nil
  }

  /// What the next clauses of the sentence say, as long as they tell nothing themselves.
  private func undone(_ c: Int) -> Mode? {
    if clauses[c].signs.contains(.done) { return nil }
    for clause in after(c) {
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
    clause.link == .and && said(clause.signs) == .arranged && !clause.signs.contains(any: .done, .subject)
  }

  private func isUndone(_ c: Int) -> Bool {
    guard let mode = undone(c) else { return false }
    return mode != .arranged
  }

  /// A list goes on as it began: `nej tak til mad, kaffe og tøj`.
  private func carriedOn(to c: Int) -> Mode? {
    guard c > 0, clauses[c].link == .and || clauses[c].link == .comma,
      !clauses[c].signs.contains(any: .done, .yes, .subject)
    else { return nil }
    let before = clauses[c - 1]
    guard before.hasKind || before.signs.contains(any: .refusal, .plan) else { return nil }
    return said(before.signs) ?? (before.signs.contains(.done) ? nil : carried)
  }

  /// The clauses after this one in the same sentence, three at most.
  private func after(_ c: Int) -> ArraySlice<Clause> {
    var end = c + 1
    while end < clauses.count, end <= c + 3, clauses[end].link != .sentence { end += 1 }
    return clauses[min(c + 1, clauses.count)..<end]
  }
}

extension Hit {
  /// A no, unless it is part of what is told, as in `lukkede ikke op`.
  fileprivate func denies(_ other: Hit) -> Bool {
    guard meaning.target == .sign(.negation) || meaning.target == .sign(.refusal) else { return false }
    return !shares(other)
  }
}
