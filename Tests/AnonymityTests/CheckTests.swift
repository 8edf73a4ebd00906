import Releases
import Testing

@testable import Anonymity

@Suite("The exhaustive check finds what writing out every pattern finds")
struct CheckTests {
  @Test("In all four ways of knowing, at every length, with and without sensitive rules", arguments: 1...4)
  func equalsBruteForce(length: Int) {
    for seed in 0..<UInt64(24) {
      var dice = Dice(state: seed)
      let sensitive = dice.below(6)
      let tiny = Tiny(
        &dice, participants: 4 + dice.below(20), kinds: 1 + dice.below(4), times: 1 + dice.below(3),
        longest: 7, sensitive: sensitive)
      let bounds = Bounds(
        length: length, people: 1 + dice.below(4),
        confidence: (0..<sensitive).map { _ in [0.2, 0.5, 0.8, 1][dice.below(4)] })
      for knowledge in Knowledge.allCases {
        let expected = Naive(tiny: tiny, bounds: bounds).depths(knowledge)
        for isCollecting in [true, false] {
          let found = tiny.check(bounds).findings(knowledge, isCollecting: isCollecting)
          #expect(found.depth == expected, "\(knowledge) of seed \(seed)")
        }
      }
    }
  }

  @Test("What is collected names exactly those who hold each unsafe pattern")
  func collectsHolders() {
    var dice = Dice(state: 7)
    let tiny = Tiny(&dice, participants: 40, kinds: 4, times: 1, longest: 8, sensitive: 1)
    let found = tiny.check(Bounds(length: 3, people: 5, confidence: [0.6])).findings(
      .timed, isCollecting: true)
    #expect(!found.exposures.isEmpty)
    for exposure in found.exposures {
      let pattern = (0..<4).map { exposure.items[$0] }.filter { $0 >= 0 }
      let people = found.people[exposure.people].map(Int.init)
      #expect(Set(people).count == people.count)
      for participant in people { #expect(holds(tiny.trace(participant), pattern)) }
      if exposure.rule != nil { #expect(people.count >= 5) }
    }
  }

  private func holds(_ trace: [Int32], _ pattern: [Int32]) -> Bool {
    var rest = pattern[...]
    for item in trace where item == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  @Test("What is found is the same with any number of threads")
  func threadsDoNotMatter() {
    var dice = Dice(state: 3)
    let tiny = Tiny(&dice, participants: 300, kinds: 6, times: 3, longest: 12, sensitive: 2)
    let bounds = Bounds(length: 3, people: 6, confidence: [0.4, 0.5])
    let one = tiny.check(bounds, threads: 1).findings(isCollecting: true)
    let four = tiny.check(bounds, threads: 4).findings(isCollecting: true)
    #expect(one.depth == four.depth && one.people == four.people && one.patterns == four.patterns)
    #expect(one.exposures.map(\.items) == four.exposures.map(\.items))
  }

  @Test("Nine streams ABC and one AB: the one that ends early is exposed")
  func endOfTraceCounts() {
    var tiny = Tiny(starts: [0], item: [])
    for _ in 0..<9 { tiny.add([0, 1, 2]) }
    tiny.add([0, 1])
    let found = tiny.check(Bounds(length: 3, people: 5)).findings(isCollecting: true)
    #expect(found.exposed == 1 && found.depth[9] == 2)
  }

  @Test("Lifting never lowers how many hold a pattern: whoever was safe for support stays safe")
  func liftingHelps() {
    for seed in 0..<UInt64(20) {
      var dice = Dice(state: seed)
      let fine = Tiny(&dice, participants: 30, kinds: 3, times: 3, longest: 6, sensitive: 0)
      var coarse = fine
      coarse.item = fine.item.map { $0 % 3 }
      let bounds = Bounds(length: 3, people: 4)
      for knowledge in [Knowledge.set, .multiset, .sequence] {
        let before = fine.check(bounds).findings(knowledge, isCollecting: false)
        let after = coarse.check(bounds).findings(knowledge, isCollecting: false)
        for (was, now) in zip(before.depth, after.depth) where was == 0 { #expect(now == 0) }
      }
    }
  }
}

extension Tiny {
  init(starts: [Int32], item: [Int32]) {
    (self.starts, self.item) = (starts, item)
    (rules, untimed) = ([0, 0, 0], [0, 1, 2])
  }

  mutating func add(_ trace: [Int32]) {
    item += trace
    starts.append(Int32(item.count))
  }
}
