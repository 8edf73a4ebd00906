import Events
import Faces
import Promises
import Reach
import Stops
import StoryTelling
import Testing

@Suite struct `A tally` {
  static let seeds: Range<UInt64> = 0..<25

  private func entries(_ seed: UInt64) -> [Entry] {
    History(seed: seed, count: 80).visible
      + History(seed: seed + 500, count: 80, about: .organisation).entries
  }

  private func tally<P: TallyProjection>(_: P.Type, _ entries: some Sequence<Entry>) -> Tally {
    var tally = Tally()
    for entry in entries where P.listens.contains(entry.event.content.type) { P.count(entry, into: &tally) }
    return tally
  }

  private func keeps<P: TallyProjection>(_: P.Type, _ seed: UInt64) throws {
    let entries = entries(seed)
    let whole = tally(P.self, entries)
    var chance = Chance(seed: seed)
    let shuffled = tally(P.self, entries.shuffled(using: &chance))
    #expect(shuffled.stored == whole.stored)
    #expect(try Tally(stored: shuffled.storedUnsettled.span.bytes) == whole)
    var parts = tally(P.self, entries.prefix(31))
    parts.add(tally(P.self, entries.dropFirst(31)))
    #expect(parts == whole)
    parts.subtract(whole)
    #expect(parts == Tally() && parts.stored.isEmpty)
    #expect(try Tally(stored: whole.stored.span.bytes) == whole)
    #expect(!whole.isEmpty)
  }

  @Test(arguments: seeds) func `adds up in any order, and can be taken out again: stops`(seed: UInt64) throws
  {
    try keeps(Stops.self, seed)
  }

  @Test(arguments: seeds) func `adds up in any order, and can be taken out again: reach`(seed: UInt64) throws
  {
    try keeps(Reach.self, seed)
  }

  @Test(arguments: seeds) func `adds up in any order, and can be taken out again: reliability`(seed: UInt64)
    throws
  {
    try keeps(Reliability.self, seed)
  }

  @Test(arguments: seeds) func `adds up in any order, and can be taken out again: helpers`(seed: UInt64)
    throws
  {
    let entries = entries(seed).filter { Helpers.listens.contains($0.event.content.type) }
    // Whoever came and left on one day leaves no sum.
    if !tally(Helpers.self, entries).isEmpty { try keeps(Helpers.self, seed) }
  }

  @Test(arguments: seeds) func `keeps heads, meals, new faces and stops when a person is forgotten`(
    seed: UInt64
  ) {
    let organisation = History(seed: seed + 500, count: 80, about: .organisation).entries
    let (all, without) = (
      Reach.table(tally(Reach.self, entries(seed))).whole, Reach.table(tally(Reach.self, organisation)).whole
    )
    #expect(all.peopleMet == without.peopleMet && all.meals == without.meals)
    #expect(all.newFaces == without.newFaces && all.stopsHeld == without.stopsHeld)
    #expect(all.stopsCancelled == without.stopsCancelled)
  }

  @Test(arguments: seeds) func `is, after a person was taken out, as if they had never come`(seed: UInt64) {
    let (person, organisation) = (
      History(seed: seed, count: 80).visible,
      History(seed: seed + 500, count: 80, about: .organisation).entries
    )
    var live = tally(Stops.self, person + organisation)
    live.subtract(tally(Stops.self, person))
    #expect(live.stored == tally(Stops.self, organisation).stored)
    live = tally(Reach.self, person + organisation)
    live.subtract(tally(Reach.self, person))
    #expect(live.stored == tally(Reach.self, organisation).stored)
  }

  @Test func `counts a stop once a day, however often it was told`() {
    let told: [Content] = [
      .stopOpened, .stopOpened, .stopCounted(Counts(heads: 7)), .stopCancelled(reason: ""),
    ]
    let entries = told.enumerated().map { number, content in
      let event = Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: .organisation,
        happened: When(Day(year: 2026, month: 3, day: 9), hour: 14, minute: number),
        recorded: Moment(milliseconds: 0), at: "Nibe", content: content)
      return Storyline.entry(event, []) { _ in LineReading() }
    }
    let stop = Stops.table(tally(Stops.self, entries))
    #expect(stop.map(\.held) == [1] && stop.map(\.cancelled) == [0] && stop.map(\.heads) == [7])
    let reach = Reach.table(tally(Reach.self, entries)).whole
    #expect(reach.stopsHeld == 1 && reach.stopsCancelled == 0 && reach.peopleMet == 7)
  }
}
