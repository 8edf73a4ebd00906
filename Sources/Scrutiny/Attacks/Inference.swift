internal import Releases

/// Somebody knows three events of a person and guesses, by what most of those who have them have, whether something
/// sensitive holds. The same is tried on people outside the release: what succeeds there too is known of everybody,
/// and no fault of the release (the control of Anonymeter).
struct Inference {
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
    let outside = truth.leftOut + truth.others
    guard memory.isUsable, !outside.isEmpty, !truth.released.isEmpty else { return [] }
    var figures: [Figure] = []
    for rule in claims.guarantee.sensitive {
      let items = (0..<intruder.items.count).filter {
        rule.categories.contains(intruder.items.value($0, .kind))
      }
      let having = intruder.anyHolders(items)
      let (inside, control) = (success(truth.released, rule, having), success(outside, rule, having))
      figures.append(figure(rule.name, inside, control))
    }
    return figures
  }

  private mutating func success(_ people: [Truth.Person], _ rule: SensitiveRule, _ having: [UInt64]) -> Double
  {
    var (tries, right) = (0, 0)
    for index in draw.some(Unicity.targets, below: people.count) {
      let person = people[index]
      let known = person.events.filter { !rule.categories.contains($0.kind) }
      let points = draw.some(3, below: known.count).compactMap { memory.item(known[$0], of: person) }
      if points.isEmpty { continue }
      let alike = intruder.holders(points)
      let (all, told) = zip(alike, having).reduce((0, 0)) {
        ($0.0 + $1.0.nonzeroBitCount, $0.1 + ($1.0 & $1.1).nonzeroBitCount)
      }
      tries += 1
      if (2 * told > all) == (known.count < person.events.count) { right += 1 }
    }
    return tries == 0 ? 0 : Double(right) / Double(tries)
  }

  private func figure(_ name: String, _ inside: Double, _ control: Double) -> Figure {
    let more = inside - control
    return Figure(
      "inference-\(name)", more,
      danish: """
        Gæt på «\(name)» rammer for \(percent(inside)) i udleveringen og for \(percent(control)) uden for den.
        """,
      english: """
        Guesses at ‘\(name)’ are right for \(percent(inside)) in the release and for \(percent(control)) outside it.
        """)
  }
}
