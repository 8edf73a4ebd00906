/// From which event to which: the first comes from START, after the last one comes END. The state before is the
/// last `order` categories. Beside it, how long the gap before each category was.
struct Transitions {
  let categories: Int
  let order: Int
  /// By state, and within it by what comes next; END last.
  private(set) var next: [Int]
  /// By category, and within it by the gap before it.
  private(set) var gaps: [Int]

  init(categories: Int, order: Int) {
    (self.categories, self.order) = (categories, order)
    let states = order == 2 ? (categories + 1) * (categories + 1) : categories + 1
    next = Array(repeating: 0, count: states * (categories + 1))
    gaps = Array(repeating: 0, count: categories * Gap.allCases.count)
  }

  /// Stands before the first event among states, and after the last among what comes next.
  var edge: Int { categories }

  func row(_ state: (Int, Int)) -> Range<Int> {
    let row = order == 2 ? state.0 * (categories + 1) + state.1 : state.1
    return row * (categories + 1)..<(row + 1) * (categories + 1)
  }

  func gapRow(_ category: Int) -> Range<Int> {
    category * Gap.allCases.count..<(category + 1) * Gap.allCases.count
  }

  /// Adds `bound` steps at most of each person, one each, to both tables.
  mutating func count(_ steps: Steps, _ choice: Choice, bound: Int, query: Int) {
    for person in 0..<steps.people {
      let own = steps.events(of: person)
      guard !own.isEmpty else { continue }
      let ends = Array(own.lowerBound...own.upperBound)
      for end in choice.some(ends, of: person, bound: bound, query: query) { add(end, own, steps) }
    }
  }

  private mutating func add(_ event: Int, _ own: Range<Int>, _ steps: Steps) {
    func state(_ event: Int) -> Int { event < own.lowerBound ? edge : Int(steps.category[event]) }
    let to = event < own.upperBound ? Int(steps.category[event]) : edge
    next[row((state(event - 2), state(event - 1))).lowerBound + to] += 1
    guard to != edge else { return }
    let days = event == own.lowerBound ? 0 : Int(steps.day[event] - steps.day[event - 1])
    gaps[gapRow(to).lowerBound + Gap(days: days).rawValue] += 1
  }

  mutating func add(_ noise: Mechanism, gaps gapNoise: Mechanism, _ bits: inout some RandomNumberGenerator) {
    for place in next.indices { next[place] += noise.draw(&bits) }
    for place in gaps.indices { gaps[place] += gapNoise.draw(&bits) }
  }
}
