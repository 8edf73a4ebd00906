import Events

extension PhraseIndex {
  /// The index while phrases are put in.
  struct Maker: ~Copyable {
    private struct Draft {
      var slots: [Int32]
      var phrases: [Int32] = []
    }

    /// A symbol of an anchor with one of its partner, and the form that has both.
    private struct Meeting: Comparable {
      let bits: UInt64
      let form: Int32

      init(_ anchor: Symbol, _ partner: Symbol, _ form: Int) {
        (bits, self.form) = (UInt64(anchor) << 32 | UInt64(partner), Int32(form))
      }

      var anchor: Int { Int(bits >> 32) }
      var partner: Symbol { Symbol(truncatingIfNeeded: bits) }

      static func < (a: Meeting, b: Meeting) -> Bool { (a.bits, a.form) < (b.bits, b.form) }
    }

    private var index = PhraseIndex()
    private var drafts: [Draft] = []
    private var draftNumbers: [[Int32]: Int] = [:]
    private var slots: [Slot] = []
    private var slotNumbers: [[Symbol]: Int32] = [:]
    /// By form: the slot beside the two that is looked at next.
    private var thirds: [Third] = []

    init() {}

    /// - Parameter form: slots, each with its symbols in order; `...` is a slot with its own symbol alone.
    mutating func insert(_ form: [[Symbol]], _ meaning: Meaning, _ lexicon: borrowing Lexicon) {
      while index.meanings.count <= meaning.phrase { index.meanings.append(meaning) }
      var (slots, isFar) = ([Int32](), false)
      for slot in form {
        if slot != [Lexicon.gap] { slots.append(number(of: slot, isFar, lexicon)) }
        isFar = slot == [Lexicon.gap]
      }
      let draft = number(of: slots)
      if !drafts[draft].phrases.contains(where: { index.meanings[Int($0)].says(meaning) }) {
        drafts[draft].phrases.append(meaning.phrase)
      }
    }

    private mutating func number(of slots: [Int32]) -> Int {
      if let known = draftNumbers[slots] { return known }
      draftNumbers[slots] = drafts.count
      drafts.append(Draft(slots: slots))
      return drafts.count - 1
    }

    private mutating func number(
      of symbols: [Symbol], _ isFar: Bool, _ lexicon: borrowing Lexicon
    ) -> Int32 {
      let key = isFar ? symbols + [Lexicon.gap] : symbols
      if let known = slotNumbers[key] { return known }
      slotNumbers[key] = Int32(slots.count)
      slots.append(
        Slot(
          symbols: Stretch(index.symbols.count..<index.symbols.count + symbols.count), isFar: isFar,
          isSet: lexicon.isSet(symbols[0])))
      for symbol in symbols { index.symbols.append(symbol) }
      return Int32(slots.count - 1)
    }

    // MARK: laying out

    /// - Parameter often: by symbol, how often it may be said, beside the others.
    consuming func finish(_ often: [Int]) -> PhraseIndex {
      index.entries.fill(Entry(), count: often.count)
      layOutForms(often)
      layOutSingles()
      layOutPairs()
      return index
    }

    private mutating func layOutForms(_ often: [Int]) {
      let saids = slots.map { slot in slot.symbols.range.reduce(1) { $0 + often[Int(index.symbols[$1])] } }
      for draft in drafts {
        let (anchor, partner) = Maker.leastSaid(draft.slots.map { saids[Int($0)] })
        let first = index.slots.count
        for slot in draft.slots { index.slots.append(slots[Int(slot)]) }
        index.forms.append(
          Form(
            slots: Stretch(first..<index.slots.count), told: layOut(draft.phrases), anchor: Int16(anchor),
            isAhead: partner > anchor,
            isFar: draft.slots.count > 1 && slots[Int(draft.slots[max(anchor, partner)])].isFar))
        thirds.append(third(of: draft, beside: min(anchor, partner)...max(anchor, partner), saids))
      }
    }

