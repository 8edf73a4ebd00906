import Events

/// Reads the head count of a stop. Only a line that holds a reading of `headcount` is counted. What is not
/// plainly said is left nil: better no number than a wrong one.
///
/// 1. A number counts what it stands before, up to two words away in the same clause: a word of the set
///    `heads` (gæster, mødte, people), `meals` (mad, spiste, plates), `coffee` (kaffe) or `new` (nye, new);
///    `12 gæster spiste` counts both. A word of the set may also stand right before the number where nothing
///    follows it: `mad: 7`, `kaffe 18 mad 7`.
/// 2. `heads` is the number with a word of `heads`; else the larger of coffee and meals; else a number that
///    stands with none of these. The first of each counts, so that a line never counts anyone twice.
/// 3. `alle spiste`, `everybody ate` makes meals what heads are. `ingen kom`, `nobody came` makes heads 0,
///    `ingen spiste` meals and `ingen nye` new faces, where no number says otherwise.
/// 4. Of a range that counts something, `12-15 gæster`, the lower number: so many were surely there. A
///    score and a dozen count with what stands before them: `en halv snes`, `to dusin`.
/// 5. Times, dates, ages, phone numbers and prices are no counts: numbers of four digits or more, numbers
///    with a point in them, numbers side by side or with a dash between them, and numbers after a word of
///    `before-number` (kl, d, uge) or before one of `unit` (år, kr, timer).
/// 6. A no beside the number or the word undoes the count: `7 spiste ikke`, `7 uden mad`. Of `7 af de 18
///    gæster spiste` only the 18 heads are sure.
struct CountSets: Sendable {
  let heads: Symbol?
  let meals: Symbol?
  let coffee: Symbol?
  let new: Symbol?
  let everyone: Symbol?
  let nobody: Symbol?
  let before: Symbol?
  let unit: Symbol?

  init(_ lexicon: borrowing Lexicon) {
    heads = lexicon.symbol(ofSet: "heads")
    meals = lexicon.symbol(ofSet: "meals")
    coffee = lexicon.symbol(ofSet: "coffee")
    new = lexicon.symbol(ofSet: "new")
    everyone = lexicon.symbol(ofSet: "everyone")
    nobody = lexicon.symbol(ofSet: "nobody")
    before = lexicon.symbol(ofSet: "before-number")
    unit = lexicon.symbol(ofSet: "unit")
  }

  /// Whether the number in digits at `i` may count people or meals.
  func mayCount(_ i: Int, _ words: borrowing Words) -> Bool {
    0...999 ~= words.tokens.all[i].number && !isMeasure(i, words) && !touchesDigits(i + 1, words)
      && (!touchesDigits(i, words) || rangeStart(i, words) != nil)
  }

  /// Whether words that tell a head count may be of a stop. `tre kopper` and `to nye hofter` are one person's: a
  /// few, written as a word, need a word for people or another number beside them.
  func isCrowd(_ told: Range<Int>, _ words: borrowing Words) -> Bool {
    guard !(told.lowerBound...told.upperBound).contains(where: { words.holds($0, heads) }) else {
      return true
    }
    var isFew = false
    for i in told {
      guard let number = words.number(at: i) else { continue }
      if !number.isWord || !(2...3).contains(number.value) { return true }
      isFew = true
    }
    guard isFew else { return true }
    let near = max(0, told.lowerBound - Self.beside)..<min(words.count, told.upperBound + Self.beside)
    return near.contains { !told.contains($0) && words.number(at: $0) != nil && !isMeasure($0, words) }
  }

  /// Words that count as beside.
  private static let beside = 12

  /// The 12 where the 15 of `12-15` stands at `i`.
  private func rangeStart(_ i: Int, _ words: borrowing Words) -> Int? {
    guard i > 0, words.tokens.all[i].before == .soft, !isMeasure(i - 1, words), !touchesDigits(i - 1, words)
    else { return nil }
    let (first, second) = (words.tokens.all[i - 1], words.tokens.all[i])
    let isDash = second.start - first.end == 1 || second.start - first.end == 3
    return isDash && 1..<999 ~= first.number && first.number < second.number ? first.number : nil
  }

  func counts(_ words: borrowing Words) -> Counts {
    var tally = CountTally()
    for i in 0..<words.count {
      if let number = words.number(at: i) {
        count(number, at: i, words, &tally)
      } else if words.holds(i, everyone) {
        tally.everyoneAte = tally.everyoneAte || allAte(i, words)
      } else if words.holds(i, nobody), let what = missing(i, words) {
        tally.note(noneOf: what)
      }
    }
    return tally.counts
  }

  // MARK: numbers

  private func isMeasure(_ i: Int, _ words: borrowing Words) -> Bool {
    words.holds(i - 1, before) || words.holds(i + 1, unit)
  }

  /// Whether the words at `i - 1` and `i` are digits with a space, a slash or a dash between them.
  private func touchesDigits(_ i: Int, _ words: borrowing Words) -> Bool {
    guard i > 0, i < words.count else { return false }
    let (first, second) = (words.tokens.all[i - 1], words.tokens.all[i])
    guard first.number >= 0, second.number >= 0 else { return false }
    return second.before == .none || (second.before == .soft && second.start != first.end + ", ".utf8.count)
  }

