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
/// 4. Times, dates, ages, phone numbers and prices are no counts: numbers of four digits or more, numbers
///    with a point in them, numbers side by side or with a dash between them, and numbers after a word of
///    `before-number` (kl, d, uge) or before one of `unit` (år, kr, timer).
/// 5. A no beside the number or the word undoes the count: `7 spiste ikke`, `7 uden mad`. Of `7 af de 18
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

  init(_ lexicon: Lexicon) {
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
    0...999 ~= words.tokens.all[i].number && !isMeasure(i, words)
      && !touchesDigits(i, words) && !touchesDigits(i + 1, words)
  }

  func counts(_ words: borrowing Words) -> Counts {
    var tally = Tally()
    for i in 0..<words.count {
      if let number = words.number(at: i) {
        count(number, at: i, words, &tally)
      } else if words.holds(i, everyone) {
        tally.everyoneAte = tally.everyoneAte || allAte(i, words)
      } else if words.holds(i, nobody), let what = missing(i, words) {
        tally.nobody.insert(what)
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

  private func count(_ number: CountNumber, at i: Int, _ words: borrowing Words, _ tally: inout Tally) {
    guard number.isWord ? !isMeasure(i, words) : mayCount(i, words), !words.undoes(i - 1) else { return }
    if i - 1 > tally.lastClaimed, isLabelled(i, words), let what = what(i - 1, words) {
      return tally.note(number, what)
    }
    guard let found = counted(from: i, words) else { return }
    tally.lastClaimed = found.last?.place ?? tally.lastClaimed
    let sure = found.filter { $0.what == .heads || !words.isWhole(i) }
    for each in sure { tally.note(number, each.what) }
    if sure.isEmpty, !words.isShare(i) { tally.note(alone: number) }
  }

  /// What the number at `i` stands before; nil where a no undoes it.
  private func counted(from i: Int, _ words: borrowing Words) -> [(what: Counted, place: Int)]? {
    var found: [(what: Counted, place: Int)] = []
    for j in i + 1...i + 2 where found.allSatisfy({ $0.what == .heads }) {
      guard j < words.count, words.isJoined(j), words.number(at: j) == nil else { break }
      if words.undoes(j) { return found.isEmpty ? nil : found }
      guard let what = what(j, words) else { continue }
      if words.undoes(j + 1), words.isJoined(j + 1) { return found.isEmpty ? nil : found }
      found.append((what, j))
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
    return counted(from: i, words)?.contains { $0.what == .meals } ?? false
  }

  /// What a word of `nobody` says there was none of; heads only right behind it, since `ingen andre kom`.
  private func missing(_ i: Int, _ words: borrowing Words) -> Counted? {
    guard let first = counted(from: i, words)?.first, first.what != .coffee else { return nil }
    return first.what == .heads && first.place > i + 1 ? nil : first.what
  }
}

private enum Counted: CaseIterable { case heads, meals, coffee, new }

private struct CountNumber: Equatable {
  var value: Int
  var isWord: Bool
}

/// The numbers of a line, the first of each.
private struct Tally {
  private var numbers: [Counted: Int] = [:]
  /// Of `en` and `one`, which are articles as well and yield to any other number.
  private var ones: Set<Counted> = []
  private var digitsAlone: Int?
  private var wordAlone: Int?
  var nobody: Set<Counted> = []
  var everyoneAte = false
  /// The last word that a number before it counts.
  var lastClaimed = -1

  mutating func note(_ number: CountNumber, _ what: Counted) {
    if number.isWord, number.value == 1 {
      ones.insert(what)
    } else {
      numbers[what] = numbers[what] ?? number.value
    }
  }

  mutating func note(alone number: CountNumber) {
    if !number.isWord { digitsAlone = digitsAlone ?? number.value }
    if number.isWord, number.value != 1 { wordAlone = wordAlone ?? number.value }
  }

  var counts: Counts {
    Counts(heads: heads, meals: meals, newFaces: numbers[.new] ?? faint(.new))
  }

  private var heads: Int? {
    let served = [numbers[.coffee], numbers[.meals]].compactMap(\.self).max()
    if let heads = numbers[.heads] { return heads }
    if let served, served > 0 { return served }
    if nobody.contains(.heads) { return 0 }
    return digitsAlone ?? wordAlone ?? served ?? faint(.heads)
  }

  private var meals: Int? { numbers[.meals] ?? (everyoneAte ? heads : nil) ?? faint(.meals) }

  private func faint(_ what: Counted) -> Int? { nobody.contains(what) ? 0 : ones.contains(what) ? 1 : nil }
}

extension Words {
  private static let no: Set<String> = [
    "ikke", "ikk", "ik", "itt", "ett", "aldrig", "ingen", "intet", "uden", "hverken", "no", "not", "never",
    "without", "neither", "didnt", "dont", "doesnt", "wouldnt", "couldnt",
  ]
  private static let nearly: Set<String> = ["næsten", "almost", "nearly"]
  private static let ones: Set<String> = ["en", "et", "een", "one"]
  /// Numbers in Danish that are other words in English: to eat, the fire.
  private static let ambiguous: Set<String> = ["to", "fire"]
  private static let and: Set<String> = ["og", "and"]
  private static let beforeDanishNumber: Set<String> = [
    "og", "der", "var", "kun", "kom", "med", "plus", "heraf", "hvoraf", "havde", "ca", "alle", "de",
  ]

  fileprivate func undoes(_ i: Int) -> Bool { Words.no.contains(word(i)) }
  fileprivate func isNearly(_ i: Int) -> Bool { Words.nearly.contains(word(i)) }
  fileprivate func begins(_ i: Int) -> Bool { i == 0 || (i > 0 && i < count && !isJoined(i)) }

  /// The 7 of `7 af de 18`.
  fileprivate func isShare(_ i: Int) -> Bool { isOf(i + 1) }

  /// The 18 of `7 af de 18`.
  fileprivate func isWhole(_ i: Int) -> Bool {
    isOf(i - 1) || (["de", "the"].contains(word(i - 1)) && isOf(i - 2))
  }

  private func isOf(_ i: Int) -> Bool { ["af", "of"].contains(word(i)) }

  /// The number at `i` in digits or letters; nil for words that are more likely something else.
  fileprivate func number(at i: Int) -> CountNumber? {
    guard i >= 0, i < count else { return nil }
    let digits = tokens.all[i].number
    if digits >= 0 { return CountNumber(value: digits, isWord: false) }
    let word = word(i)
    guard let value = Numbers.value(ofWord: word), stands(word, at: i) else { return nil }
    return CountNumber(value: value, isWord: true)
  }

  private func stands(_ word: String, at i: Int) -> Bool {
    if word == "a" { return false }
    if begins(i) { return true }
    if Words.ones.contains(word) { return Words.and.contains(self.word(i - 1)) }
    return !Words.ambiguous.contains(word) || Words.beforeDanishNumber.contains(self.word(i - 1))
  }

  /// The folded word; empty outside the line and for names.
  private func word(_ i: Int) -> String {
    guard i >= 0, i < count else { return "" }
    let token = tokens.all[i]
    return String(decoding: tokens.folded[token.foldStart..<token.foldStart + token.foldCount], as: UTF8.self)
  }
}
