import Brief
import Consent
import Events
import Faces
import Matters
import Names
import Promises
import Readers
import StoryTelling
import Testing
import Timeline
import Trust
import Words

@Suite struct `A story projection` {
  static let seeds: Range<UInt64> = 0..<25

  private func keeps<P: StoryProjection>(_: P.Type, _ seed: UInt64) throws {
    let laws = ProjectionLaws(P.self, seed: seed)
    #expect(try laws.goesOnFromAnywhere(), "\(P.name): stopped, stored and folded on, it differs")
    #expect(try laws.staysWhatItIsWhenStored(), "\(P.name): stored and read, it differs")
    #expect(try laws.passesOverUnknownFields(), "\(P.name): an unknown field changes it")
    #expect(laws.doesNotDependOnArrival(), "\(P.name): another order of arrival gives another view")
    #expect(laws.holdsNothingAfterANo(), "\(P.name): something is left after consent was withdrawn")
  }

  @Test(arguments: seeds) func `keeps the laws: timeline`(seed: UInt64) throws {
    try keeps(Timeline.self, seed)
  }
  @Test(arguments: seeds) func `keeps the laws: trust`(seed: UInt64) throws { try keeps(Trust.self, seed) }
  @Test(arguments: seeds) func `keeps the laws: brief`(seed: UInt64) throws { try keeps(Brief.self, seed) }
  @Test(arguments: seeds) func `keeps the laws: consent`(seed: UInt64) throws {
    try keeps(Consent.self, seed)
  }
  @Test(arguments: seeds) func `keeps the laws: names`(seed: UInt64) throws { try keeps(Names.self, seed) }
  @Test(arguments: seeds) func `keeps the laws: faces`(seed: UInt64) throws { try keeps(Faces.self, seed) }
  @Test(arguments: seeds) func `keeps the laws: matters`(seed: UInt64) throws {
    try keeps(Matters.self, seed)
  }
  @Test(arguments: seeds) func `keeps the laws: promises`(seed: UInt64) throws {
    try keeps(Promises.self, seed)
  }

  @Test(arguments: seeds) func `keeps the laws: readers`(seed: UInt64) throws {
    try keeps(Readers.self, seed)
  }
  @Test(arguments: seeds) func `keeps the laws: words`(seed: UInt64) throws { try keeps(Words.self, seed) }

  /// What is written entry after entry is what is written of the whole.
  private func isTheSumOfItsPieces<P: PieceByPiece>(_: P.Type, _ seed: UInt64) {
    let entries = History(seed: seed, count: 200).visible
    var writer = WireWriter()
    var holdsAny = false
    for entry in entries where P.listens.contains(entry.type) {
      if P.write(entry, to: &writer) { holdsAny = true }
    }
    let whole = P(of: entries)
    #expect(writer.bytes == whole.stored, "\(P.name): its pieces are not the whole")
    #expect(holdsAny != whole.isEmpty)
  }

  @Test(arguments: seeds) func `written piece by piece is the same to the last byte`(seed: UInt64) {
    isTheSumOfItsPieces(Timeline.self, seed)
    isTheSumOfItsPieces(Words.self, seed)
  }

  @Test func `is tested on histories that fill it`() {
    let filled = Self.seeds.map { seed in
      [
        !ProjectionLaws(Timeline.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Trust.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Brief.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Consent.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Names.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Faces.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Matters.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Promises.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Readers.self, seed: seed).whole.isEmpty,
        !ProjectionLaws(Words.self, seed: seed).whole.isEmpty,
      ]
    }
    for view in filled[0].indices { #expect(filled.count { $0[view] } > Self.seeds.count / 2) }
  }
}

@Suite struct `What several views tell of` {
  @Test(arguments: 0..<60 as Range<UInt64>) func `is the same in all of them`(seed: UInt64) {
    let entries = History(seed: seed, count: 200).visible
    let brief = Brief(of: entries)
    #expect(brief.matters == Matters(of: entries).matters.filter(\.isOpen))
    #expect(brief.pledges.filter(\.isOwed) == Promises(of: entries).pledges.filter(\.isOwed))
  }
}

@Suite struct `The groups of kinds` {
  @Test func `are those of the vocabulary`() {
    #expect(Kind.help == KindNames.group("help"))
    #expect(Kind.bridges == KindNames.group("bridge"))
    #expect(Kind.trust == KindNames.group("trust"))
    #expect(Kind.things == KindNames.group("thing"))
    #expect(Kind.community == KindNames.group("community"))
  }
}

@Suite struct `The words of a reading` {
  @Test func `keep the mentions that stand among them, and no others`() {
    let (bente, kaj) = (Handle(high: 1, low: 1), Handle(high: 1, low: 2))
    let line = Line("æ \(Line.mark) tog \(Line.mark) med", mentions: [bente, kaj])
    let start = "æ \(Line.mark) ".utf8.count
    let reading = Reading(kind: "introduced-other", mode: .happened, words: start..<(start + 7))
    let event = Event(
      id: EventID(origin: 1, sequence: 1), handle: kaj, happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), content: .note(line, given: []))
    let entry = Storyline.entry(event, []) { _ in LineReading(readings: [reading]) }
    #expect(entry.said(reading) == Line("tog \(Line.mark)", mentions: [kaj]))
    #expect(entry.said(Reading(kind: "mitid", mode: .happened)) == line)
  }
}
