import Events
import Releases
import Research
import Testing

/// The gate as a table that a data protection officer can read: what lives already, what is asked, what is answered.
@Suite struct `The gate over time` {
  /// Everybody said yes; from each release another part was left out.
  private static let all = Crowd.people(1000)
  private static let old = Crowd.release(all, without: 0..<100)

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var live: [LiveRelease]
    var candidate: Candidate
    var answers: [GateRefusal] = []
  }

  private static func live(_ days: Int, to recipient: String = "AAU", _ tier: Tier = .b) -> LiveRelease {
    LiveRelease(
      Handle(high: 1, low: UInt64(days)), called: "doors (\(days))", tier, to: recipient,
      on: Crowd.day(days), people: old)
  }

  private static func asked(
    _ days: Int, to recipient: String = "AAU", _ people: Memberships, _ tier: Tier = .b
  ) -> Candidate {
    Candidate(tier, to: recipient, on: Crowd.day(days), people: people)
  }

  private static let other = Crowd.release(all, without: 100..<200, grown: true)

  static let cases = [
    Case(testDescription: "the first release passes", live: [], candidate: asked(0, old)),
    Case(
      testDescription: "after 90 days, with another tenth left out, it passes", live: [live(0)],
      candidate: asked(90, other)),
    Case(
      testDescription: "after 89 days it waits a day", live: [live(0)], candidate: asked(89, other),
      answers: [.tooSoon("doors (0)", days: 1, of: 90)]),
    Case(
      testDescription: "another recipient need not wait", live: [live(0, to: "SDU")],
      candidate: asked(1, other)),
    Case(
      testDescription: "the same recipient written otherwise waits", live: [live(0)],
      candidate: asked(30, to: "Aau ", other), answers: [.tooSoon("doors (0)", days: 60, of: 90)]),
    Case(
      testDescription: "the same people again tell of nobody new, and are refused", live: [live(0)],
      candidate: asked(200, old), answers: [.fewDiffer("doors (0)", least: 20)]),
    Case(
      testDescription: "19 others are refused", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 0..<81, grown: true)),
      answers: [.fewDiffer("doors (0)", least: 20)]),
    Case(
      testDescription: "20 others pass", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 0..<80, grown: true))),
    Case(
      testDescription: "one who withdrew is not taken out alone", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 100..<200, withdrawn: 500..<501, grown: true)),
      answers: [.fewWithdrew("doors (0)", missing: 4, least: 5)]),
    Case(
      testDescription: "five who withdrew are", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 100..<200, withdrawn: 500..<505, grown: true))),
    Case(
      testDescription: "who withdrew and was not drawn then does not count", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 100..<200, withdrawn: 50..<51, grown: true))),
    Case(
      testDescription: "a third research file for one recipient is refused", live: [live(0), live(100)],
      candidate: asked(300, other), answers: [.tooMany(2, "doors (0)", most: 2)]),
    Case(
      testDescription: "a controlled replay beside two research files passes", live: [live(0), live(100)],
      candidate: asked(300, other, .a)),
    Case(
      testDescription: "streams that changed for a few only are refused", live: [live(0)],
      candidate: asked(200, Crowd.release(all, without: 100..<200, grown: false, changed: 200..<203)),
      answers: [.fewTracesDiffer("doors (0)", least: 20)]),
    Case(
      testDescription: "tables with noise pass, however soon", live: [live(0), live(100)],
      candidate: asked(101, old, .c)),
  ]

  @Test(arguments: cases) func `answers`(each: Case) {
    #expect(Gate().refusals(each.candidate, beside: each.live) == each.answers)
    #expect(Gate().refusals(each.candidate, beside: each.live.reversed()) == each.answers)
  }

  @Test func `lets nobody know for sure who was drawn`() {
    var candidate = Self.asked(0, Self.old)
    candidate.share = Fraction(1, 1)
    #expect(Gate().refusals(candidate, beside: []) == [.everybodyDrawn(Fraction(9, 10))])
  }

  @Test func `wants a recall before one release takes the place of another`() {
    var candidate = Self.asked(200, Self.other)
    candidate.supersedes = [Handle(high: 1, low: 0)]
    #expect(Gate().refusals(candidate, beside: [Self.live(0)]) == [.notRecalled("doors (0)")])
    #expect(Gate().refusals(candidate, beside: []) == [])
  }

  @Test func `says why in one sentence and what to do, in both languages`() {
    #expect(
      GateRefusal.tooSoon("doors (abc)", days: 1, of: 90).sentence(.danish)
        == "modtageren fik doors (abc) for mindre end 90 dage siden; vent 1 dag, eller kald det tilbage først"
    )
    #expect(
      GateRefusal.fewWithdrew("doors (abc)", missing: 4, least: 5).sentence(.english)
        == "so few have withdrawn since doors (abc) that they could be found by comparing; wait until 4 more "
        + "have (at least 5), or recall it first")
    #expect(GateRefusal.everybodyDrawn(Fraction(9, 10)).sentence(.english).contains("sample: 0.9"))
  }
}

