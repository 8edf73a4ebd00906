import Events
import Releases
import TestGround
import Testing

@testable import Noise

@Suite struct `A noisy table` {
  private let mechanism = Mechanism.laplace(scale: Fraction(8, 1))

  private func counts(_ steps: Steps, _ choice: Choice, bound: Int) throws -> [Int] {
    let maker = TableMaker(keys: Story.keys, contributions: bound, mechanism: mechanism)
    let grid = try Grid(["category", "region", "quarter"], Story.keys)
    return maker.counts(grid, steps, choice, 0)
  }

  @Test(arguments: [1, 2, 3, 8]) func `changes by at most m, one in a cell, when anybody leaves`(bound: Int)
    throws
  {
    let (steps, choice) = (Story.crowd(60), Story.choice(60))
    let whole = try counts(steps, choice, bound: bound)
    for person in 0..<steps.people {
      let rest = try counts(steps.without(person), choice.without(person), bound: bound)
      let changes = zip(whole, rest).map { $0 - $1 }
      #expect(changes.allSatisfy { $0 == 0 || $0 == 1 })
      #expect(changes.reduce(0, +) <= bound)
      #expect(changes.reduce(0, +) >= 1)
    }
  }

  @Test func `has the same cells whoever is counted, the empty ones too`() throws {
    var bits = Seeded(1)
    let maker = TableMaker(keys: Story.keys, contributions: 8, mechanism: mechanism)
    let nobody = try maker.table(
      ["category", "region"], of: Steps(), choice: Story.choice(0), query: 0, bits: &bits)
    let many = try maker.table(
      ["category", "region"], of: Story.crowd(500), choice: Story.choice(500), query: 0, bits: &bits)
    #expect(nobody.cells.map(\.key) == many.cells.map(\.key))
    #expect(nobody.cells.count == 12)
    #expect(nobody.cells[1].key == ["contact", "south"])
    // Empty cells are noisy as well, and some fall below zero.
    #expect(nobody.cells.contains { $0.count != 0 } && nobody.cells.contains { $0.count < 0 })
  }

  @Test func `chooses other cells of a person in another table`() throws {
    let choice = Story.choice(40)
    let picks = (0..<2).map { query in
      (0..<40).map { Array(choice.some(Array(0..<30), of: $0, bound: 3, query: query)) }
    }
    #expect(picks[0] != picks[1])
    #expect(picks.joined().allSatisfy { Set($0).count == 3 })
  }

  @Test func `of a column that the policy gives no values is refused with a sentence`() {
    let maker = TableMaker(keys: PublicKeys(categories: ["a"]), contributions: 1, mechanism: mechanism)
    var bits = Seeded(1)
    #expect(throws: NoiseRefusal.unknownColumn("quarter")) {
      try maker.table(["quarter"], of: Steps(), choice: Choice(seeds: []), query: 0, bits: &bits)
    }
    #expect(NoiseRefusal.unknownColumn("quarter").description.contains("quarter"))
  }
}

@Suite struct `Invented streams` {
  private let maker = SyntheticMaker(keys: Story.keys, contributions: 8, epsilon: Fraction(1, 1))

  @Test(arguments: [1, 2]) func `count at most m steps of a person in each of two tables`(order: Int) {
    let (steps, choice) = (Story.crowd(40), Story.choice(40))
    func counted(_ steps: Steps, _ choice: Choice) -> Transitions {
      var counted = Transitions(categories: 6, order: order)
      counted.count(steps, choice, bound: 8, query: 1)
      return counted
    }
    let whole = counted(steps, choice)
    for person in 0..<40 {
      let rest = counted(steps.without(person), choice.without(person))
      let next = zip(whole.next, rest.next).map { $0 - $1 }
      let gaps = zip(whole.gaps, rest.gaps).map { $0 - $1 }
      #expect((next + gaps).allSatisfy { $0 >= 0 })
      #expect(next.reduce(0, +) <= 8 && gaps.reduce(0, +) <= 8)
    }
  }

  @Test
  func `are as many as the policy says, in the columns of a research file, and never longer than allowed`()
    throws
  {
    var bits = Seeded(9)
    let table = try maker.streams(
      300, of: Story.crowd(2000), choice: Story.choice(2000), query: 0, bits: &bits)
    #expect(table.cases.count == 300 && table.cases[0] == "invented-001")
    #expect(table.columns.map(\.name) == ["kind", "mode", "time", "count"])
    #expect(table.columns.allSatisfy { $0.codes.count == table.rows })
    #expect(table.cases.indices.allSatisfy { (1...60).contains(table.rows(of: $0).count) })
    for person in table.cases.indices {
      let times = table.rows(of: person).map { table.columns[2].codes[$0] }
      #expect(times == times.sorted())
    }
  }

  @Test func `go from event to event about as often as people did`() throws {
    var bits = Seeded(9)
    let steps = Story.crowd(4000)
    let table = try maker.streams(4000, of: steps, choice: Story.choice(4000), query: 0, bits: &bits)
    let real = pairs(steps.starts, steps.category.map(Int.init))
    let invented = pairs(table.starts, table.columns[0].codes.map(Int.init))
    let distance = zip(real, invented).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    #expect(distance < 0.05, "total variation \(distance)")
  }

  @Test func `of order 2 need many participants`() {
    let maker = SyntheticMaker(keys: Story.keys, contributions: 8, epsilon: Fraction(1, 1), order: 2)
    var bits = Seeded(1)
    #expect(throws: NoiseRefusal.orderTwo(people: 50, least: 20_000)) {
      try maker.streams(10, of: Story.crowd(50), choice: Story.choice(50), query: 0, bits: &bits)
    }
  }

  private func pairs(_ starts: [Int], _ kinds: [Int]) -> [Double] {
    var counts = [Double](repeating: 0, count: 36)
    for (start, end) in zip(starts, starts.dropFirst()) {
      for place in start..<max(start, end - 1) { counts[kinds[place] * 6 + kinds[place + 1]] += 1 }
    }
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }
}

@Suite struct `Weights out of noise` {
  @Test func `are never below zero, and keep the sum of the counts`() {
    var bits = Seeded(4)
    for _ in 0..<200 {
      let noisy = (0..<30).map { _ in Int.random(in: -20...40, using: &bits) }
      let weights = Weights(noisy: noisy)
      #expect(weights.weights.allSatisfy { $0 >= 0 })
      #expect(abs(weights.sum - max(0, noisy.reduce(0, +))) <= 30)
    }
  }
}
