import Brief
import Consent
import Events
import Journal
import Names
import Notebook
import Reach
import Reading
@testable import Rebuild
import StoryTelling
import Stops
import Testing
import Timeline
import Trust

/// What the views must say of a time, worked out without a log, a key or an index: a plain fold of those events
/// that had been told, or had happened, by then.
private struct Plain {
  let events: [Event]
  let ties: Ties
  private let positions: [EventID: Position]
  private let reader: Reader

  init(_ events: [Event], _ engine: Engine) throws {
    var positions: [EventID: Position] = [:]
    for event in events { positions[event.id] = try engine.journal.position(of: event.id) }
    self.positions = positions
    self.events = events.filter { positions[$0.id] != nil }
    var ties = Ties()
    for event in events { ties.take(event) }
    ties.settle()
    self.ties = ties
    reader = Reader(CompiledVocabulary(try VocabularyFile(World.words).vocabulary))
  }

  /// A reader of lines can be moved, and a closure may not hold what can.
  private final class Reader {
    private var reader: LineReader
    init(_ words: CompiledVocabulary) { reader = LineReader(words) }
    func read(_ line: Line) -> LineReading { reader.read(line.text) }
  }

  func told(_ events: [Event], by asOf: AsOf) -> [Entry] {
    let held =
      switch asOf {
      case .now, .happened: events
      case .known(let end): events.filter { $0.recorded < end }
      case .position(let last): events.filter { positions[$0.id].map { $0 <= last } ?? false }
      }
    let story = Storyline.tell(held, read: reader.read)
    if case .happened(let end) = asOf { return story.filter { $0.event.happened.minute < end.minute } }
    return story
  }

  func visible(_ person: [Event], by asOf: AsOf) -> [Entry] {
    told(person, by: asOf).visible(under: Standing(told(person, by: .now)))
  }

  func person(_ handle: Handle) -> [Event] {
    let members = ties.members(of: handle).filter { !ties.isErased($0) }
    return events.filter { members.contains($0.handle) }
  }

  var keepers: [Handle] {
    Set(events.map(\.handle)).filter { !$0.isOrganisation && ties.keeper(of: $0) == $0 }.sorted()
  }

  func view<P: StoryProjection>(_: P.Type, of handle: Handle, by asOf: AsOf) -> P? {
    let person = person(handle)
    let view = P(of: P.needs == nil ? told(person, by: asOf) : visible(person, by: asOf))
    return view.isEmpty ? nil : view
  }

  func tally<P: TallyProjection>(_: P.Type, by asOf: AsOf) -> Tally {
    var tally = Tally()
    let organisation = told(events.filter(\.handle.isOrganisation), by: asOf)
    for entry in organisation + keepers.flatMap({ visible(person($0), by: asOf) })
    where P.listens.contains(entry.event.content.type) { P.count(entry, into: &tally) }
    tally.settle()
    return tally
  }
}

@Suite struct `A look back` {
  private func check<P: StoryProjection>(
    _: P.Type, _ engine: Engine, _ plain: Plain, by asOf: AsOf
  ) throws {
    for keeper in plain.keepers {
      let wanted = plain.view(P.self, of: keeper, by: asOf)
      let found = try engine.view(P.self, of: keeper, Retelling(asOf))?.view
      #expect(found == wanted, "\(P.name) of \(keeper) by \(asOf)")
    }
  }

