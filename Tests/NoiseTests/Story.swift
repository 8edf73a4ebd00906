import Noise
import TestGround

/// Invented people, whose events are drawn from a seed.
enum Story {
  static let keys = PublicKeys(
    categories: ["contact", "door-opened", "food", "money", "home", "health"], regions: ["north", "south"],
    quarters: ["2025-Q1", "2025-Q2"])

  /// Each has up to 40 events; person 0 has one of each category.
  static func crowd(_ people: Int, seed: UInt64 = 1) -> Steps {
    var (bits, steps) = (Seeded(seed), Steps())
    for person in 0..<people {
      var day: Int32 = 0
      let kinds =
        person == 0 ? Array(0..<6) : (0..<Int.random(in: 1...40, using: &bits)).map { _ in pull(&bits) }
      for kind in kinds {
        day += Int32.random(in: 0...40, using: &bits)
        steps.category.append(Int32(kind))
        steps.region.append(Int32(person % 2))
        steps.quarter.append(Int32(day / 200 % 2))
        steps.day.append(day)
      }
      steps.starts.append(steps.category.count)
    }
    return steps
  }

  static func choice(_ people: Int) -> Choice { Choice(seeds: (0..<people).map { .seeded($0) }) }

  /// Some kinds are told more often than others.
  private static func pull(_ bits: inout Seeded) -> Int {
    min(Int.random(in: 0...5, using: &bits), Int.random(in: 0...5, using: &bits))
  }
}

extension Steps {
  func without(_ person: Int) -> Steps {
    var rest = Steps()
    for other in 0..<people where other != person {
      let own = events(of: other)
      rest.category += category[own]
      rest.region += region[own]
      rest.quarter += quarter[own]
      rest.day += day[own]
      rest.starts.append(rest.category.count)
    }
    return rest
  }
}

extension Choice {
  func without(_ person: Int) -> Choice {
    var seeds = seeds
    seeds.remove(at: person)
    return Choice(seeds: seeds)
  }
}