  private func count(_ number: CountNumber, at i: Int, _ words: borrowing Words, _ tally: inout CountTally) {
    guard number.isWord ? words.isHeap(i) || !isMeasure(i, words) : mayCount(i, words), !words.undoes(i - 1)
    else { return }
    if !number.isWord, let least = rangeStart(i, words) { return count(least, of: i, words, &tally) }
    if i - 1 > tally.lastClaimed, isLabelled(i, words), let what = what(i - 1, words) {
      return tally.note(number, what)
    }
    guard let found = counted(from: i, words) else { return }
    tally.lastClaimed = found.last?.place ?? tally.lastClaimed
    let isWhole = words.isWhole(i)
    var isAlone = true
    for each in [found.first, found.second] {
      guard let each, each.what == .heads || !isWhole else { continue }
      tally.note(number, each.what)
      isAlone = false
    }
    if isAlone, !words.isShare(i) { tally.note(alone: number) }
  }

  /// A range counts only what it stands before.
  private func count(_ least: Int, of i: Int, _ words: borrowing Words, _ tally: inout CountTally) {
    guard let found = counted(from: i, words), let first = found.first else { return }
    tally.lastClaimed = found.last?.place ?? tally.lastClaimed
    for what in [first.what, found.second?.what] {
      if let what { tally.note(CountNumber(value: least, isWord: false), what) }
    }
  }

  /// What the number at `i` stands before; nil where a no undoes it.
  private func counted(from i: Int, _ words: borrowing Words) -> CountFound? {
    var found = CountFound()
    for j in i + 1...i + 2 where found.first.map({ $0.what == .heads }) ?? true {
      guard j < words.count, words.isJoined(j), words.number(at: j) == nil else { break }
      if words.undoes(j) { return found.first == nil ? nil : found }
      guard let what = what(j, words) else { continue }
      if words.undoes(j + 1), words.isJoined(j + 1) {
        return found.first == nil ? nil : found
      }
      found.add((what, j))
    }
    return found
  }

  /// Whether the word before the number says what it counts: nothing follows, or `mad 7` and so on to the end.
  private func isLabelled(_ i: Int, _ words: borrowing Words) -> Bool {
    var i = i
    for _ in Counted.allCases {
      guard isLabel(i - 1, words) else { return false }
      guard i + 1 < words.count, words.isJoined(i + 1) else { return true }
      guard words.number(at: i + 2) != nil else { return false }
      i += 2
    }
    return false
  }

  /// Behind a colon a label must stand alone, so that `god mad, 14` counts no meals.
  private func isLabel(_ i: Int, _ words: borrowing Words) -> Bool {
    guard what(i, words) != nil, words.tokens.all[i + 1].before < .hard else { return false }
    guard words.begins(i) || words.number(at: i - 1) != nil else {
      return words.isJoined(i + 1) && !words.undoes(i - 1)
    }
    return true
  }

  // MARK: words

  private func what(_ i: Int, _ words: borrowing Words) -> Counted? {
    if words.holds(i, heads) { return .heads }
    if words.holds(i, meals) { return .meals }
    if words.holds(i, coffee) { return .coffee }
    return words.holds(i, new) ? .new : nil
  }

  private func allAte(_ i: Int, _ words: borrowing Words) -> Bool {
    guard words.begins(i) || !(words.undoes(i - 1) || words.isNearly(i - 1)) else { return false }
    return counted(from: i, words).map { $0.first?.what == .meals || $0.second?.what == .meals } ?? false
  }

  /// What a word of `nobody` says there was none of; heads only right behind it, since `ingen andre kom`.
  private func missing(_ i: Int, _ words: borrowing Words) -> Counted? {
    guard let first = counted(from: i, words)?.first, first.what != .coffee else { return nil }
    return first.what == .heads && first.place > i + 1 ? nil : first.what
  }
}

extension Words {
  fileprivate func undoes(_ i: Int) -> Bool { word(i).role.contains(.no) }
  fileprivate func isNearly(_ i: Int) -> Bool { word(i).role.contains(.nearly) }
  fileprivate func begins(_ i: Int) -> Bool { i == 0 || (i > 0 && i < count && !isJoined(i)) }

  /// The 7 of `7 af de 18`.
  fileprivate func isShare(_ i: Int) -> Bool { word(i + 1).role.contains(.of) }

  /// The 18 of `7 af de 18`.
  fileprivate func isWhole(_ i: Int) -> Bool {
    word(i - 1).role.contains(.of) || (word(i - 1).role.contains(.the) && word(i - 2).role.contains(.of))
  }

  /// The number at `i` in digits or letters; nil for words that are more likely something else.
  fileprivate func number(at i: Int) -> CountNumber? {
    guard i >= 0, i < count else { return nil }
    let digits = tokens.all[i].number
    if digits >= 0 { return CountNumber(value: digits, isWord: false) }
    let word = word(i)
    guard word.number >= 0, stands(word.role, at: i) else { return nil }
    return CountNumber(value: isHeap(i) ? heap(i, of: Int(word.number)) : Int(word.number), isWord: true)
  }

  fileprivate func isHeap(_ i: Int) -> Bool { word(i).role.contains(.heap) }

  /// `en halv snes`, `two dozen`
  private func heap(_ i: Int, of size: Int) -> Int {
    if word(i - 1).role.contains(.half)
      || (word(i - 1).role.contains(.article) && word(i - 2).role.contains(.half))
    {
      return size / 2
    }
    return 2...9 ~= word(i - 1).number ? size * Int(word(i - 1).number) : size
  }

  private func stands(_ role: CountRole, at i: Int) -> Bool {
    if role.contains(.article) { return false }
    if begins(i) { return true }
    if role.contains(.one) { return word(i - 1).role.contains(.and) }
    return !role.contains(.ambiguous) || word(i - 1).role.contains(.beforeDanishNumber)
  }
}
