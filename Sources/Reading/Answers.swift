import Events

/// A question or an offer tells nothing of what it asks for, until it is answered.
struct Answer {
  /// Nil where there is none, or none that says yes or no.
  var verdict: Verdict?
}

extension Clauses {
  /// What became of a question that asks for what is told; nil where nobody asks.
  func answer(for h: Int, in c: Int) -> Answer? {
    let question = question(for: h, in: c)
    guard question != nil || self[c].isAsked else { return nil }
    if let own = ownAnswer(for: h, in: c, question) { return Answer(verdict: own) }
    return Answer(verdict: laterAnswer(after: c, question))
  }

  func isAsked(_ h: Int, in c: Int) -> Bool { self[c].isAsked || question(for: h, in: c) != nil }

  /// The sign of a question in front of what is told; its own words ask for nothing else.
  private func question(for h: Int, in c: Int) -> Int? {
    guard self[c].signs.contains(.question) else { return nil }
    return self[c].hits.first {
      hits[$0].meaning.sign == .question && hits[$0].first <= hits[h].first && !hits[$0].shares(hits[h])
    }
  }

  /// In the same clause; a no between question and thing belongs to the question: `om han ikke ville med`.
  private func ownAnswer(for h: Int, in c: Int, _ question: Int?) -> Verdict? {
    let asked = hits[question ?? h].first...hits[h].first
    for s in self[c].hits where !asked.contains(hits[s].first) {
      if hits[s].meaning.sign == .refusal { return Verdict(.declined, by: s, and: question) }
      if hits[s].meaning.sign == .yes { return Verdict(.arranged, by: s, and: question) }
    }
    return nil
  }

  /// A bare no that the clause begins with: `nej`, `men nej`.
  private func no(in c: Int) -> Int? {
    hit(with: [.negation, .lack], in: c).flatMap { hits[$0].first <= self[c].first + 1 ? $0 : nil }
  }

  /// A time that answers a question mark: `hvornår er tandlægen? torsdag`.
  private func time(in c: Int) -> Int? {
    guard self[c - 1].isAsked else { return nil }
    return hit(with: [.date, .future], in: c).flatMap { hits[$0].first == self[c].first ? $0 : nil }
  }

  /// A yes that was done at once: `han tog imod`, `det gjorde vi`.
  private func isDeed(_ yes: Int, in c: Int) -> Bool {
    self[c].signs.contains(.done)
      && self[c].hits.contains { hits[$0].meaning.sign == .done && hits[$0].shares(hits[yes]) }
  }

  /// In one of the next two clauses, before another thing is told.
  private func laterAnswer(after c: Int, _ question: Int?) -> Verdict? {
    for i in c + 1..<min(c + 3, count) {
      if self[i].hasKind && !(i == c + 1 && self[c].isAsked) { return nil }
      if let s = hit(with: .refusal, in: i) ?? no(in: i) { return Verdict(.declined, by: s, and: question) }
      if let s = hit(with: [.yes, .promise], in: i) {
        return Verdict(isDeed(s, in: i) ? .happened : .arranged, by: s, and: question)
      }
      if i == c + 1, let s = time(in: i) { return Verdict(.arranged, by: s, and: question) }
      if self[i].signs.contains(.question) { return nil }
    }
    return nil
  }
}
