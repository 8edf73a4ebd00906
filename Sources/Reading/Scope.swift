import Events

/// What the signs of a clause say of what the same clause tells.
///
/// A refusal, a failure and a no reach the whole clause, since they belong to its verb; a lack, as `ingen`,
/// reaches the things named right behind it. Among those that reach, a refusal outweighs a failure, a failure
/// a no, and any of them a plan. A date is a plan where nothing has been done. A no by itself says only that
/// something is not so, neither that it was due nor that anyone refused: then nothing is told.
enum Said {
  /// No sign reaches what is told.
  case silence
  case nothing
  case verdict(Verdict)
}

extension Clauses {
  func said(of h: Int, in c: Int) -> Said {
    guard let best = strongest(for: h, in: c) else { return .silence }
    if let mode = hits[best].meaning.sign.mode { return .verdict(Verdict(mode, by: best)) }
    if let s = thanks(c) { return .verdict(Verdict(.declined, by: best, and: s)) }
    return .nothing
  }

  private func strongest(for h: Int, in c: Int) -> Int? {
    let clause = self[c]
    guard clause.signs.contains(any: .deciding) else { return nil }
    var best: Int?
    for s in clause.hits where weight(s, c) > (best.map { weight($0, c) } ?? 0) && reaches(s, h, in: c) {
      best = s
    }
    return best
  }

  /// `ingen bostøtte, tak`: the word that makes a refusal of a no, here or right behind the comma.
  private func thanks(_ c: Int) -> Int? {
    if let s = hit(with: .thanks, in: c) { return s }
    guard c + 1 < count, self[c + 1].link == .comma else { return nil }
    return hit(with: .thanks, in: c + 1)
  }

  private func weight(_ s: Int, _ c: Int) -> Int {
    switch hits[s].meaning.sign {
    case .refusal: 6
    case .failure, .vain: 5
    case .negation, .lack: 4
    case .plan, .promise: 2
    case .future: self[c].signs.contains(.done) ? 1 : 3
    case .date: self[c].signs.contains(.done) ? 0 : 1
    default: 0
    }
  }

  private func reaches(_ s: Int, _ h: Int, in c: Int) -> Bool {
    let (sign, told) = (hits[s], hits[h])
    if sign.meaning.sign.contains(any: .negative), told.holds(sign) { return isMode(of: told, sign) }
    if sign.meaning.sign.contains(any: .coming), isParted(told, from: sign, in: c) { return false }
    return sign.meaning.sign != .lack || (told.first >= sign.first && told.first <= sign.end + 2)
  }

  /// Whether a sign among the words of what is told says its mode, as `tog ikke røret` does: not where the no is
  /// what is told, as in `lukkede ikke op`.
  private func isMode(of told: Hit, _ sign: Hit) -> Bool {
    sign.meaning.sign.contains(any: [.refusal, .failure]) && !told.meaning.traits.contains(.onlyHappened)
  }

  /// `at` or `hvis` stands between it and a plan behind it, which is then a plan of something else.
  private func isParted(_ told: Hit, from plan: Hit, in c: Int) -> Bool {
    guard told.end < plan.first, self[c].signs.contains(any: [.that, .question]) else { return false }
    return self[c].hits.contains {
      hits[$0].meaning.sign.contains(any: [.that, .question]) && hits[$0].first >= told.end
        && hits[$0].end <= plan.first
    }
  }

  /// A no within three words before what is told, or two after it, in the same clause.
  func isDenied(_ h: Int, in c: Int) -> Bool {
    let clause = self[c]
    guard clause.signs.contains(any: .denying) else { return false }
    let told = hits[h]
    return clause.hits.contains { s in
      let sign = hits[s]
      return sign.meaning.sign.contains(any: .denying) && sign.first >= told.first - 3
        && sign.first < told.end + 2 && (!sign.shares(told) || sign.holds(told))
        && reaches(s, h, in: c)
    }
  }

  /// What is said of something that is told as having happened, where the verb right before it says so or where
  /// the time does: `skal løslades`, `lukker op på torsdag`.
  func governed(_ h: Int, in c: Int) -> Verdict? {
    guard case .verdict(let said) = said(of: h, in: c) else { return nil }
    let (sign, told) = (hits[Int(said.sign)], hits[h])
    switch sign.meaning.sign {
    case .failure, .vain: return sign.first <= told.end + 3 && !sign.shares(told) ? said : nil
    case .future: return isPlanItself(h, in: c) ? nil : said
    case .date, .promise: return nil
    case .plan where isPlanItself(h, in: c): return nil
    default:
      let isBefore = sign.first < told.first && sign.end >= told.first - 3 && !sign.shares(told)
      return isBefore ? said : nil
    }
  }

  /// Its own words hold a plan or a time: `ville gerne have os med`, `senest på fredag`.
  private func isPlanItself(_ h: Int, in c: Int) -> Bool {
    self[c].hits.contains { hits[$0].meaning.sign.contains(any: .coming) && hits[$0].shares(hits[h]) }
  }

  /// A no between the words of what is told, and none of them.
  func no(inside h: Int, in c: Int) -> Int? {
    guard self[c].signs.contains(any: .negative) else { return nil }
    let told = hits[h]
    return self[c].hits.first {
      hits[$0].meaning.sign.contains(any: .negative) && hits[$0].first >= told.first
        && hits[$0].end <= told.end
        && !told.holds(hits[$0])
    }
  }

  /// Words that say it took place, of which what is told has some: `som aftalt`.
  func doneAsPlanned(_ h: Int, in c: Int) -> Int? {
    guard self[c].signs.contains(.done) else { return nil }
    return self[c].hits.first {
      hits[$0].meaning.sign == .done && hits[$0].shares(hits[h]) && !hits[h].holds(hits[$0])
    }
  }

  func isPromise(_ verdict: Verdict) -> Bool {
    verdict.sign >= 0 && hits[Int(verdict.sign)].meaning.sign == .promise
  }

  func isFuture(_ verdict: Verdict) -> Bool {
    verdict.sign >= 0 && hits[Int(verdict.sign)].meaning.sign == .future
  }

  /// The first hit of the clause that gives the sign.
  func hit(with sign: SignSet, in c: Int) -> Int? {
    guard self[c].signs.contains(any: sign) else { return nil }
    return self[c].hits.first { hits[$0].meaning.sign.contains(any: sign) }
  }
}
