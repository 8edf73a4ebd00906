import Events

/// Finds every phrase in the words of a line: what each word tells by itself, and each form of which two
/// neighbouring words stand there, from these on to both sides.
struct Phrases: ~Copyable {
  /// Words that `...` may stand for.
  static let longestGap = 4
  /// Words like `han`, `ikke` and `lige` that a phrase may have between two of its words.
  static let mostFillers = 3

  private(set) var hits = Row<Hit>()
  /// Steps of the search so far, for the law that they grow as the line does.
  private(set) var steps = 0
  /// The languages whose own words stand in the line.
  private var languages: SignSet = []
  /// By slot of the form that is tried: the word that stands there.
  private var bound = Row<Bound>()

  struct Bound {
    var word: Int
    /// Of the symbol among those of the word.
    var rank: Int
  }

  init() { bound.fill(Bound(word: 0, rank: 0), count: Notation.mostWords) }

  mutating func find(in words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    hits.removeAll()
    (steps, languages) = (0, [])
    for i in 0..<words.count {
      for place in words.sense(i).starts.range {
        let start = words.cache.starts[place]
        tell(start, at: i, vocabulary.index)
        seek(from: start, at: i, words, vocabulary.index)
      }
    }
    if languages == .danish { keep(.danish) }
    if languages == .english { keep(.english) }
    keepLongest()
  }

  // MARK: - Searching

  /// What a word tells by itself.
  private mutating func tell(_ start: Start, at i: Int, _ index: borrowing PhraseIndex) {
    guard !start.told.isEmpty else { return }
    var order = WayOrder()
    order.append(0, Int(start.rank))
    for place in start.told.range {
      note(index.meanings[Int(index.told[place])], i..<i + 1, claims: start.isSet ? 0 : 1, order)
    }
  }

  /// The partners of an anchor among the words around it.
  private mutating func seek(
    from start: Start, at i: Int, _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    steps += start.partners.count
    let (around, end) = (Spots.around(i), start.partners.range.upperBound)
    var place = start.partners.range.lowerBound
    while true {
      place = words.spots.place(in: place..<end, of: index.partners, at: around)
      guard place < end else { return }
      meet(place, Bound(word: i, rank: Int(start.rank)), words, index)
      place += 1
    }
  }

  private mutating func meet(
    _ place: Int, _ anchor: Bound, _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    let symbol = index.partners[place]
    var near = words.spots.words(symbol, around: anchor.word)
    while near != 0 {
      let j = anchor.word - Spots.width + near.trailingZeroBitCount
      near &= near - 1
      steps += 1
      guard let rank = words.rank(of: symbol, at: j), words.isSameRun(anchor.word, j) else { continue }
      let partner = Bound(word: j, rank: rank)
      let pair = index.pairs[place]
      attempt(j > anchor.word ? pair.ahead : pair.back, anchor, partner, words, index)
    }
  }

  private mutating func attempt(
    _ forms: Stretch, _ anchor: Bound, _ partner: Bound, _ words: borrowing Words,
    _ index: borrowing PhraseIndex
  ) {
    let isNear = words.reach(
      from: min(anchor.word, partner.word), to: max(anchor.word, partner.word), isFar: false)
    for place in forms.range {
      let form = index.forms[Int(index.shared[place])]
      guard isNear || form.isFar else { continue }
      let (k, other) = (Int(form.anchor), form.partner)
      bound[k] = anchor
      bound[other] = partner
      grow(form, min(k, other)...max(k, other), words, index)
    }
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
    let symbols = index.slots[form.slots.range.lowerBound + slot].symbols
    var place = symbols.lowerBound
    while true {
      place = words.spots.place(in: place..<symbols.upperBound, of: index.symbols, at: around)
      guard place < symbols.upperBound else { return }
      put(index.symbols[place], slot, beside, form, known, words, index)
      place += 1
    }
  }

  /// Each word beside one that is the symbol into a slot.
  private mutating func put(
    _ symbol: Symbol, _ slot: Int, _ beside: Int, _ form: PhraseIndex.Form, _ known: ClosedRange<Int>,
    _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    let isBefore = slot < known.lowerBound
    let isFar = index.slots[form.slots.range.lowerBound + (isBefore ? slot + 1 : slot)].isFar
    var near = words.spots.words(symbol, around: beside)
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
    var reach = 0
    for i in hits.indices {
      reach = max(reach, hits[i].end)
      hits[i].reach = reach
    }
    for i in hits.indices where isTaken(i) { hits[i].isTaken = true }
    hits.removeAll { $0.isTaken }
  }

  /// Hits stand in the order of their first words.
  private func isTaken(_ i: Int) -> Bool {
    let hit = hits[i]
    var k = i - 1
    while k >= 0, hits[k].reach > hit.first {
      if hits[k].takes(hit, isBefore: true) { return true }
      k -= 1
    }
    k = i + 1
    while k < hits.count, hits[k].first < hit.end {
      if hits[k].takes(hit, isBefore: false) { return true }
      k += 1
    }
    return false
  }
}
