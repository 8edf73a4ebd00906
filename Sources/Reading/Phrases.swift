import Events

/// Finds every phrase in the words of a line: what each word tells by itself, and each form of which two
/// neighbouring words stand there, from these on to both sides.
struct Phrases: ~Copyable {
  /// Words that `...` may stand for.
  static let longestGap = 4
  /// Words like `han`, `ikke` and `lige` that a phrase may have between two of its words.
  static let mostFillers = 3

  /// Words whose phrases are looked for together: nearly always all of a line.
  private static let block = 64
  /// No phrase is longer, its gaps and fillers among its words.
  private static let longest = Notation.mostWords * longestGap

  private(set) var hits = Row<Hit>()
  /// Steps of the search so far, for the law that they grow as the line does.
  private(set) var steps = 0
  /// The languages whose own words stand in the line.
  private var languages: SignSet = []
  /// Whether any hit may stand only where a part of the sentence begins or ends.
  private var hasEdges = false
  /// By slot of the form that is tried: the word that stands there.
  private var bound = Row<Bound>()
  private var spots = Spots()

  struct Bound {
    var word: Int
    /// Of the symbol among those of the word.
    var rank: Int
  }

  init() { bound.fill(Bound(word: 0, rank: 0), count: Notation.mostWords) }

  mutating func find(in words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    search(words, vocabulary)
    if languages == .danish { keep(.danish) }
    if languages == .english { keep(.english) }
    keepLongest()
  }

  // MARK: - Searching

  /// Leaves all hits, those that others will take among them.
  mutating func search(_ words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    hits.removeAll()
    (steps, languages, hasEdges) = (0, [], false)
    for first in stride(from: 0, to: words.count, by: Phrases.block) {
      let block = first..<min(words.count, first + Phrases.block)
      let around = max(0, first - Phrases.longest)..<min(words.count, block.upperBound + Phrases.longest)
      for i in around { spots.put(words.sense(i).symbols.range, of: words.cache.symbols, at: i) }
      for i in block { seek(from: i, words, vocabulary.index) }
      for i in around { spots.clear(words.sense(i).symbols.range, of: words.cache.symbols) }
    }
    if hasEdges { dropCrowded(words) }
  }

  /// Those that stand beside other words and may not.
  private mutating func dropCrowded(_ words: borrowing Words) {
    var kept = 0
    for i in hits.indices where words.hasRoom(hits[i]) {
      hits[kept] = hits[i]
      kept += 1
    }
    hits.removeLast(hits.count - kept)
  }

  /// What a word tells by itself, and the partners of what it is among the words around it.
  private mutating func seek(from i: Int, _ words: borrowing Words, _ index: borrowing PhraseIndex) {
    let word = words.sense(i)
    for place in word.singles.range { tell(words.cache.singles[place], at: i, index) }
    for side in Side.allCases {
      let partners = word.partners[Int(side.rawValue)]
      guard !partners.isEmpty else { continue }
      let window = words.window(side, of: i)
      if !window.isEmpty { seek(partners, window, side, of: i, words, index) }
    }
  }

  private mutating func seek(
    _ partners: Stretch, _ window: Window, _ side: Side, of i: Int, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    steps &+= partners.count
    let (around, end) = (Spots.Words(window, around: i), partners.range.upperBound)
    var place = partners.range.lowerBound
    while place < end {
      place = spots.place(in: place..<end, of: words.cache.partners, at: around)
      if place < end { meet(place, window, side, of: i, words, index) }
      place &+= 1
    }
  }

  private mutating func tell(_ single: Single, at i: Int, _ index: borrowing PhraseIndex) {
    var order = WayOrder()
    order.put(0, Int(single.rank), at: 0)
    for place in single.told.range {
      note(index.meanings[Int(index.told[place])], i..<i + 1, claims: single.isSet ? 0 : 1, order)
    }
  }

  private mutating func meet(
    _ place: Int, _ window: Window, _ side: Side, of i: Int, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    let (symbol, lead) = (words.cache.partners[place], words.cache.leads[place])
    let anchor = Bound(word: i, rank: Int(lead.rank))
    var near = spots.window(window, around: i, with: symbol)
    while !near.isEmpty {
      let j = near.removeFirst(around: i)
      steps &+= 1
      guard let rank = words.rank(of: symbol, at: j) else { continue }
      let partner = Bound(word: j, rank: rank)
      let (first, second) = side.isBehind ? (anchor, partner) : (partner, anchor)
      attempt(lead.trials, first, second, words, index)
    }
  }

  /// Tries forms of which two neighbouring words are found.
  private mutating func attempt(
    _ trials: Stretch, _ first: Bound, _ second: Bound, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    let before = Spots.Words(words.window(.farBefore, of: first.word), around: first.word)
    let behind = Spots.Words(words.window(.farBehind, of: second.word), around: second.word)
    for place in trials.range {
      let trial = words.cache.trials[place]
      guard mayGrow(trial, trial.third.isBefore ? before : behind, index) else { continue }
      let form = index.forms[Int(trial.form)]
      let slot = form.first
      bound[slot] = first
      bound[slot &+ 1] = second
      grow(form, slot...slot &+ 1, words, index)
    }
  }