/// Who came after a release waits until enough came with them.
@Suite struct `Those who came after` {
  private let people = Crowd.people(300)

  /// All have told the same; the last `late` came after the old release.
  private func exposed(late: Int, least: Int = 11, odd: Bool = false) -> Set<Handle> {
    let before = Memberships(
      eligible: Set(people.dropLast(late)),
      members: Dictionary(uniqueKeysWithValues: people.dropLast(late).map { ($0, 1) }))
    let old = LiveRelease(
      Handle(high: 1, low: 1), called: "doors", .b, to: "AAU", on: Crowd.day(0), people: before)
    var table = EventTable(columns: [Column("kind", words: ["food", "door", "rare"])])
    for index in people.indices {
      let isOdd = odd && index == people.count - 1
      table.cases.append("\(index)")
      table.columns[0].codes += [0, isOdd ? 2 : 1]
      table.starts.append(table.starts[index] + 2)
    }
    return Newcomers(length: 3, people: least).exposed(in: table, of: people, beside: [old])
  }

  @Test func `are none without a newcomer`() { #expect(exposed(late: 0).isEmpty) }

  @Test func `wait while they are ten`() { #expect(exposed(late: 10) == Set(people.suffix(10))) }

  @Test func `pass when they are eleven alike`() { #expect(exposed(late: 11).isEmpty) }

  @Test func `wait alone where one told what no other newcomer did`() {
    #expect(exposed(late: 40, odd: true) == [people[299]])
  }

  @Test func `are none where nothing lives`() {
    let table = EventTable(cases: ["a"], starts: [0, 1], columns: [Column("kind", words: ["x"], codes: [0])])
    #expect(Newcomers(length: 3, people: 11).exposed(in: table, of: [people[0]], beside: []).isEmpty)
  }
}

enum Crowd {
  static func people(_ count: Int) -> [Handle] { (1...count).map { Handle(high: 7, low: UInt64($0)) } }

  static func day(_ number: Int) -> Day { Day(year: 2026, month: 1, day: 1) + number }

  /// - Parameters:
  ///   - grown: whether everybody's stream has more in it than before.
  ///   - changed: whose alone has.
  static func release(
    _ all: [Handle], without: Range<Int>, withdrawn: Range<Int> = 0..<0, grown: Bool = false,
    changed: Range<Int> = 0..<0
  ) -> Memberships {
    var people = Memberships(eligible: Set(all).subtracting(all[withdrawn]))
    for (index, handle) in all.enumerated() where !without.contains(index) && people.eligible.contains(handle)
    {
      let more: UInt64 = grown ? 1000 : changed.contains(index) ? 2000 : 0
      people.members[handle] = grown || changed.contains(index) ? UInt64(index) + more : 0
    }
    return people
  }
}