  private func checkAll(_ engine: Engine, _ plain: Plain, by asOf: AsOf, jobs: Int) throws {
    try check(Names.self, engine, plain, by: asOf)
    try check(Consent.self, engine, plain, by: asOf)
    try check(Timeline.self, engine, plain, by: asOf)
    try check(Trust.self, engine, plain, by: asOf)
    try check(Brief.self, engine, plain, by: asOf)
    let progress = Rebuild::Progress(total: 1)
    let stops = try engine.tally(Stops.self, Retelling(asOf), jobs: jobs, progress: progress)
    #expect(stops == plain.tally(Stops.self, by: asOf), "stops by \(asOf)")
    let reach = try engine.tally(Reach.self, Retelling(asOf), jobs: jobs, progress: progress)
    #expect(reach == plain.tally(Reach.self, by: asOf), "reach by \(asOf)")
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `tells what a plain fold of the events of then tells, in both senses`(seed: UInt64) throws {
    let world = World(seed: seed, events: 160)
    let machine = try Machine()
    try machine.take(world.events)
    let engine = try machine.engine
    let plain = try Plain(world.events, engine)
    var chance = Chance(seed: seed)
    for jobs in 1...3 {
      let event = chance.one(of: world.events)
      let end = try engine.journal.end
      try checkAll(engine, plain, by: .known(before: event.recorded), jobs: jobs)
      try checkAll(engine, plain, by: .happened(before: event.happened), jobs: jobs)
      try checkAll(engine, plain, by: .position(.random(in: 1...end, using: &chance)), jobs: jobs)
    }
  }

  @Test(arguments: 20..<24 as Range<UInt64>)
  func `at today is what is served`(seed: UInt64) throws {
    let machine = try Machine()
    let world = World(seed: seed, events: 160)
    try machine.take(world.events)
    let engine = try machine.engine
    let keepers = try Plain(world.events, engine).keepers
    let ends: [AsOf] = [
      .now, .position(try engine.journal.end), .known(before: Moment(milliseconds: .max)),
      .happened(before: When(minute: .max)),
    ]
    for asOf in ends {
      for handle in keepers {
        let retelling = Retelling(asOf)
        #expect(
          try engine.view(Trust.self, of: handle, retelling)?.view == engine.view(Trust.self, of: handle))
        #expect(
          try engine.view(Brief.self, of: handle, retelling)?.view == engine.view(Brief.self, of: handle))
      }
      let words = try engine.words()
      let counted = try engine.tally(
        Stops.self, Retelling(asOf, words: words), jobs: 2, progress: Progress(total: 1))
      #expect(try counted == engine.tally(Stops.self))
    }
  }

  @Test func `knows what was told late only with hindsight, and a correction as well`() throws {
    let machine = try Machine()
    let engine = try machine.engine
    func note(_ text: String) -> Content { .note(Line(text), given: []) }
    try machine.take([
      yes(1, a), event(2, a, note("fik mad"), minute: 2000, recorded: 100),
      event(3, a, note("lukkede op"), minute: 1500, recorded: 300),
      event(
        4, a, .correction(of: EventID(origin: 50, sequence: 2), Amendment(line: Line("tandlæge"))),
        minute: 2000, recorded: 400),
    ])
    func lines(_ asOf: AsOf) throws -> [String] {
      let view = try engine.view(Timeline.self, of: a, Retelling(asOf))?.view
      return view?.happenings.map(\.told.line.text).filter { !$0.isEmpty } ?? []
    }
    #expect(try lines(.known(before: Moment(milliseconds: 200))) == ["fik mad"])
    #expect(try lines(.known(before: Moment(milliseconds: 350))) == ["lukkede op", "fik mad"])
    #expect(try lines(.happened(before: When(minute: 1800))) == ["lukkede op"])
    #expect(try lines(.happened(before: When(minute: 2001))) == ["lukkede op", "tandlæge"])
    let then = try engine.view(Timeline.self, of: a, Retelling(.known(before: Moment(milliseconds: 350))))
    #expect(then?.amendedSince == 1)
  }

  @Test func `shows nothing that a later no has closed, and nobody who is erased`() throws {
    let machine = try Machine()
    let engine = try machine.engine
    let care = [Purpose.care]
    try machine.take([
      yes(1, a), event(2, a, .note(Line("fik mad"), given: [])),
      event(3, a, .consentWithdrawn(care)), yes(4, b), event(5, b, .note(Line("lukkede op"), given: [])),
    ])
    let then = Retelling(.known(before: Moment(milliseconds: 3)))
    #expect(try engine.view(Timeline.self, of: a, then) == nil)
    #expect(try engine.view(Timeline.self, of: b, Retelling(.position(6))) != nil)
    try machine.take([event(6, a, .consentGiven(Agreement(care)))])
    #expect(try engine.view(Timeline.self, of: a, then) == nil)
    try machine.take([event(7, .organisation, .erased([b]))])
    #expect(try engine.view(Timeline.self, of: b, Retelling(.position(6))) == nil)
    let sums = try engine.tally(
      Reach.self, Retelling(.position(6)), jobs: 2, progress: Progress(total: 1))
    #expect(sums.isEmpty)
  }

  @Test(arguments: 30..<33 as Range<UInt64>)
  func `by other words is what the view comes to when they are adopted`(seed: UInt64) throws {
    let words = World.words.replacing("[mad]", with: "[mad, regn]").replacing("[lovede]", with: "[ringe]")
    let compiled = CompiledVocabulary(try VocabularyFile(words).vocabulary)
    let world = World(seed: seed, events: 160)
    let machine = try Machine()
    try machine.take(world.events)
    let engine = try machine.engine
    let keepers = try Plain(world.events, engine).keepers
    let retelling = Retelling(words: compiled)
    let trusts = try keepers.map { try engine.view(Trust.self, of: $0, retelling)?.view }
    let stops = try engine.tally(Stops.self, retelling, jobs: 2, progress: Progress(total: 1))
    try machine.notebook.adopt(yaml: Array(words.utf8))
    try machine.rebuild()
    #expect(try keepers.map { try engine.view(Trust.self, of: $0) } == trusts)
    #expect(try engine.tally(Stops.self) == stops)
  }
}
