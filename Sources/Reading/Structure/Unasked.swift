import Events

/// Finds what a person does not want to be asked about: `lad være med at nævne moren`, `spørg ikke til
/// børnene`, `vil ikke høre mere om gælden`, `don't bring up his mother`, `nej tak til tandlæge 3. gang`.
///
/// Three ways of saying it: an order not to (imperative with a no beside it, `lad være`, `avoid`), a wish
/// not to (`vil ikke tale om`), and a no for the third time or more, or one that is let be (`lader den
/// ligge`). What it is about is the rest of the clause.
struct Unasked {
  let text: TimeText

  func places() -> [Range<Int>] {
    var places: [Range<Int>] = []
    for i in 0..<text.count {
      guard let subject = subject(at: i), !subject.isEmpty else { continue }
      let (first, last) = (text.tokens[subject.lowerBound], text.tokens[subject.upperBound - 1])
      if let known = places.last, first.words.lowerBound < known.upperBound { continue }
      places.append(first.words.lowerBound..<last.words.upperBound)
    }
    return places
  }

  private func subject(at i: Int) -> Range<Int>? {
    if text.is(i, Self.say), isForbidden(i) { return rest(behind: i, from: start(before: i)) }
    if text.is(i, Self.talk), isUnwished(i) { return rest(behind: i, from: start(before: i)) }
    return isNoAgain(i) ? refused(before: i) : nil
  }

  /// `nævn ikke`, `lad være med at spørge`, `don't ask`: not `we don't ask`, which tells what is.
  private func isForbidden(_ i: Int) -> Bool {
    if text.is(i, Self.orders), text.is(i + 1, Self.no), isClauseStart(i) { return true }
    for back in 1...4 where i - back >= 0 && !text.beginsClause(i - back + 1) {
      if text.is(i - back, Self.refrain) { return true }
      if back > 1, text.is(i - back, ["lad", "lade"]), text.is(i - back + 1, ["være", "vær"]) {
        return true
      }
    }
    let no = text.is(i - 1, ["t"]) ? i - 2 : text.is(i - 2, ["do"]) ? i - 2 : i - 1
    return text.is(no, ["don", "dont", "never", "do"]) && (text.is(i - 1, Self.no) || no == i - 2)
      && !text.is(no - 1, ["we", "i", "they", "you", "he", "she"])
  }

  /// `vil ikke høre mere om`, `doesn't want to talk about`: a no and a wish among the words before.
  private func isUnwished(_ i: Int) -> Bool {
    var (isWish, isNo) = (false, false)
    var place = i
    while place > 0, i - place < 6, !text.beginsClause(place) {
      place -= 1
      isWish = isWish || text.is(place, Self.wishes)
      isNo = isNo || text.is(place, Self.no)
    }
    let about = (i + 1...i + 3).contains { text.is($0, Self.about) }
    return isWish && isNo && about
  }

  /// The word behind a no that was said three times or more, or is let be.
  private func isNoAgain(_ i: Int) -> Bool {
    if text.is(i, ["gang", "time"]) {
      let ordinal =
        text.number(i - 1, 3...99) ?? (text.is(i - 1, ["th", "rd"]) ? text.number(i - 2, 3...99) : nil)
      return ordinal != nil || text.is(i - 1, ["tredje", "fjerde", "femte", "third", "fourth", "fifth"])
    }
    return text.is(i, ["ligge"]) && text.is(i - 1, ["den", "det", "emnet"])
      && text.is(i - 2, ["lader", "lad", "lade"])
  }

  /// `tandlæge` of `nej tak til tandlæge 3. gang, lader den ligge`.
  private func refused(before i: Int) -> Range<Int>? {
    var place = i
    while place > 0, i - place < 12, !text.endsSentence(place), !text.is(place, Self.refusals) { place -= 1 }
    guard text.is(place, Self.refusals) else { return nil }
    var first = place + 1
    while first < i, text.is(first, ["tak", "thanks", "pænt", "til", "to", "for", "the", "igen", "again"]) {
      first += 1
    }
    var end = first
    while end < i, end == first || !text.beginsClause(end), text.tokens[end].number == nil,
      !text.is(end, Self.ends.union(["for", "tredje", "fjerde", "femte", "third", "fourth", "fifth"]))
    {
      end += 1
    }
    return first..<min(end, first + 6)
  }

  /// What is behind the verb to the end of the clause; where that is nothing or `det`, the whole wish.
  private func rest(behind verb: Int, from start: Int) -> Range<Int> {
    var first = verb + 1
    while first < text.count, !text.beginsClause(first), text.is(first, Self.between) { first += 1 }
    var end = first
    while end < text.count, !text.beginsClause(end), end - first < 6, !text.is(end, Self.ends) { end += 1 }
    while end > first, text.is(end - 1, Self.trailing) { end -= 1 }
    let isTelling =
      end > first && !(end == first + 1 && text.is(first, ["det", "den", "dem", "it", "that", "this"]))
    return isTelling ? first..<end : start..<max(end, verb + 1)
  }

  private func start(before i: Int) -> Int {
    var start = i
    while start > 0, i - start < 6, !isClauseStart(start) { start -= 1 }
    return start
  }

  private func isClauseStart(_ i: Int) -> Bool {
    text.beginsClause(i) || text.is(i - 1, ["og", "and", "men", "but", "please", "husk", "remember"])
  }
}

extension Unasked {
  static let no: Set<String> = ["ikke", "aldrig", "not", "never", "dont", "t"]
  private static let orders: Set<String> = ["nævn", "spørg", "tal", "snak", "bring"]
  private static let refrain: Set<String> = ["undgå", "undlad", "avoid", "stop"]
  private static let talk: Set<String> = [
    "tale", "snakke", "høre", "spørges", "spurgt", "talk", "speak", "hear", "asked",
  ]
  private static let say: Set<String> = orders.union([
    "nævne", "spørge", "tale", "snakke", "bringe", "mention", "mentioning", "ask", "asking", "talk",
    "talking",
    "raise", "bringing",
  ])
  private static let wishes: Set<String> = [
    "vil", "ville", "ønsker", "ønskede", "gider", "gad", "magter", "orker", "want", "wants", "wanted", "wish",
    "wishes",
  ]
  private static let about: Set<String> = ["om", "til", "about", "of"]
  static let refusals: Set<String> = ["nej", "no", "afslog", "afviste", "refused", "declined"]
  private static let between: Set<String> = [
    "ikke", "noget", "om", "til", "about", "of", "op", "up", "ind", "på", "mere", "again", "any", "more",
    "him", "her",
    "ham", "hende", "dem", "them", "to", "with", "med",
  ]
  private static let trailing: Set<String> = [
    "mere", "igen", "op", "up", "again", "anymore", "more", "lige", "any",
  ]
  private static let ends: Set<String> = [
    "og", "men", "så", "før", "når", "and", "but", "so", "until", "when", "fordi", "because",
  ]

  static let asking = say.union(talk)
  static let refraining = refrain.union(["lad", "lade"])
}

extension Times {
  /// The words that say what the person is not to be asked about.
  func unasked(_ line: String) -> [Range<Int>] {
    Unasked(text: TimeText(TimeTokens(line, words, slips: false).all)).places()
  }
}