    /// Of the slots on both sides of the two the one that is said less.
    private func third(of draft: Draft, beside known: ClosedRange<Int>, _ saids: [Int]) -> Third {
      let sides = [known.lowerBound - 1, known.upperBound + 1].filter { draft.slots.indices.contains($0) }
      guard let slot = sides.min(by: { saids[Int(draft.slots[$0])] < saids[Int(draft.slots[$1])] }) else {
        return Third()
      }
      let symbols = slots[Int(draft.slots[slot])].symbols.range
      return Third(
        first: symbols.count == 1 ? index.symbols[symbols.lowerBound] : Int32(symbols.lowerBound),
        count: UInt16(clamping: symbols.count),
        isBefore: slot < known.lowerBound)
    }

    private mutating func layOut(_ phrases: [Int32]) -> Stretch {
      let first = index.told.count
      for phrase in phrases { index.told.append(phrase) }
      return Stretch(first..<index.told.count)
    }

    /// Of all slots with the one behind, the two that are least often said together, and of these the anchor.
    private static func leastSaid(_ saids: [Int]) -> (anchor: Int, partner: Int) {
      var (least, pair) = (Int.max, (anchor: 0, partner: 0))
      for next in saids.indices.dropFirst() {
        let product = saids[next - 1] * saids[next]
        guard product < least else { continue }
        least = product
        pair = saids[next - 1] <= saids[next] ? (next - 1, next) : (next, next - 1)
      }
      return pair
    }

    private mutating func layOutSingles() {
      var phrases: [Symbol: [Int32]] = [:]
      for draft in drafts where draft.slots.count == 1 {
        for place in slots[Int(draft.slots[0])].symbols.range {
          phrases[index.symbols[place], default: []] += draft.phrases
        }
      }
      for (symbol, phrases) in phrases.sorted(by: { $0.key < $1.key }) {
        index.entries[Int(symbol)].told = layOut(phrases)
      }
    }

    private mutating func layOutPairs() {
      let meetings = meetings()
      var known: [[Int32]: Int32] = [:]
      var next = 0
      while next < meetings.count {
        let meeting = meetings[next]
        var forms: [Int32] = []
        while next < meetings.count, meetings[next].bits == meeting.bits {
          forms.append(meetings[next].form)
          next += 1
        }
        index.paired.append(pair(of: forms, &known))
        add(meeting.partner, to: meeting.anchor)
      }
    }

    private func meetings() -> [Meeting] {
      var meetings: [Meeting] = []
      for number in index.forms.indices {
        let form = index.forms[number]
        guard form.slots.count > 1 else { continue }
        let first = form.slots.range.lowerBound
        for a in index.slots[first + Int(form.anchor)].symbols.range {
          for b in index.slots[first + form.partner].symbols.range {
            meetings.append(Meeting(index.symbols[a], index.symbols[b], number))
          }
        }
      }
      return meetings.sorted()
    }

    private mutating func pair(of forms: [Int32], _ known: inout [[Int32]: Int32]) -> Int32 {
      if let known = known[forms] { return known }
      var pair = Pair()
      for side in Side.allCases {
        let first = index.trials.count
        for number in forms where Side(of: index.forms[Int(number)]) == side {
          index.trials.append(Trial(form: number, third: thirds[Int(number)]))
        }
        pair.trials[Int(side.rawValue)] = Stretch(first..<index.trials.count)
      }
      index.pairs.append(pair)
      known[forms] = Int32(index.pairs.count - 1)
      return Int32(index.pairs.count - 1)
    }

    /// The partners of one anchor come one after the other.
    private mutating func add(_ partner: Symbol, to anchor: Int) {
      if index.entries[anchor].partners.isEmpty {
        index.entries[anchor].partners = Stretch(index.partners.count..<index.partners.count)
      }
      index.partners.append(partner)
      index.entries[anchor].partners.grow()
    }
  }
}
