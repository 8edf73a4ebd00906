import Events
import TestGround
import Testing

@Suite struct `A story` {
  static func note(_ sequence: UInt64, _ day: Int, _ content: Content, recorded: Int64? = nil) -> Event {
    Event(
      id: EventID(origin: 1, sequence: sequence), handle: Handle(high: 1, low: 1),
      happened: When(Day(year: 2026, month: 3, day: day), hour: 12, minute: 0),
      recorded: Moment(milliseconds: recorded ?? Int64(sequence) * 1000), content: content)
  }
  static func id(_ sequence: UInt64) -> EventID { EventID(origin: 1, sequence: sequence) }

  func lines(_ events: [Event]) -> [String] {
    Storyline.tell(events) { _ in LineReading() }.compactMap(\.line?.text)
  }

  @Test func `stands in the order in which it happened, late notes in their place`() {
    #expect(
      lines([
        Self.note(1, 2, .note(Line("anden"), given: [])), Self.note(2, 5, .note(Line("tredje"), given: [])),
        Self.note(3, 1, .note(Line("første"), given: [])),
      ]) == ["første", "anden", "tredje"])
  }

  @Test func `shows the last correction, and the original again when that is retracted`() {
    var events = [
      Self.note(1, 1, .note(Line("tandlæge"), given: [])),
      Self.note(2, 1, .correction(of: Self.id(1), Amendment(line: Line("læge")))),
      Self.note(3, 1, .correction(of: Self.id(1), Amendment(line: Line("øjenlæge")))),
    ]
    #expect(lines(events) == ["øjenlæge"])
    events.append(Self.note(4, 1, .retraction(of: Self.id(3), reason: "")))
    #expect(lines(events) == ["læge"])
    events.append(Self.note(5, 1, .retraction(of: Self.id(1), reason: "")))
    #expect(lines(events) == [])
    events.append(Self.note(6, 1, .retraction(of: Self.id(5), reason: "")))
    #expect(lines(events) == ["læge"])
  }

  @Test func `lets a helper's word on a reading win for ever`() {
    let events = [
      Self.note(1, 1, .note(Line("nej tak"), given: [])),
      Self.note(
        2, 1, .correction(of: Self.id(1), Amendment(given: [GivenReading("declined-help", holds: false)]))),
    ]
    let told = Storyline.tell(events) { _ in
      LineReading(readings: [Reading(kind: "declined-help", mode: .happened)])
    }
    #expect(told[0].readings.isEmpty)
    #expect(told[0].isCorrected)
  }

  @Test(arguments: 0..<50 as Range<UInt64>) func `is the same in whatever order its events arrive`(
    seed: UInt64
  ) {
    var random = Seeded(seed)
    var events: [Event] = []
    for sequence in 1...40 as ClosedRange<UInt64> {
      let target = Self.id(.random(in: 1...40, using: &random))
      let day = Int.random(in: 1...5, using: &random)
      let content: Content =
        switch Int.random(in: 0...4, using: &random) {
        case 0: .correction(of: target, Amendment(line: Line("rettet \(sequence)")))
        case 1: .retraction(of: target, reason: "")
        case 2: .correction(of: target, Amendment(happened: When(minute: 29_000_000 + Int64(day))))
        default: .note(Line("linje \(sequence)"), given: [])
        }
      events.append(Self.note(sequence, day, content, recorded: .random(in: 1...3, using: &random)))
    }
    let told = Storyline.tell(events) { _ in LineReading() }
    #expect(Storyline.tell(events.shuffled(using: &random)) { _ in LineReading() } == told)
  }

  @Test func `is closed by a withdrawal, and opens only for what comes after a new yes`() {
    var events = [
      Self.note(1, 1, .consentGiven(Agreement([.care, .research]))),
      Self.note(2, 2, .note(Line("før"), given: [])),
      Self.note(3, 3, .consentWithdrawn([.care])),
    ]
    var told = Storyline.tell(events) { _ in LineReading() }
    #expect(told.visible(under: Standing(told)).isEmpty)
    #expect(!Standing(told).allows(.research))
    events += [
      Self.note(4, 4, .consentGiven(Agreement([.care]))), Self.note(5, 5, .note(Line("efter"), given: [])),
    ]
    told = Storyline.tell(events) { _ in LineReading() }
    #expect(told.visible(under: Standing(told)).compactMap(\.line?.text) == ["efter"])
  }
}

@Suite struct `Ties between handles` {
  let handles = (1...6).map { Handle(high: UInt64($0), low: 0) }

  func tie(_ a: Int, _ b: Int, same: Bool, _ sequence: UInt64) -> Event {
    var event = `A story`.note(sequence, 1, same ? .samePerson(handles[b]) : .notSamePerson(handles[b]))
    event.handle = handles[a]
    return event
  }

  @Test func `join, come apart again, and skip the erased`() {
    var ties = Ties()
    for (a, b) in [(0, 1), (1, 0), (1, 2), (2, 1)] { ties.take(tie(a, b, same: true, 1)) }
    ties.settle()
    #expect(ties.members(of: handles[2]) == Array(handles[0...2]))
    #expect(ties.keeper(of: handles[2]) == handles[0])
    ties.take(tie(2, 1, same: false, 3))
    ties.settle()
    #expect(ties.members(of: handles[2]) == [handles[2]])
    ties.take(`A story`.note(4, 1, .erased([handles[0]])))
    ties.settle()
    #expect(ties.keeper(of: handles[0]) == handles[1])
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func `come out the same in any order`(seed: UInt64) {
    var random = Seeded(seed)
    let events = (1...20).map { sequence in
      tie(
        .random(in: 0..<6, using: &random), .random(in: 0..<6, using: &random),
        same: .random(using: &random), UInt64(sequence))
    }
    func groups(_ events: [Event]) -> [[Handle]] {
      var ties = Ties()
      for event in events { ties.take(event) }
      ties.settle()
      return handles.map(ties.members)
    }
    #expect(groups(events.shuffled(using: &random)) == groups(events))
  }
}
