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
    (steps, languages) = (0, [])
    for first in stride(from: 0, to: words.count, by: Phrases.block) {
      let block = first..<min(words.count, first + Phrases.block)
      let around = max(0, first - Phrases.longest)..<min(words.count, block.upperBound + Phrases.longest)
      for i in around { spots.put(words.sense(i).symbols.range, of: words.cache.symbols, at: i) }
      for i in block { seek(from: i, words, vocabulary.index) }
      for i in around { spots.clear(words.sense(i).symbols.range, of: words.cache.symbols) }
    }
  }

  /// What a word tells by itself, and the partners of what it is among the words around it.
  private mutating func seek(from i: Int, _ words: borrowing Words, _ index: borrowing PhraseIndex) {
    let word = words.sense(i)
    for place in word.singles.range { tell(words.cache.singles[place], at: i, index) }
    steps &+= word.partners.count
    let (around, end) = (Spots.around(i), word.partners.range.upperBound)
    var place = word.partners.range.lowerBound
    while place < end {
      place = spots.place(in: place..<end, of: words.cache.partners, at: around)
      guard place < end else { return }
      meet(place, at: i, words, index)
      place &+= 1
    }
  }

  private mutating func tell(_ single: Single, at i: Int, _ index: borrowing PhraseIndex) {
    var order = WayOrder()
    order.append(0, Int(single.rank))
    for place in single.told.range {
      note(index.meanings[Int(index.told[place])], i..<i + 1, claims: single.isSet ? 0 : 1, order)
    }
  }

  private mutating func meet(
    _ place: Int, at i: Int, _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    let (symbol, lead) = (words.cache.partners[place], words.cache.leads[place])
    let pair = index.pairs[Int(lead.pair)]
    var near = spots.words(symbol, around: i)
    while near != 0 {
      let j = i - Spots.width + near.trailingZeroBitCount
      near &= near - 1
      steps &+= 1
      let forms = j > i ? pair.ahead : pair.back
      guard !forms.isEmpty, let rank = words.rank(of: symbol, at: j), words.isSameRun(i, j) else { continue }
      attempt(
        forms, Bound(word: i, rank: Int(lead.rank)), Bound(word: j, rank: rank), words, index)
    }
  }

  private mutating func attempt(
    _ forms: Stretch, _ anchor: Bound, _ partner: Bound, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    let (first, last) = (min(anchor.word, partner.word), max(anchor.word, partner.word))
    let isNear = words.reach(from: first, to: last, isFar: false)
    let (before, behind) = (Spots.before(first), Spots.behind(last))
    for place in forms.range {
      let form = index.forms[Int(index.shared[place])]
      let (k, other) = (Int(form.anchor), form.partner)
      let known = min(k, other)...max(k, other)
      guard isNear || form.isFar, mayGrow(form, known, before, behind, words, index) else { continue }
      bound[k] = anchor
      bound[other] = partner
      grow(form, known, words, index)
    }
  }

  /// Most forms that have two of their words have no third.
  @inline(__always)
  private func mayGrow(
    _ form: PhraseIndex.Form, _ known: ClosedRange<Int>, _ before: UInt64, _ behind: UInt64,
    _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) -> Bool {
    guard form.slots.count > 2 else { return true }
    let isBefore = known.lowerBound > 0
    let slot = isBefore ? known.lowerBound &- 1 : known.upperBound &+ 1
    let symbols = index.slots[form.slots.range.lowerBound &+ slot].symbols
    let around = isBefore ? before : behind
    for place in symbols.range where spots.mayHold(index.symbols[place], at: around) { return true }
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
    let around = isBefore ? Spots.before(beside) : Spots.behind(beside)
    for place in index.slots[form.slots.range.lowerBound + slot].symbols.range
    where spots.mayHold(index.symbols[place], at: around) {
      put(index.symbols[place], slot, beside, form, known, words, index)
    }
  }

  /// Each word beside one that is the symbol into a slot.
  private mutating func put(
    _ symbol: Symbol, _ slot: Int, _ beside: Int, _ form: PhraseIndex.Form, _ known: ClosedRange<Int>,
    _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    let isBefore = slot < known.lowerBound
    let isFar = index.slots[form.slots.range.lowerBound + (isBefore ? slot + 1 : slot)].isFar
    var near = spots.words(symbol, around: beside)
    while near != 0 {
      let j = beside - Spots.width + near.trailingZeroBitCount
      near &= near - 1
      steps += 1
      guard (j < beside) == isBefore, let rank = words.rank(of: symbol, at: j),
        words.reach(from: min(j, beside), to: max(j, beside), isFar: isFar)
      else { continue }
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
      order.append(word - end + (slot.isFar ? Phrases.mostFillers + 1 : 0), bound[k].rank)
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
    for i in hits.indices {
      var k = i + 1
      // Hits stand in the order of their first words.
      while k < hits.count, hits[k].first < hits[i].end {
        let (first, second) = (hits[i].isTaken, hits[k].isTaken)
        if !(first && second), hits[i].shares(hits[k]) {
          if !second, hits[i].takes(hits[k], isBefore: true) { hits[k].isTaken = true }
          if !first, hits[k].takes(hits[i], isBefore: false) { hits[i].isTaken = true }
        }
        k += 1
      }
    }
    hits.removeAll { $0.isTaken }
  }
}
