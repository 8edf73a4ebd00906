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
  /// Whether there is a `men` or the like.
  private var hasTurn = false
  /// By slot of the form that is tried: the word that stands there.
  private var bound = Row<Bound>()
  private var spots = Spots()

  private var rounds = Rounds()

  init() { bound.fill(Bound(word: 0, rank: 0), count: Notation.mostWords) }

  mutating func find(in words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    search(words, vocabulary)
    if languages == .danish { hits.keep(.danish) }
    if languages == .english { hits.keep(.english) }
    if hasTurn { hits.dropTurned() }
    hits.keepLongest()
  }

  // MARK: - Searching

  /// Leaves all hits, those that others will take among them.
  mutating func search(_ words: borrowing Words, _ vocabulary: CompiledVocabulary) {
    hits.removeAll()
    (steps, languages, hasEdges, hasTurn) = (0, [], false, false)
    for first in stride(from: 0, to: words.count, by: Phrases.block) {
      let block = first..<min(words.count, first + Phrases.block)
      let around = max(0, first - Phrases.longest)..<min(words.count, block.upperBound + Phrases.longest)
      for i in around { spots.put(words.sense(i).symbols.range, of: words.cache.symbols, at: i) }
      for i in block { seek(from: i, words, vocabulary.index) }
      attempt(words, vocabulary.index)
      for i in around { spots.clear(words.sense(i).symbols.range, of: words.cache.symbols) }
    }
    if hasEdges { hits.dropCrowded(words) }
  }

  /// What a word tells by itself, and the partners of what it is among the words around it.
  private mutating func seek(from i: Int, _ words: borrowing Words, _ index: borrowing PhraseIndex) {
    let word = words.sense(i)
    for place in word.singles.range { tell(words.cache.singles[place], at: i, index) }
    for side in Side.allCases {
      let partners = word.partners[Int(side.rawValue)]
      guard !partners.isEmpty else { continue }
      let window = words.window(side, of: i)
      if !window.isEmpty { seek(partners, window, side, of: i, words) }
    }
  }

  private mutating func seek(
    _ partners: Stretch, _ window: Window, _ side: Side, of i: Int, _ words: borrowing Words
  ) {
    steps &+= partners.count
    let (around, end) = (Spots.Words(window, around: i), partners.range.upperBound)
    var place = partners.range.lowerBound
    while place < end {
      place = spots.place(in: place..<end, of: words.cache.partners, at: around)
      if place < end { rounds.mets.append(Rounds.Met(place: Int32(place), word: Int32(i), side: side)) }
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

  // MARK: - Trying

  /// Tries what was met, a round for each place of the vocabulary that it is read from.
  private mutating func attempt(_ words: borrowing Words, _ index: borrowing PhraseIndex) {
    for k in rounds.mets.indices { rounds.leads.append(words.cache.leads[Int(rounds.mets[k].place)]) }
    for k in rounds.mets.indices { pair(rounds.mets[k], rounds.leads[k], words) }
    for k in rounds.pairs.indices {
      for place in rounds.pairs[k].trials.range { rounds.trials.append((index.trials[place], k)) }
    }
    for k in rounds.trials.indices where mayGrow(rounds.trials[k], index) {
      let (trial, pair) = rounds.trials[k]
      rounds.grown.append((index.forms[Int(trial.form)], pair))
    }
    for k in rounds.grown.indices {
      let (form, pair) = rounds.grown[k]
      grow(form, rounds.pairs[pair], words, index)
    }
    rounds.clear()
  }

  /// The words that are the partner beside the one it was met at.
  private mutating func pair(_ met: Rounds.Met, _ lead: Lead, _ words: borrowing Words) {
    let (i, symbol) = (Int(met.word), words.cache.partners[Int(met.place)])
    let anchor = Bound(word: i, rank: Int(lead.rank))
    var near = spots.window(words.window(met.side, of: i), around: i, with: symbol)
    while !near.isEmpty {
      let j = near.removeFirst(around: i)
      steps &+= 1
      guard let rank = words.rank(of: symbol, at: j) else { continue }
      let partner = Bound(word: j, rank: rank)
      let (first, second) = met.side.isBehind ? (anchor, partner) : (partner, anchor)
      rounds.pairs.append(Rounds.Pair(first, second, lead.trials, words))
    }
  }

  /// Most forms that have two of their words have no third.
  @inline(__always)
  private func mayGrow(_ tried: (trial: PhraseIndex.Trial, pair: Int), _ index: borrowing PhraseIndex) -> Bool
  {
    let third = tried.trial.third
    if third.count == 0 { return true }
    let pair = rounds.pairs[tried.pair]
    let around = third.isBefore ? pair.before : pair.behind
    if third.count == 1 { return spots.mayHold(third.first, at: around) }
    return spots.place(in: third.range, of: index.symbols, at: around) < third.range.upperBound
  }

  private mutating func grow(
    _ form: PhraseIndex.Form, _ pair: Rounds.Pair, _ words: borrowing Words, _ index: borrowing PhraseIndex
  ) {
    let slot = form.first
    bound[slot] = pair.first
    bound[slot &+ 1] = pair.second
    grow(form, slot...slot &+ 1, words, index)
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
    if meaning.sign == .turn { hasTurn = true }
    hits.append(hit)
    var k = hits.count - 1
    while k > 0, hit.isBefore(hits[k - 1]) {
      hits[k] = hits[k - 1]
      k -= 1
    }
    hits[k] = hit
  }
}
