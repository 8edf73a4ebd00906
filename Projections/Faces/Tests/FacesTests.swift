import Events
import Faces
import Markup
import StoryTelling
import Testing

@Suite struct `Our faces` {
  private func continuity(_ crews: String) -> Continuity {
    Continuity(crews.split(separator: " ").map { Set($0.map(String.init)) })
  }

  @Test func `have the figures that the literature works out`() {
    let ours = continuity("A A B A A C A A")
    #expect(ours.upc.share == 0.75)
    #expect((ours.coc.share * 1000).rounded() == 536)
    #expect((ours.secon.share * 1000).rounded() == 429)
    #expect(ours.knownFace == OutOf(5, of: 7))
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func `are the published formulas where one comes at a time`(
    seed: UInt64
  ) {
    var chance = Chance(seed: seed)
    let names = ["A", "B", "C", "D"]
    let came = (0..<Int.random(in: 2...30, using: &chance)).map { _ in chance.one(of: names) }
    let (ours, n) = (Continuity(came.map { [$0] }), came.count)
    let counts = names.map { name in came.count { $0 == name } }
    #expect(ours.upc == OutOf(counts.max() ?? 0, of: n))
    let coc = Double(counts.reduce(0) { $0 + $1 * $1 } - n) / Double(n * (n - 1))
    #expect(abs(ours.coc.share - coc) < 1e-12)
    #expect(ours.secon.k == zip(came, came.dropFirst()).count { $0 == $1 })
    #expect(ours.knownFace == OutOf(n - Set(came).count, of: n - 1))
  }

  @Test func `count a crew of two as one meeting, and each of them as a known face later`() {
    let ours = continuity("AB B CA D")
    #expect(ours.knownFace == OutOf(2, of: 3))
    #expect(ours.secon == OutOf(1, of: 3))
    #expect(ours.coc == OutOf(2, of: 6))
    #expect(ours.upc == OutOf(2, of: 4))
  }

  @Test func `say nothing of one meeting alone`() {
    #expect(continuity("A").knownFace == OutOf(0, of: 0))
    #expect(continuity("") == Continuity([]))
  }

  private func faces(_ told: [(Int, String)]) -> Faces {
    let events = told.enumerated().map { number, line in
      Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: Handle(high: 1, low: 1),
        happened: When(minute: Int64(line.0) * 1440), recorded: Moment(milliseconds: Int64(number)),
        by: line.1, at: "Nibe", content: .note(Line("linje"), given: [GivenReading("met-at-stop")]))
    }
    return Faces(of: Storyline.tell(events) { _ in LineReading() })
  }

  private func acquainted(_ number: UInt64, _ told: [(Int, String)], left: Set<String> = []) -> Acquaintance {
    Acquaintance(Handle(high: 0, low: number), faces(told), left: left)
  }

  @Test func `say who is left with strangers when a helper goes`() {
    let leaving = Leaving(
      "Bo",
      [
        acquainted(1, [(1, "Bo")]), acquainted(2, [(1, "Bo"), (2, "Bo"), (3, "Else")]),
        acquainted(3, [(1, "Bo"), (2, "Else"), (3, "Else")]), acquainted(4, [(1, "Else")]),
        acquainted(5, [(1, "Bo"), (2, "Kim")], left: ["Kim"]),
      ])
    #expect(leaving.known == 4)
    #expect(Set(leaving.alone.map(\.handle.low)) == [1, 5])
    #expect(leaving.most.map(\.handle.low) == [2])
  }

  @Test func `say who would meet only strangers tonight`() {
    let all = [acquainted(1, [(1, "Bo")]), acquainted(2, [(1, "Else")]), acquainted(3, [(1, "Kim")])]
    let tonight = Tonight(["Bo", "Else"], all)
    #expect(tonight.strangers.map(\.handle.low) == [3])
    #expect(tonight.knowOne == OutOf(2, of: 3))
    #expect(Tonight(["Kim"], []).page(.danish, at: "").parts.count == 1)
  }
}

@Suite struct `Who helps` {
  private func helpers(_ told: [(Int, Content)]) -> [Helper] {
    var tally = Tally()
    for (number, line) in told.enumerated() {
      let event = Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: .organisation,
        happened: When(minute: Int64(line.0) * 1440), recorded: Moment(milliseconds: 0), content: line.1)
      Helpers.count(Storyline.entry(event, []) { _ in LineReading() }, into: &tally)
    }
    tally.settle()
    return Helpers.all(tally)
  }

  private let came = Content.helperInvited(name: "Bo", role: "helper")
  private let left = Content.helperLeft(name: "Bo")

  @Test func `is told by the last day, whatever came first on it`() {
    #expect(helpers([(1, came)]).map(\.isHere) == [true])
    #expect(helpers([(9, left), (1, came)]).map(\.isHere) == [false])
    #expect(helpers([(9, left), (1, came), (20, came)]).map(\.isHere) == [true])
    #expect(helpers([(1, came), (9, left), (9, left)]).map(\.isHere) == [false])
    #expect(helpers([(1, came), (9, came), (9, left)]).map(\.isHere) == [true])
  }
}

extension OutOf {
  fileprivate var share: Double { Double(k) / Double(n) }
}
