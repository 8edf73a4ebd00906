import Events

/// What may be counted at a stop.
enum Counted: CaseIterable { case heads, meals, coffee, new }

/// What a number counts: one, or heads and one other.
struct CountFound {
  private(set) var first: (what: Counted, place: Int)?
  private(set) var second: (what: Counted, place: Int)?

  var last: (what: Counted, place: Int)? { second ?? first }

  mutating func add(_ counted: (what: Counted, place: Int)) {
    if first == nil { first = counted } else { second = counted }
  }
}

struct CountNumber: Equatable {
  var value: Int
  var isWord: Bool
}

/// The numbers of a line, the first of each.
struct CountTally {
  /// What was said of one of these.
  private struct Said {
    var number: Int?
    /// `en` or `one`, which are articles as well and yield to any other number.
    var isOne = false
    var isNone = false

    var faint: Int? { isNone ? 0 : isOne ? 1 : nil }
  }

  private var heads = Said()
  private var meals = Said()
  private var coffee = Said()
  private var new = Said()
  private var digitsAlone: Int?
  private var wordAlone: Int?
  var everyoneAte = false
  /// The last word that a number before it counts.
  var lastClaimed = -1

  mutating func note(_ number: CountNumber, _ what: Counted) {
    if number.isWord, number.value == 1 {
      note(what) { $0.isOne = true }
    } else {
      note(what) { $0.number = $0.number ?? number.value }
    }
  }

  mutating func note(noneOf what: Counted) { note(what) { $0.isNone = true } }

  mutating func note(alone number: CountNumber) {
    if !number.isWord { digitsAlone = digitsAlone ?? number.value }
    if number.isWord, number.value != 1 { wordAlone = wordAlone ?? number.value }
  }

  private mutating func note(_ what: Counted, _ note: (inout Said) -> Void) {
    switch what {
    case .heads: note(&heads)
    case .meals: note(&meals)
    case .coffee: note(&coffee)
    case .new: note(&new)
    }
  }

  var counts: Counts {
    Counts(heads: headCount, meals: mealCount, newFaces: new.number ?? new.faint)
  }

  private var headCount: Int? {
    if let heads = heads.number { return heads }
    let served = max(coffee.number ?? -1, meals.number ?? -1)
    if served > 0 { return served }
    if heads.isNone { return 0 }
    return digitsAlone ?? wordAlone ?? (served == 0 ? 0 : nil) ?? heads.faint
  }

  private var mealCount: Int? { meals.number ?? (everyoneAte ? headCount : nil) ?? meals.faint }
}
