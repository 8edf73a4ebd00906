/// A promise of ours that still stands open.
struct Promise: Sendable {
  enum Kind: Int, Sendable, CaseIterable { case call, thing, ride, visit }

  /// What will become of it: known to chance from the first day.
  enum Fate: Sendable { case kept, broken, released, forgotten }

  let ticket: UInt64
  let kind: Kind
  /// Which errand or thing.
  let detail: UInt64
  let fate: Fate
  /// The week in which it is settled; and mended, once it was broken.
  var due: Int
  var isBroken = false

  init(ticket: UInt64, week: Int, _ chance: inout Chance) {
    self.ticket = ticket
    kind = chance.pick([.call, .call, .thing, .thing, .thing, .ride, .visit])
    detail = chance.next()
    fate =
      switch chance.below(100) {
      case 0..<80: .kept
      case 80..<92: .broken
      case 92..<96: .released
      default: .forgotten
      }
    due = week + chance.pick([1, 1, 2])
  }

  var made: Beat {
    switch kind {
    case .call: .promiseCall
    case .thing: .promiseThing
    case .ride: .promiseRide
    case .visit: .promiseVisit
    }
  }

  var kept: Beat {
    switch kind {
    case .call: .keptCall
    case .thing: .keptThing
    case .ride: .keptRide
    case .visit: .keptVisit
    }
  }

  var broken: Beat {
    switch kind {
    case .call: .brokenCall
    case .thing: .brokenThing
    case .ride: .brokenRide
    case .visit: .brokenVisit
    }
  }
}