  /// Most forms that have two of their words have no third.
  @inline(__always)
  private func mayGrow(_ trial: Trial, _ around: Spots.Words, _ index: borrowing PhraseIndex) -> Bool {
    switch trial.third.symbol {
    case PhraseIndex.Third.none: return true
    case PhraseIndex.Third.several: break
    default: return spots.mayHold(trial.third.symbol, at: around)
    }
    let form = index.forms[Int(trial.form)]
    let slot = trial.third.isBefore ? form.first &- 1 : form.first &+ 2
    for place in index.slots[form.slots.range.lowerBound &+ slot].symbols.range
    where spots.mayHold(index.symbols[place], at: around) { return true }
    return false
  }

  /// Puts words into the slots beside those that have theirs, first before, then behind them.
  private mutating func grow(
    _ form: PhraseIndex.Form, _ known: ClosedRange<Int>, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    guard known.count < form.slots.count else { return tell(form, index) }
    let isBefore = known.lowerBound > 0
    let slot = isBefore ? known.lowerBound - 1 : known.upperBound + 1
    let beside = bound[isBefore ? known.lowerBound : known.upperBound].word
    let isFar = index.slots[form.slots.range.lowerBound + (isBefore ? slot + 1 : slot)].isFar
    let window = words.window(Side(isBehind: !isBefore, isFar: isFar), of: beside)
    let around = Spots.Words(window, around: beside)
    for place in index.slots[form.slots.range.lowerBound + slot].symbols.range
    where spots.mayHold(index.symbols[place], at: around) {
      put(index.symbols[place], slot, window, around: beside, form, known, words, index)
    }
  }

  /// Each word of a window that is the symbol into a slot.
  private mutating func put(
    _ symbol: Symbol, _ slot: Int, _ window: Window, around beside: Int, _ form: PhraseIndex.Form,
    _ known: ClosedRange<Int>, _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    var near = spots.window(window, around: beside, with: symbol)
    while !near.isEmpty {
      let j = near.removeFirst(around: beside)
      steps += 1
      guard let rank = words.rank(of: symbol, at: j) else { continue }
      bound[slot] = Bound(word: j, rank: rank)
      grow(form, min(known.lowerBound, slot)...max(known.upperBound, slot), words, index)
    }
  }

  // MARK: - Noting

  private mutating func tell(_ form: PhraseIndex.Form, _ index: borrowing PhraseIndex) {
    let (first, slots) = (bound[0].word, form.slots.range)
    var (end, claims, order) = (first, UInt64(0), WayOrder())
    for k in 0..<slots.count {
      let slot = index.slots[slots.lowerBound + k]
      let word = bound[k].word
      order.put(word - end + (slot.isFar ? Phrases.mostFillers + 1 : 0), bound[k].rank, at: k)
      if !slot.isSet { claims |= 1 << UInt64(word - first) }
      end = word + 1
    }
    for place in form.told.range {
      note(index.meanings[Int(index.told[place])], first..<end, claims: claims, order)
    }
  }

  /// Hits stand in the order of their first words, then of their ways, then of their phrases.
  private mutating func note(_ meaning: Meaning, _ range: Range<Int>, claims: UInt64, _ order: WayOrder) {
    if meaning.isLanguage {
      languages.formUnion(meaning.sign)
      return
    }
    let hit = Hit(meaning, range, claims: claims, order)
    if !meaning.edges.isEmpty { hasEdges = true }
    hits.append(hit)
    var k = hits.count - 1
    while k > 0, hit.isBefore(hits[k - 1]) {
      hits[k] = hits[k - 1]
      k -= 1
    }
    hits[k] = hit
  }

  // MARK: - Choosing

  /// A line with words of one language alone is read by the phrases of that one.
  private mutating func keep(_ language: Language) {
    hits.removeAll { $0.meaning.language.index != language.index }
  }

  /// A longer phrase takes the words of a shorter one, and of equal ones the first stands. What is taken takes
  /// others still: what took it would take them as well.
  private mutating func keepLongest() {
    var isAnyTaken = false
    for i in hits.indices {
      let end = hits[i].end
      var k = i + 1
      // Hits stand in the order of their first words.
      while k < hits.count, hits[k].first < end {
        if hits[i].mayTouch(hits[k]), compare(i, k) { isAnyTaken = true }
        k += 1
      }
    }
    if isAnyTaken { hits.removeAll { $0.isTaken } }
  }

  /// Whether one of the two takes the other.
  @inline(__always)
  private mutating func compare(_ i: Int, _ k: Int) -> Bool {
    guard hits[i].shares(hits[k]), !(hits[i].isTaken && hits[k].isTaken) else { return false }
    let isSecond = !hits[k].isTaken && hits[i].takes(hits[k], isBefore: true)
    let isFirst = !hits[i].isTaken && hits[k].takes(hits[i], isBefore: false)
    if isSecond { hits[k].isTaken = true }
    if isFirst { hits[i].isTaken = true }
    return isFirst || isSecond
  }
}
