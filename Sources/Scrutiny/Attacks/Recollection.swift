internal import Releases

/// Somebody remembers some events of a participant as they really were, a time too early or too late, and one in ten
/// of them wrong; and points to whoever fits best.
struct Recollection {
  let intruder: Intruder
  let memory: Memory
  let truth: Truth
  let claims: Claims
  var draw: Draw

  init(_ intruder: Intruder, _ truth: Truth, _ claims: Claims, seed: UInt64) {
    (self.intruder, self.truth, self.claims, draw) = (intruder, truth, claims, Draw(seed))
    memory = Memory(intruder)
  }

  mutating func figures() -> [Figure] {
    let place = Dictionary(
      intruder.table.cases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = truth.released.filter { place[$0.pid] != nil && !$0.events.isEmpty }
    guard memory.isUsable, !known.isEmpty else { return [] }
    let length = claims.guarantee.length
    let targets = draw.some(Unicity.targets, below: known.count).map { known[$0] }
    var (right, found) = (0.0, 0)
    for person in targets {
      let best = best(person, length, among: known)
      guard let own = place[person.pid], best[own / 64] & 1 << UInt64(own % 64) != 0 else { continue }
      found += 1
      right += 1 / Double(best.reduce(0) { $0 + $1.nonzeroBitCount })
    }
    return [precision(right / Double(targets.count), targets.count, length), rate(found, targets.count)]
  }

  /// Those who have most of the events that are remembered.
  private mutating func best(_ person: Truth.Person, _ length: Int, among others: [Truth.Person]) -> [UInt64]
  {
    let all = [UInt64](repeating: ~0, count: (intruder.people + 63) / 64)
    var atLeast = [all]
    for index in draw.some(length, below: person.events.count) {
      var (whose, event) = (person, person.events[index])
      if Int.random(in: 0..<10, using: &draw) == 0,
        let other = others.randomElement(using: &draw), let wrong = other.events.randomElement(using: &draw)
      {
        (whose, event) = (other, wrong)
      }
      let error = Int.random(in: -1...1, using: &draw)
      let holders = intruder.anyHolders(memory.items(event, of: whose, error: error))
      atLeast.append([UInt64](repeating: 0, count: all.count))
      for count in stride(from: atLeast.count - 1, to: 0, by: -1) {
        for word in holders.indices { atLeast[count][word] |= atLeast[count - 1][word] & holders[word] }
      }
    }
    let found = atLeast.last { set in set.contains { $0 != 0 } } ?? all
    return trimmed(found)
  }

  private func trimmed(_ set: [UInt64]) -> [UInt64] {
    var set = set
    if intruder.people % 64 != 0, !set.isEmpty { set[set.count - 1] &= 1 << UInt64(intruder.people % 64) - 1 }
    return set
  }

  private func precision(_ share: Double, _ tries: Int, _ length: Int) -> Figure {
    let upper = Interval.wilsonUpper(share, of: tries)
    return Figure(
      "recollection", upper, limit: claims.tier == .b ? 0.09 : nil,
      danish: """
        Den, der husker \(length) hændelser unøjagtigt, udpeger den rette for \(percent(share)) (højst \
        \(percent(upper)) med 95 % sikkerhed).
        """,
      english: """
        Who remembers \(length) events inexactly points to the right one for \(percent(share)) (at most \
        \(percent(upper)), with 95 % certainty).
        """)
  }

  private func rate(_ found: Int, _ tries: Int) -> Figure {
    let share = Double(found) / Double(tries)
    return Figure(
      "recollection-among", share,
      danish: "For \(percent(share)) er den rette blandt dem, der passer bedst.",
      english: "For \(percent(share)) the right one is among those who fit best.")
  }
}
